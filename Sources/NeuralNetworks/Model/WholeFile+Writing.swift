#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

extension WholeFile {
    /// The steps of a write, in order.
    package enum Step: String, CaseIterable, Sendable {
        case creating, writing, synchronizing, renaming, synchronizingFolder
    }

    /// Writes a file so that no crash can leave a half of it.
    ///
    /// The bytes go to a temporary file in the same folder, from there to the disk, and then take
    /// the name of the file they replace, whose permissions they keep. When that fails, the old
    /// file is untouched and the temporary one is gone. A link is followed; a device or pipe is
    /// written as it is.
    ///
    /// - Parameters:
    ///   - bytes: What the file will hold.
    ///   - path: The file, in a folder that exists.
    /// - Throws: A ``FileError`` that names the file and what is wrong.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try write(bytes, to: path) { _ in nil }
    }

    /// The same, with a fault put in: a step for which `fault` gives an error number fails with it.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        fault: (Step) -> CInt?
    ) throws(FileError) {
        do throws(FileError.Problem) {
            // The system would cut the name short and write another file.
            guard !path.utf8.contains(0) else {
                throw .system(step: "creating", reason: "the name holds a zero byte")
            }
            let status = FileDescriptor.status(of: path)
            switch status?.kind {
            case .folder:
                throw FileError.Problem.isFolder
            case .other:
                let device = try attempt(.creating, path, fault) { () throws(SystemError) in
                    try FileDescriptor(opening: path, O_WRONLY)
                }
                try attempt(.writing, path, fault) { () throws(SystemError) in
                    try device.put(bytes)
                }
            case .file, nil:
                try replace(path, by: bytes, permissions: status?.permissions, fault)
            }
        } catch {
            throw FileError(path: path, problem: error)
        }
    }

    /// Finds out whether a file could be written, before long work that ends with writing it.
    ///
    /// Everything is left as it was; a temporary file is made in the folder and removed.
    ///
    /// - Parameter path: The file, in a folder that exists.
    /// - Throws: The ``FileError`` that ``write(_:to:)`` would throw before its first byte.
    public static func checkWriting(to path: String) throws(FileError) {
        do throws(FileError.Problem) {
            let status = FileDescriptor.status(of: path)
            switch status?.kind {
            case .folder: throw FileError.Problem.isFolder
            case .other: break
            case .file, nil:
                let replacement = try Replacement(of: path, exists: status != nil)
                _ = try replacement.create { _ in nil }
                _ = unsafe unlink(replacement.temporary)
            }
        } catch {
            throw FileError(path: path, problem: error)
        }
    }

    private typealias SystemError = FileDescriptor.SystemError

    private static func replace(
        _ path: String,
        by bytes: [UInt8],
        permissions: mode_t?,
        _ fault: (Step) -> CInt?
    ) throws(FileError.Problem) {
        let replacement = try Replacement(of: path, exists: permissions != nil)
        let (folder, temporary) = (replacement.folder, replacement.temporary)
        do throws(FileError.Problem) {
            let file = try replacement.create(fault)
            try attempt(.writing, folder, fault) { () throws(SystemError) in
                if let permissions { try file.setPermissions(permissions) }
                try file.put(bytes)
            }
            try attempt(.synchronizing, folder, fault) { () throws(SystemError) in
                try file.synchronize()
            }
            try attempt(.renaming, folder, fault) { () throws(SystemError) in
                guard unsafe rename(temporary, replacement.path) == 0 else { throw .last }
            }
        } catch {
            _ = unsafe unlink(temporary)
            throw error
        }
        try attempt(.synchronizingFolder, folder, fault) { () throws(SystemError) in
            try FileDescriptor(opening: folder, O_RDONLY).synchronize()
        }
    }

    /// The temporary file that becomes a file, or takes its place.
    private struct Replacement {
        let path: String
        let folder: String
        let temporary: String

        init(of path: String, exists: Bool) throws(FileError.Problem) {
            guard !path.isEmpty, !path.hasSuffix("/") else { throw .isFolder }
            self.path = exists ? followingLinks(path) : path
            folder = WholeFile.folder(of: self.path)
            let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
            temporary = (folder == "/" ? "" : folder) + "/.\(name).tmp"
        }

        func create(_ fault: (Step) -> CInt?) throws(FileError.Problem) -> FileDescriptor {
            try attempt(.creating, folder, fault) { () throws(SystemError) in
                try FileDescriptor(
                    opening: temporary, O_WRONLY | O_CREAT | O_EXCL, permissions: 0o666)
            }
        }
    }

    /// Does one step and turns the system's reason for a failure into ours.
    private static func attempt<Result: ~Copyable>(
        _ step: Step,
        _ folder: String,
        _ fault: (Step) -> CInt?,
        _ body: () throws(SystemError) -> Result
    ) throws(FileError.Problem) -> Result {
        do throws(SystemError) {
            if let number = fault(step) { throw SystemError(number: number) }
            return try body()
        } catch {
            throw FileError.Problem(step.rawValue, in: folder, error)
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The file that a link, or a link to a link, leads to.
    private static func followingLinks(_ path: String) -> String {
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}

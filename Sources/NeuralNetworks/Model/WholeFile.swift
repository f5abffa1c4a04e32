#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// Reading and writing files in one piece.
///
/// Writing is safe against crashes: a file that is replaced is found either as it was or as it
/// was to be, never half-written, even when the machine loses its power in between.
public enum WholeFile {
    /// Reads all bytes of a file.
    ///
    /// - Parameters:
    ///   - path: The file; pipes and devices are read until they end.
    ///   - limit: The most bytes that are accepted.
    /// - Returns: The file's bytes.
    /// - Throws: A ``FileError`` that names the file and what is wrong with it.
    public static func read(_ path: String, limit: Int = 1 << 34) throws(FileError) -> [UInt8] {
        do {
            return try contents(of: path, limit: limit)
        } catch {
            throw FileError(path: path, problem: error)
        }
    }

    private static func contents(
        of path: String,
        limit: Int
    ) throws(FileError.Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(FileDescriptor.SystemError) {
            let file = try FileDescriptor(opening: path, O_RDONLY)
            let status = try file.status()
            guard status.kind != .folder else { throw .init(number: EISDIR) }
            guard status.byteCount <= limit else { throw .init(number: EFBIG) }

            // One more than the size, so that the end is seen without growing the array.
            bytes.reserveCapacity(status.byteCount + 1)
            while true {
                let room = bytes.capacity - bytes.count
                guard try file.appendBytes(upTo: room > 0 ? room : 1 << 16, to: &bytes) else {
                    break
                }
                guard bytes.count <= limit else { throw .init(number: EFBIG) }
            }
        } catch {
            throw FileError.Problem(reading: error, limit: limit)
        }
        return bytes
    }
}

extension FileError.Problem: Error {}

extension FileError.Problem {
    /// What a failed call means for someone who wants to read.
    init(reading error: FileDescriptor.SystemError, limit: Int) {
        self =
            switch error.number {
            case ENOENT, ENOTDIR: .missing
            case EISDIR: .isFolder
            case EACCES, EPERM: .notReadable
            case EFBIG: .tooLarge(limit: limit)
            default: .system(step: "reading", reason: error.reason)
            }
    }

    /// What a failed call means for someone who wants to write into `folder`.
    init(_ step: String, in folder: String, _ error: FileDescriptor.SystemError) {
        self =
            switch error.number {
            case ENOENT, ENOTDIR: .missingFolder(folder)
            case EISDIR: .isFolder
            case EACCES, EPERM, EROFS: .notWritable
            case ENOSPC, EDQUOT: .noSpace
            default: .system(step: step, reason: error.reason)
            }
    }
}

extension WholeFile {
    /// Whether there is a file or anything else of that name.
    package static func exists(_ path: String) -> Bool {
        FileDescriptor.status(of: path) != nil
    }

    /// Whether two names stand for one and the same file, by a link or another way to its folder.
    package static func isSame(_ path: String, as other: String) -> Bool {
        guard let one = FileDescriptor.status(of: path),
            let two = FileDescriptor.status(of: other)
        else { return false }
        return one.device == two.device && one.number == two.number
    }

    /// Whether there is a folder of that name.
    package static func isFolder(_ path: String) -> Bool {
        FileDescriptor.status(of: path)?.kind == .folder
    }
}

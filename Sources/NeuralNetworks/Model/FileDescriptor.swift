#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// An open file, closed when it goes out of scope: the few calls of the system that reading and
/// writing whole files need, each with its interruptions and short counts handled.
struct FileDescriptor: ~Copyable {
    /// What a name or a descriptor stands for.
    struct Status {
        enum Kind { case file, folder, other }
        let kind: Kind
        let byteCount: Int
        let permissions: mode_t
        let device: dev_t
        let number: ino_t
    }

    /// A reason the system gave, by its number.
    struct SystemError: Error {
        let number: CInt

        /// The number of the last failed call on this thread.
        static var last: SystemError { SystemError(number: errno) }

        /// The system's own words, such as "No space left on device".
        var reason: String { unsafe String(cString: strerror(number)) }
    }

    private let number: CInt

    /// Opens a file; a name holding a zero byte, which the system would cut short, names nothing.
    init(opening path: String, _ flags: CInt, permissions: mode_t = 0) throws(SystemError) {
        guard !path.utf8.contains(0) else { throw SystemError(number: ENOENT) }
        var result: CInt
        repeat {
            result = unsafe open(path, flags | O_CLOEXEC, permissions)
        } while result < 0 && SystemError.last.number == EINTR
        guard result >= 0 else { throw .last }
        number = result
    }

    deinit { close(number) }

    /// What is open.
    func status() throws(SystemError) -> Status {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .last }
        return Status(status)
    }

    /// What a name stands for, links followed; `nil` when it stands for nothing.
    static func status(of path: String) -> Status? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Status(status)
    }

    /// Appends up to `count` bytes; false at the end of the file.
    func appendBytes(upTo count: Int, to bytes: inout [UInt8]) throws(SystemError) -> Bool {
        var result = 0
        bytes.append(addingCapacity: count) { span in
            unsafe span.withUnsafeMutableBufferPointer { buffer, filled in
                repeat {
                    result = unsafe read(number, buffer.baseAddress, count)
                } while result < 0 && SystemError.last.number == EINTR
                filled = max(result, 0)
            }
        }
        guard result >= 0 else { throw .last }
        return result > 0
    }

    /// Writes all bytes.
    func put(_ bytes: [UInt8]) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                // Some systems refuse to write 2 GiB or more at once.
                return unsafe write(number, rest.baseAddress, min(rest.count, 1 << 30))
            }
            if result < 0 {
                if SystemError.last.number == EINTR { continue }
                throw .last
            }
            written += result
        }
    }

    /// Returns when what was written is on the disk and survives a loss of power.
    func synchronize() throws(SystemError) {
        #if canImport(Darwin)
            if fcntl(number, F_FULLFSYNC) == 0 { return }
        #endif
        guard fsync(number) == 0 else { throw .last }
    }

    /// Gives the file the permissions of another.
    func setPermissions(_ permissions: mode_t) throws(SystemError) {
        guard fchmod(number, permissions) == 0 else { throw .last }
    }
}

extension FileDescriptor.Status {
    fileprivate init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        byteCount = Int(status.st_size)
        permissions = status.st_mode & 0o7777
        (device, number) = (status.st_dev, status.st_ino)
    }
}

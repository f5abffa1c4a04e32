#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Android)
    import Android
#endif

/// A file read block after block, for files that are too large to lie in memory whole.
package struct FileBlocks: ~Copyable {
    private let path: String
    private let file: FileDescriptor
    /// How many bytes the file has.
    package let byteCount: Int

    /// Opens a file.
    package init(_ path: String) throws(FileError) {
        self.path = path
        file = try Self.opened(path)
        byteCount = (try? file.status().byteCount) ?? 0
    }

    private static func opened(_ path: String) throws(FileError) -> FileDescriptor {
        do throws(FileDescriptor.SystemError) {
            let file = try FileDescriptor(opening: path, O_RDONLY)
            guard try file.status().kind != .folder else { throw .init(number: EISDIR) }
            return file
        } catch {
            throw FileError(path: path, problem: .init(reading: error, limit: .max))
        }
    }

    /// The next bytes; nil at the end of the file.
    package func next(upTo count: Int = 1 << 20) throws(FileError) -> [UInt8]? {
        var bytes: [UInt8] = []
        do throws(FileDescriptor.SystemError) {
            guard try file.appendBytes(upTo: count, to: &bytes) else { return nil }
        } catch {
            throw FileError(path: path, problem: .init(reading: error, limit: .max))
        }
        return bytes
    }
}

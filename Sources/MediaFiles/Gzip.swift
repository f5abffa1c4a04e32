import CMediaFiles
public import Datasets

/// Data compressed with gzip, by zlib.
public enum Gzip {
    /// The most content that is accepted unless the caller says otherwise: 2 GiB.
    public static let contentLimit = 1 << 31

    /// Whether the bytes begin as gzip's do.
    public static func isCompressed(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B])
    }

    /// The content of compressed bytes.
    ///
    /// Several members in a row are one content, and what follows the last member is ignored, as
    /// the gzip program does it. Checksums are verified.
    ///
    /// - Parameters:
    ///   - bytes: All the compressed bytes.
    ///   - file: The name of the file, for the words of an error.
    ///   - limit: The most bytes of content that are accepted.
    /// - Returns: The content.
    /// - Throws: A ``DataFileError`` when the data is incomplete or damaged, or its content too
    ///   large.
    public static func decompress(
        _ bytes: [UInt8],
        file: String,
        limit: Int = contentLimit
    ) throws(DataFileError) -> [UInt8] {
        do throws(DataFileError.Problem) {
            return try content(of: bytes, limit: limit)
        } catch {
            throw DataFileError(file: file, problem: error)
        }
    }

    private static func content(
        of bytes: [UInt8],
        limit: Int
    ) throws(DataFileError.Problem) -> [UInt8] {
        guard !bytes.isEmpty else { throw .empty }
        var content: [UInt8] = []
        content.reserveCapacity(expectedCount(bytes, limit: limit))
        var outcome = MEDIA_GZIP_NO_MEMORY
        unsafe bytes.withUnsafeBufferPointer { input in
            guard let gzip = unsafe media_gzip_open(input.baseAddress, input.count) else { return }
            defer { unsafe media_gzip_close(gzip) }
            repeat {
                let room = content.capacity - content.count
                content.append(addingCapacity: room > 0 ? room : 1 << 16) { span in
                    unsafe span.withUnsafeMutableBufferPointer { output, filled in
                        outcome = unsafe media_gzip_next(
                            gzip,
                            output.baseAddress,
                            output.count,
                            &filled
                        )
                    }
                }
                guard content.count <= limit else { return }
                if outcome == MEDIA_GZIP_MEMBER_ENDED, unsafe media_gzip_next_member(gzip) {
                    outcome = MEDIA_GZIP_OUTPUT_FULL
                }
            } while outcome == MEDIA_GZIP_OUTPUT_FULL
        }
        guard content.count <= limit else { throw .compressedTooLarge(limit: limit) }
        switch outcome {
        case MEDIA_GZIP_MEMBER_ENDED: return content
        case MEDIA_GZIP_INPUT_ENDED: throw .compressedIncomplete(byteCount: content.count)
        case MEDIA_GZIP_NO_MEMORY: throw .compressedTooLarge(limit: content.count)
        default: throw .compressedDamaged(byteCount: content.count)
        }
    }

    /// How much content there seems to be: the last four bytes claim it, but a file may lie, so no
    /// more than deflate can pack into so many bytes, and no more than is accepted.
    private static func expectedCount(_ bytes: [UInt8], limit: Int) -> Int {
        let claimed = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let (possible, overflow) = bytes.count.multipliedReportingOverflow(by: 1032)
        // Some room beyond the end lets zlib keep to its fast loop.
        return min(claimed, overflow ? limit : possible, limit) + 512
    }

    /// Compresses bytes into one member; `nil` only when memory is short.
    package static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        let bound = media_gzip_bound(bytes.count)
        let compressed = [UInt8](capacity: bound) { span in
            unsafe span.withUnsafeMutableBufferPointer { output, filled in
                guard let address = output.baseAddress else { return }
                filled = unsafe bytes.withUnsafeBufferPointer { input in
                    unsafe media_gzip_compress(input.baseAddress, input.count, address, bound)
                }
            }
        }
        return compressed.isEmpty ? nil : compressed
    }
}

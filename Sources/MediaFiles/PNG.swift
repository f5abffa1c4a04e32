import CMediaFiles

/// PNG by libpng.
enum PNG {
    static func decode(
        _ bytes: [UInt8],
        pixelLimit: Int
    ) throws(PictureError.Problem) -> Picture {
        try checkClaimedSize(bytes, pixelLimit: pixelLimit)
        let result = unsafe bytes.withUnsafeBufferPointer { input in
            var size = media_picture_size()
            var pixels: [UInt8] = []
            let reason = unsafe Reason.of { reason in
                guard let png = unsafe media_png_open(input.baseAddress, input.count, &size, reason)
                else { return false }
                defer { unsafe media_png_close(png) }
                return unsafe Self.fill(&pixels, size, pixelLimit) { address in
                    unsafe media_png_read(png, address, reason)
                }
            }
            return (size: size, pixels: pixels, reason: reason)
        }
        let (width, height) = (Int(result.size.width), Int(result.size.height))
        if let reason = result.reason {
            if reason.contains("read beyond end") || reason.contains("Not enough") {
                throw .incomplete(.png)
            }
            throw .damaged(.png, reason: reason)
        }
        try Picture.check(width: width, height: height, pixelLimit: pixelLimit)
        let channels = Int(result.size.channels)
        if channels == 1 || channels == 3 {
            return Picture(width: width, height: height, channels: channels, pixels: result.pixels)
        }
        return Picture.onWhite(
            width: width,
            height: height,
            channels: channels - 1,
            withAlpha: result.pixels
        )
    }

    /// Memory for the pixels of a size, if the size is accepted, filled by `read`.
    private static func fill(
        _ pixels: inout [UInt8],
        _ size: media_picture_size,
        _ pixelLimit: Int,
        _ read: (UnsafeMutablePointer<UInt8>?) -> Bool
    ) -> Bool {
        let count = Int(size.width) * Int(size.height)
        guard count <= pixelLimit else { return true }
        var isRead = false
        pixels = [UInt8](capacity: count * Int(size.channels)) { span in
            unsafe span.withUnsafeMutableBufferPointer { output, filled in
                isRead = unsafe read(output.baseAddress)
                filled = isRead ? output.count : 0
            }
        }
        return isRead
    }

    /// The size stands at a fixed place, so that a senseless one has words of our own.
    private static func checkClaimedSize(
        _ bytes: [UInt8],
        pixelLimit: Int
    ) throws(PictureError.Problem) {
        guard bytes.count >= 24 else { throw .incomplete(.png) }
        guard bytes[12..<16].elementsEqual("IHDR".utf8) else { return }
        let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        try Picture.check(width: number(16), height: number(20), pixelLimit: pixelLimit)
    }
}

extension Picture {
    /// The picture as the bytes of a PNG file; the same picture, the same bytes.
    ///
    /// - Returns: The whole file; write it with `WholeFile.write(_:to:)`.
    /// - Throws: A ``PictureError`` when the picture has no pixels or is wider or higher than
    ///   libpng accepts.
    public func encodedPNG() throws(PictureError) -> [UInt8] {
        var size = media_picture_size()
        guard let width = UInt32(exactly: width), let height = UInt32(exactly: height),
            width > 0, height > 0
        else {
            throw PictureError(file: "PNG", problem: .noPixels(width: width, height: height))
        }
        // The library counts the bytes of a picture in 32 bits.
        guard pixels.count < 1 << 31 else {
            throw PictureError(file: "PNG", problem: .unwritable(.png, reason: "2 GiB or more"))
        }
        (size.width, size.height, size.channels) = (width, height, UInt32(channels))
        let bound = media_png_bound(size)
        var bytes: [UInt8] = []
        let reason = unsafe Reason.of { reason in
            bytes = [UInt8](capacity: bound) { span in
                unsafe span.withUnsafeMutableBufferPointer { output, filled in
                    filled = unsafe pixels.withUnsafeBufferPointer { input in
                        unsafe media_png_write(
                            size,
                            input.baseAddress,
                            output.baseAddress,
                            bound,
                            reason
                        )
                    }
                }
            }
            return !bytes.isEmpty
        }
        if let reason {
            throw PictureError(file: "PNG", problem: .unwritable(.png, reason: reason))
        }
        return bytes
    }
}

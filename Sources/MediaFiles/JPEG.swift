import CMediaFiles

/// JPEG by libjpeg-turbo.
enum JPEG {
    static func decode(
        _ bytes: [UInt8],
        pixelLimit: Int
    ) throws(PictureError.Problem) -> Picture {
        let result = unsafe bytes.withUnsafeBufferPointer { input in
            var size = media_picture_size()
            var pixels: [UInt8] = []
            let reason = unsafe Reason.of { reason in
                guard
                    let jpeg = unsafe media_jpeg_open(input.baseAddress, input.count, &size, reason)
                else { return false }
                defer { unsafe media_jpeg_close(jpeg) }
                let count = Int(size.width) * Int(size.height)
                guard count <= pixelLimit else { return true }
                var isRead = false
                pixels = [UInt8](capacity: count * Int(size.channels)) { span in
                    unsafe span.withUnsafeMutableBufferPointer { output, filled in
                        isRead = unsafe media_jpeg_read(jpeg, output.baseAddress, reason)
                        filled = isRead ? output.count : 0
                    }
                }
                return isRead
            }
            return (size: size, pixels: pixels, reason: reason)
        }
        if let reason = result.reason {
            if reason.hasPrefix("Premature end") { throw .incomplete(.jpeg) }
            throw .damaged(.jpeg, reason: reason)
        }
        let (width, height) = (Int(result.size.width), Int(result.size.height))
        try Picture.check(width: width, height: height, pixelLimit: pixelLimit)
        let picture = Picture(
            width: width,
            height: height,
            channels: Int(result.size.channels),
            pixels: result.pixels
        )
        return picture.turned(Orientation(exifIn: bytes))
    }
}

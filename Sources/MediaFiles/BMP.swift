/// The Windows bitmap: uncompressed, 8 bits with a palette, 24 or 32 bits a pixel.
///
/// Source: <https://learn.microsoft.com/windows/win32/gdi/bitmap-storage>
enum BMP {
    static func decode(
        _ bytes: [UInt8],
        pixelLimit: Int
    ) throws(PictureError.Problem) -> Picture {
        let header = try Header(bytes)
        try Picture.check(width: header.width, height: header.height, pixelLimit: pixelLimit)
        // Rows are padded to a multiple of four bytes.
        let rowBytes = (header.width * header.bits + 31) / 32 * 4
        guard header.pixelStart <= bytes.count,
            rowBytes * header.height <= bytes.count - header.pixelStart
        else { throw .incomplete(.bmp) }
        let palette = try header.bits == 8 ? header.palette(bytes) : []
        let isGrey = header.bits == 8 && palette.allSatisfy { $0[0] == $0[1] && $0[1] == $0[2] }

        let channels = isGrey ? 1 : header.hasAlpha ? 4 : 3
        var pixels: [UInt8] = []
        pixels.reserveCapacity(header.width * header.height * channels)
        for y in 0..<header.height {
            let row = header.isTopDown ? y : header.height - 1 - y
            let start = header.pixelStart + row * rowBytes
            for x in 0..<header.width {
                if header.bits == 8 {
                    let index = Int(bytes[start + x])
                    guard index < palette.count else {
                        throw .damaged(.bmp, reason: "colour \(index) of \(palette.count)")
                    }
                    pixels.append(contentsOf: palette[index].prefix(channels))
                } else {
                    let pixel = start + x * (header.bits / 8)
                    pixels.append(bytes[pixel + 2])
                    pixels.append(bytes[pixel + 1])
                    pixels.append(bytes[pixel])
                    if header.hasAlpha { pixels.append(bytes[pixel + 3]) }
                }
            }
        }
        if header.hasAlpha {
            return Picture.onWhite(
                width: header.width,
                height: header.height,
                channels: 3,
                withAlpha: pixels
            )
        }
        return Picture(
            width: header.width,
            height: header.height,
            channels: channels,
            pixels: pixels
        )
    }

    private struct Header {
        let pixelStart: Int
        let paletteStart: Int
        let paletteCount: Int
        let width: Int
        let height: Int
        let bits: Int
        let isTopDown: Bool
        let hasAlpha: Bool

        init(_ bytes: [UInt8]) throws(PictureError.Problem) {
            guard bytes.count >= 54 else { throw .incomplete(.bmp) }
            func number(_ offset: Int, _ count: Int) -> Int {
                bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
            }
            let headerBytes = number(14, 4)
            guard headerBytes >= 40, 14 + headerBytes <= bytes.count else {
                throw .unsupported(.bmp, feature: "a header of \(headerBytes) bytes")
            }
            pixelStart = number(10, 4)
            paletteStart = 14 + headerBytes
            width = Int(Int32(truncatingIfNeeded: number(18, 4)))
            let signedHeight = Int(Int32(truncatingIfNeeded: number(22, 4)))
            height = abs(signedHeight)
            isTopDown = signedHeight < 0
            bits = number(28, 2)
            guard [8, 24, 32].contains(bits) else {
                throw .unsupported(.bmp, feature: "\(bits) bits a pixel")
            }
            let used = number(46, 4)
            paletteCount = used == 0 ? 256 : used

            let compression = number(30, 4)
            if compression == 0 {
                hasAlpha = false
            } else if compression == 3, bits == 32, bytes.count >= 70 {
                // The masks of the channels; any but the usual order is rare.
                guard number(54, 4) == 0xFF_0000, number(58, 4) == 0xFF00, number(62, 4) == 0xFF
                else { throw .unsupported(.bmp, feature: "an unusual order of colours") }
                hasAlpha = headerBytes >= 56 && number(66, 4) == 0xFF00_0000
            } else {
                throw .unsupported(.bmp, feature: "compression \(compression)")
            }
        }

        /// The colours as red, green, blue.
        func palette(_ bytes: [UInt8]) throws(PictureError.Problem) -> [[UInt8]] {
            guard paletteCount <= 256 else {
                throw .damaged(.bmp, reason: "\(paletteCount) colours")
            }
            guard paletteStart + 4 * paletteCount <= bytes.count else { throw .incomplete(.bmp) }
            return (0..<paletteCount).map { index in
                let start = paletteStart + 4 * index
                return [bytes[start + 2], bytes[start + 1], bytes[start]]
            }
        }
    }
}

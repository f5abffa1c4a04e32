/// How a camera was held: where the first row and column of the stored picture belong.
///
/// Source: Exif 2.3, tag 0x0112.
enum Orientation: Int, CaseIterable {
    case upright = 1
    case mirrored, upsideDown, mirroredUpsideDown
    case mirroredTurnedLeft, turnedLeft, mirroredTurnedRight, turnedRight

    /// Whether rows become columns.
    var isSideways: Bool { rawValue >= 5 }

    /// The note in a JPEG file; upright where there is none that can be understood.
    init(exifIn bytes: [UInt8]) {
        self = Orientation.segment(in: bytes).flatMap(Orientation.init(exif:)) ?? .upright
    }

    /// The first Exif segment, from its byte order mark on.
    private static func segment(in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var start = 2
        while start + 4 <= bytes.count, bytes[start] == 0xFF {
            let marker = bytes[start + 1]
            let length = Int(bytes[start + 2]) << 8 | Int(bytes[start + 3])
            let end = start + 2 + length
            // The picture itself begins here, and no notes follow.
            guard marker != 0xDA, length >= 2, end <= bytes.count else { return nil }
            let content = bytes[(start + 4)..<end]
            if marker == 0xE1, content.starts(with: "Exif\0\0".utf8) { return content.dropFirst(6) }
            start = end
        }
        return nil
    }

    /// The note in an Exif segment: a small TIFF file with tags of twelve bytes.
    private init?(exif: ArraySlice<UInt8>) {
        let isLittleEndian = exif.starts(with: "II".utf8)
        guard isLittleEndian || exif.starts(with: "MM".utf8) else { return nil }
        func number(at offset: Int, _ count: Int) -> Int? {
            let start = exif.startIndex + offset
            guard start + count <= exif.endIndex else { return nil }
            let bytes = exif[start..<start + count]
            return isLittleEndian
                ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
                : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(at: 2, 2) == 42, let directory = number(at: 4, 4),
            let count = number(at: directory, 2)
        else { return nil }
        for index in 0..<count {
            let entry = directory + 2 + 12 * index
            guard let tag = number(at: entry, 2) else { return nil }
            if tag == 0x0112, let value = number(at: entry + 8, 2) {
                self.init(rawValue: value)
                return
            }
        }
        return nil
    }
}

extension Picture {
    /// The picture as it was seen by a camera that was held so.
    func turned(_ orientation: Orientation) -> Picture {
        if orientation == .upright { return self }
        let size = orientation.isSideways ? (height, width) : (width, height)
        let turned = [UInt8](capacity: pixels.count) { output in
            for y in 0..<size.1 {
                for x in 0..<size.0 {
                    let (column, row) =
                        switch orientation {
                        case .upright: (x, y)
                        case .mirrored: (width - 1 - x, y)
                        case .upsideDown: (width - 1 - x, height - 1 - y)
                        case .mirroredUpsideDown: (x, height - 1 - y)
                        case .mirroredTurnedLeft: (y, x)
                        case .turnedLeft: (y, height - 1 - x)
                        case .mirroredTurnedRight: (width - 1 - y, height - 1 - x)
                        case .turnedRight: (width - 1 - y, x)
                        }
                    let start = (row * width + column) * channels
                    for place in start..<start + channels { output.append(pixels[place]) }
                }
            }
        }
        return Picture(width: size.0, height: size.1, channels: channels, pixels: turned)
    }
}

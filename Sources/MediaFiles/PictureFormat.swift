/// The formats of pictures that are read, told apart by how a file begins, not by its name.
public enum PictureFormat: String, Hashable, Sendable, CaseIterable {
    /// Portable Network Graphics, any depth, palettes and transparency included.
    case png = "PNG"
    /// JPEG, baseline or progressive.
    case jpeg = "JPEG"
    /// The portable greymap, as text or binary, 8 or 16 bits.
    case pgm = "PGM"
    /// The portable pixmap, as text or binary, 8 or 16 bits.
    case ppm = "PPM"
    /// The Windows bitmap, uncompressed, of 8, 24 or 32 bits.
    case bmp = "BMP"

    /// The format of a file that begins with these bytes.
    public init?(beginning bytes: [UInt8]) {
        guard let match = PictureFormat.beginnings.first(where: { bytes.starts(with: $0.0) }) else {
            return nil
        }
        self = match.1
    }

    private static let beginnings: [([UInt8], PictureFormat)] = [
        ([0x89] + Array("PNG\r\n\u{1A}\n".utf8), .png),
        ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("P2".utf8), .pgm), (Array("P5".utf8), .pgm),
        (Array("P3".utf8), .ppm), (Array("P6".utf8), .ppm),
        (Array("BM".utf8), .bmp),
    ]

    /// What a file that is not read seems to be, for the words of an error.
    static func nameOfOther(beginning bytes: [UInt8]) -> String? {
        let others: [(offset: Int, text: String, name: String)] = [
            (0, "GIF8", "a GIF picture"), (8, "WEBP", "a WebP picture"),
            (4, "ftyp", "a HEIC or AVIF picture or a film"), (0, "II*\0", "a TIFF picture"),
            (0, "MM\0*", "a TIFF picture"), (0, "%PDF", "a PDF document"),
            (0, "<svg", "an SVG drawing"), (0, "<?xml", "an SVG drawing or other XML"),
            (0, "P1", "a bitmap of one bit (PBM)"), (0, "P4", "a bitmap of one bit (PBM)"),
            (0, "PK", "a ZIP archive"),
        ]
        let match = others.first { bytes.dropFirst($0.offset).starts(with: $0.text.utf8) }
        if let match { return match.name }
        return bytes.starts(with: [0x1F, 0x8B]) ? "a file compressed with gzip" : nil
    }
}

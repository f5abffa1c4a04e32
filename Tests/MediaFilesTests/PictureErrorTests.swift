import Computation
import MediaFiles
import Testing

@Suite("Picture errors")
struct PictureErrorTests {
    struct Case: CustomTestStringConvertible {
        let bytes: [UInt8]
        let message: String
        var testDescription: String { message }

        init(_ bytes: [UInt8], _ message: String) {
            (self.bytes, self.message) = (bytes, message)
        }

        init(_ text: String, _ message: String) { self.init(Array(text.utf8), message) }
    }

    static func changed(_ bytes: [UInt8], at place: Int, to new: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(place..<place + new.count, with: new)
        return bytes
    }

    static let again = "it is incomplete, copy or download it again"
    static let unknown =
        "this is no picture that is known here (PNG, JPEG, PGM, PPM, BMP); save it as PNG or JPEG"
    static let tooLarge = "more than the 67,108,864 that are accepted; make it smaller"

    static let cases: [Case] = [
        Case("", "the file is empty; copy or download it again"),
        Case("Dear reader, this is a text.", unknown),
        Case("GIF89a", "this is a GIF picture, which is not read; save it as PNG or JPEG"),
        Case(
            "RIFF\0\0\0\0WEBPVP8 ",
            "this is a WebP picture, which is not read; save it as PNG or JPEG"
        ),
        Case(
            "P4 1 1 1",
            "this is a bitmap of one bit (PBM), which is not read; save it as PNG or JPEG"
        ),
        Case(
            Array(Fixture.greyPNG[..<20]),
            "the PNG ends before the picture does; \(again)"
        ),
        Case(
            Array(Fixture.greyPNG[..<50]),
            "the PNG ends before the picture does; \(again)"
        ),
        Case(
            changed(Fixture.greyPNG, at: 45, to: [9]),
            "the PNG is damaged (IDAT: incorrect data check); copy or download it again"
        ),
        Case(
            changed(Fixture.greyPNG, at: 16, to: [0, 0, 0, 0]),
            "the picture has no pixels, its size is 0 × 4; choose another"
        ),
        Case(
            changed(Fixture.greyPNG, at: 16, to: [0x7F, 255, 255, 255, 0x7F, 255, 255, 255]),
            "the picture has 2,147,483,647 × 2,147,483,647 pixels, \(tooLarge)"
        ),
        Case(
            changed(Fixture.greyPNG, at: 24, to: [7]),
            "the PNG is damaged (IHDR: CRC error); copy or download it again"
        ),
        Case([0xFF, 0xD8, 0xFF], "the JPEG ends before the picture does; \(again)"),
        Case(
            Array(Fixture.colourJPEG[..<300]),
            "the JPEG ends before the picture does; \(again)"
        ),
        Case(
            Array(Fixture.colourJPEG.dropLast(40)),
            "the JPEG ends before the picture does; \(again)"
        ),
        Case("P5", "the PGM ends before the picture does; \(again)"),
        Case("P5 2 2 255\nabc", "the PGM ends before the picture does; \(again)"),
        Case("P2 2 2 255\n1 2 3", "the PGM ends before the picture does; \(again)"),
        Case("P6 0 5 255\n", "the picture has no pixels, its size is 0 × 5; choose another"),
        Case(
            "P5 99999 99999 255\n",
            "the picture has 99,999 × 99,999 pixels, \(tooLarge)"
        ),
        Case(
            "P5 99999999999999999999 1 255\n",
            "the PGM is damaged (a number is too long); copy or download it again"
        ),
        Case(
            "P5 x 1 255\n",
            "the PGM is damaged (a number is missing at byte 3); copy or download it again"
        ),
        Case(
            "P5 1 1 0\n ",
            "the PGM is damaged (its largest value is 0); copy or download it again"
        ),
        Case(
            "P2 1 1 9\n 10",
            "the PGM is damaged (the value 10 is above 9); copy or download it again"
        ),
        Case(
            "P6 1 1 255#",
            "the PPM is damaged (a space is missing at byte 10); copy or download it again"
        ),
        Case("BM", "the BMP ends before the picture does; \(again)"),
        Case(
            Array(Fixture.colourBMP.dropLast()),
            "the BMP ends before the picture does; \(again)"
        ),
        Case(
            changed(Fixture.colourBMP, at: 28, to: [4, 0]),
            "the BMP has 4 bits a pixel, which is not read; save it as PNG or JPEG"
        ),
        Case(
            changed(Fixture.colourBMP, at: 30, to: [1]),
            "the BMP has compression 1, which is not read; save it as PNG or JPEG"
        ),
        Case(
            changed(Fixture.colourBMP, at: 14, to: [12]),
            "the BMP has a header of 12 bytes, which is not read; save it as PNG or JPEG"
        ),
        Case(
            changed(Fixture.colourBMP, at: 18, to: [255, 255, 255, 0x7F, 0, 0, 0, 0x80]),
            "the picture has 2,147,483,647 × 2,147,483,648 pixels, \(tooLarge)"
        ),
        Case(
            changed(Fixture.greyBMP, at: 46, to: [2, 0]),
            "the BMP is damaged (colour 30 of 2); copy or download it again"
        ),
    ]

    @Test("Each fault has its words", arguments: cases)
    func message(_ fault: Case) {
        let error = #expect(throws: PictureError.self) {
            try Picture(decoding: fault.bytes, file: "photo.png")
        }
        #expect(error?.description == "photo.png: \(fault.message)")
    }

    @Test("A file that is none, a folder, and a picture above one's own limit")
    func files() throws {
        let folder = try TemporaryFolder()
        var error = #expect(throws: PictureError.self) {
            try Picture(contentsOf: folder.path + "/none.png")
        }
        #expect(
            error?.description
                == "\(folder.path)/none.png: there is no such file; check the name and the folder"
        )
        error = #expect(throws: PictureError.self) { try Picture(contentsOf: folder.path) }
        #expect(error?.description == "\(folder.path): this is a folder; name a file")
        for bytes in [Fixture.greyPNG, Fixture.greyJPEG, Fixture.greyBMP] {
            error = #expect(throws: PictureError.self) {
                try Picture(decoding: bytes, file: "x", pixelLimit: 31)
            }
            guard case .tooLarge = error?.problem else {
                Issue.record("not refused: \(String(describing: error))")
                continue
            }
        }
    }

    @Test("A picture that PNG cannot hold is not written")
    func empty() {
        let error = #expect(throws: PictureError.self) {
            try Picture(width: 0, height: 3, channels: 1, pixels: []).encodedPNG()
        }
        #expect(error?.problem == .noPixels(width: 0, height: 3))
        let wide = [UInt8](repeating: 0, count: 2_000_000)
        let tooWide = #expect(throws: PictureError.self) {
            try Picture(width: 2_000_000, height: 1, channels: 1, pixels: wide).encodedPNG()
        }
        guard case .unwritable(.png, _) = tooWide?.problem else {
            Issue.record("not refused: \(String(describing: tooWide))")
            return
        }
    }

    static let valid: [[UInt8]] = [
        Fixture.greyPNG, Fixture.palettePNG, Fixture.transparentPNG, Fixture.deepPNG,
        Fixture.interlacedPNG, Fixture.greyJPEG, Fixture.progressiveJPEG, Fixture.inksJPEG,
        Fixture.turnedJPEG, Fixture.colourBMP, Fixture.transparentBMP,
        Array("P2 3 2 255\n1 2 3 4 5 6 ".utf8), Array("P6 1 2 300\nabcdefghijkl".utf8),
    ]

    @Test("A file cut anywhere is a picture or an error", arguments: valid)
    func truncation(bytes: [UInt8]) {
        for count in bytes.indices {
            _ = try? Picture(decoding: Array(bytes[..<count]), file: "x", pixelLimit: 10_000)
        }
    }

    @Test(
        "Thousands of damaged files end in an error or a picture, never in a trap",
        arguments: valid
    )
    func mutations(bytes: [UInt8]) {
        var stream = RandomStream(seed: 7, for: "mutations", bytes.count)
        for _ in 0..<400 {
            var damaged = bytes
            for _ in 0...stream.integer(below: 3) {
                damaged[stream.integer(below: damaged.count)] = UInt8(stream.integer(below: 256))
            }
            _ = try? Picture(decoding: damaged, file: "x", pixelLimit: 10_000)
        }
    }
}

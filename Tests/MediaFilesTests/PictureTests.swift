import Computation
import MediaFiles
import Testing

@Suite("Pictures")
struct PictureTests {
    /// A picture whose pixels are a function of their place.
    static func picture(
        _ width: Int,
        _ height: Int,
        _ pixel: (_ x: Int, _ y: Int) -> [Int]
    ) -> Picture {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width { pixels += pixel(x, y).map { UInt8($0) } }
        }
        return Picture(
            width: width,
            height: height,
            channels: pixel(0, 0).count,
            pixels: pixels
        )
    }

    static let grey = picture(8, 4) { x, y in [30 * x + 10 * y] }
    static let colour = picture(8, 4) { x, y in [30 * x, 60 * y, 200] }

    /// A picture laid on white, opaque by 36 x.
    static func onWhite(_ picture: Picture) -> Picture {
        let pixels = picture.pixels.enumerated().map { place, value in
            let alpha = 36 * (place / picture.channels % 8)
            return UInt8((Int(value) * alpha + 255 * (255 - alpha) + 127) / 255)
        }
        return Picture(width: 8, height: 4, channels: picture.channels, pixels: pixels)
    }

    func read(_ bytes: [UInt8]) throws -> Picture { try Picture(decoding: bytes, file: "x") }

    @Test("PNG of any kind is read exactly")
    func png() throws {
        #expect(try read(Fixture.greyPNG) == Self.grey)
        #expect(try read(Fixture.colourPNG) == Self.colour)
        #expect(try read(Fixture.palettePNG) == Self.colour)
        #expect(try read(Fixture.deepPNG) == Self.grey)
        #expect(try read(Fixture.interlacedPNG) == Self.grey)
        #expect(try read(Fixture.bitPNG).pixels == Self.grey.pixels.map { $0 > 100 ? 255 : 0 })
        #expect(try read(Fixture.transparentPNG) == Self.onWhite(Self.colour))
        #expect(try read(Fixture.greyTransparentPNG) == Self.onWhite(Self.grey))
    }

    @Test("BMP is read exactly")
    func bmp() throws {
        #expect(try read(Fixture.greyBMP) == Self.grey)
        #expect(try read(Fixture.colourBMP) == Self.colour)
        // Pillow writes the alpha of 32-bit bitmaps as bits that mean nothing.
        #expect(try read(Fixture.transparentBMP) == Self.colour)
    }

    /// The largest difference from a small picture of which each pixel is eight times as large.
    func difference(_ picture: Picture, _ small: Picture) -> Int {
        var largest = 0
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                for channel in 0..<picture.channels {
                    let here = picture.pixels[(y * picture.width + x) * picture.channels + channel]
                    let there = small.pixels[
                        (y / 8 * small.width + x / 8) * small.channels + channel
                    ]
                    largest = max(largest, abs(Int(here) - Int(there)))
                }
            }
        }
        return largest
    }

    @Test("JPEG of any kind is read")
    func jpeg() throws {
        #expect(difference(try read(Fixture.greyJPEG), Self.grey) <= 2)
        #expect(difference(try read(Fixture.colourJPEG), Self.colour) <= 8)
        #expect(difference(try read(Fixture.progressiveJPEG), Self.colour) <= 8)
        let inks = try read(Fixture.inksJPEG)
        #expect(inks.channels == 3)
        #expect(difference(inks, Self.colour) <= 8)
    }

    @Test("A photograph is turned upright as its camera noted")
    func orientation() throws {
        let turned = try read(Fixture.turnedJPEG)
        #expect((turned.width, turned.height) == (32, 64))
        // The stored left lower corner is the upper left one of the picture as it was seen.
        let expected = Self.picture(4, 8) { x, y in [30 * y + 10 * (3 - x)] }
        #expect(difference(turned, expected) <= 2)
    }

    @Test(
        "Maps of Netpbm are read, as text or bytes, of any depth",
        arguments: [
            ("P2\n# a comment\n2 2 255\n0 255\n 7 # another\n8", 1, [0, 255, 7, 8]),
            ("P3 1 1 15 15 0 7 trailing", 3, [255, 0, 119]),
            ("P5 2 1 255\nAz", 1, [65, 122]),
            ("P5 1 2 127\n\u{7F}\0", 1, [255, 0]),
            ("P5 2 1 256\n\u{1}\0\0\u{40}", 1, [255, 64]),
            ("P6\r\n1 1\t255 abc rest", 3, [97, 98, 99]),
        ]
    )
    func netpbm(text: String, channels: Int, pixels: [Int]) throws {
        let picture = try read(Array(text.utf8))
        #expect(picture.channels == channels)
        #expect(picture.pixels.map(Int.init) == pixels)
    }

    @Test("Grey is the brightness by the weights of BT.601")
    func greyWeights() {
        let colours: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 9, 9, 9]
        let picture = Picture(width: 5, height: 1, channels: 3, pixels: colours)
        #expect(picture.grey.pixels == [76, 150, 29, 255, 9])
        #expect(picture.grey.grey == picture.grey)
    }

    @Test("A tensor has a plane for each colour")
    func tensor() {
        let picture = Picture(width: 2, height: 1, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
        #expect(picture.tensor == Tensor([1, 4, 2, 5, 3, 6] as [UInt8], shape: [3, 1, 2]))
        #expect(Self.grey.tensor.shape == [1, 4, 8])
    }

    @Test("A PNG that is written is read again", arguments: [grey, colour])
    func writing(picture: Picture) throws {
        let bytes = try picture.encodedPNG()
        #expect(try read(bytes) == picture)
        #expect(try picture.encodedPNG() == bytes)
    }

    @Test(
        "Real photographs are read",
        .enabled(
            if: RealData.has("cats-dogs") && RealData.has("faces/orl"),
            "NN_DATA names no folder with cats-dogs and faces"
        )
    )
    func realPictures() throws {
        for path in RealData.files("cats-dogs/original-size", ending: ".jpg") {
            let picture = try Picture(contentsOf: path)
            #expect(picture.channels == 3)
            #expect(min(picture.width, picture.height) > 100)
        }
        let faces = RealData.files("faces/orl/s1", ending: ".pgm")
        #expect(faces.count == 10)
        for path in faces {
            let face = try Picture(contentsOf: path)
            #expect((face.width, face.height, face.channels) == (92, 112, 1))
        }
    }
}

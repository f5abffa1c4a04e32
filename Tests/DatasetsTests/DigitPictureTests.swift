import Computation
import Datasets
import Testing

/// Pictures with a digit drawn by a pen of any width.
struct Drawing {
    let width: Int
    let height: Int
    var grey: [UInt8]

    init(width: Int, height: Int, ground: UInt8) {
        self.width = width
        self.height = height
        grey = [UInt8](repeating: ground, count: width * height)
    }

    /// Straight lines through points given as parts of a box.
    mutating func draw(
        _ points: [(x: Float, y: Float)],
        in box: (x: Int, y: Int, width: Int, height: Int),
        pen: Float,
        ink: UInt8
    ) {
        let places = points.map {
            (Float(box.x) + $0.x * Float(box.width), Float(box.y) + $0.y * Float(box.height))
        }
        for (from, to) in zip(places, places.dropFirst()) {
            let (dx, dy) = (to.0 - from.0, to.1 - from.1)
            let length = max(dx * dx + dy * dy, 0.001)
            for y in 0..<height {
                for x in 0..<width {
                    let (px, py) = (Float(x) - from.0, Float(y) - from.1)
                    let part = max(0, min(1, (px * dx + py * dy) / length))
                    let (ex, ey) = (px - part * dx, py - part * dy)
                    if ex * ex + ey * ey <= pen * pen / 4 { grey[y * width + x] = ink }
                }
            }
        }
    }

    static let seven: [(x: Float, y: Float)] = [(0, 0), (1, 0), (0.4, 1)]
    static let two: [(x: Float, y: Float)] = [
        (0, 0.25), (0.3, 0), (0.8, 0.05), (0.9, 0.35), (0, 1), (1, 1),
    ]

    func digit() throws(DigitPictureError) -> DigitPicture {
        try DigitPicture(grey: grey, width: width, height: height)
    }
}

@Suite("Digits from pictures")
struct DigitPictureTests {
    static func bytes(_ tensor: Tensor) -> [UInt8] {
        if case .uint8(let bytes) = tensor.storage { bytes } else { [] }
    }

    /// How alike two images are: the cosine between them.
    static func likeness(_ left: Tensor, _ right: Tensor) -> Float {
        let pairs = zip(left.floats, right.floats)
        let product = pairs.reduce(0) { $0 + $1.0 * $1.1 }
        let squares = [left, right].map { $0.floats.reduce(0) { $0 + $1 * $1 } }
        return product / max(1, (squares[0] * squares[1]).squareRoot())
    }

    /// A seven as a network should see it.
    static let reference = Result { () throws(DigitPictureError) in
        var drawing = Drawing(width: 120, height: 120, ground: 0)
        drawing.draw(Drawing.seven, in: (40, 30, 45, 60), pen: 7, ink: 255)
        return try drawing.digit()
    }

    struct Scene: CustomTestStringConvertible {
        var width = 140
        var height = 120
        var box = (x: 50, y: 30, width: 45, height: 60)
        var pen: Float = 7
        var ink: UInt8 = 0
        var ground: UInt8 = 255
        let testDescription: String
    }

    static let scenes: [Scene] = [
        Scene(testDescription: "black on white"),
        Scene(ink: 255, ground: 0, testDescription: "white on black"),
        Scene(ink: 90, ground: 160, testDescription: "dark grey on light grey"),
        Scene(ink: 200, ground: 120, testDescription: "light grey on dark grey"),
        Scene(box: (6, 6, 45, 60), testDescription: "in a corner"),
        Scene(
            width: 48,
            height: 40,
            box: (12, 8, 18, 24),
            pen: 3,
            testDescription: "small"
        ),
        Scene(
            width: 400,
            height: 350,
            box: (100, 60, 165, 220),
            pen: 25,
            testDescription: "large"
        ),
        Scene(
            width: 53,
            height: 68,
            box: (4, 4, 45, 60),
            testDescription: "cut close"
        ),
    ]

    @Test("A digit looks the same in whatever picture it stands", arguments: scenes)
    func scene(_ scene: Scene) throws {
        var drawing = Drawing(width: scene.width, height: scene.height, ground: scene.ground)
        drawing.draw(Drawing.seven, in: scene.box, pen: scene.pen, ink: scene.ink)
        let digit = try drawing.digit()
        #expect(digit.isInverted == (scene.ink < scene.ground))
        #expect(Self.likeness(digit.pixels, try Self.reference.get().pixels) > 0.93)
        #expect(digit.pixels.shape == [28, 28])
        #expect(max(digit.scaled.shape[0], digit.scaled.shape[1]) == 20)
        #expect(abs(digit.crop.x + digit.crop.width / 2 - scene.box.x - scene.box.width / 2) <= 4)
        #expect(
            abs(digit.crop.height - scene.box.height - Int(scene.pen)) <= 3 + scene.height / 100
        )
    }

    @Test("The centre of mass is in the middle")
    func centre() throws {
        let pixels = try Self.reference.get().pixels.floats
        let mass = pixels.reduce(0, +)
        let x = pixels.indices.reduce(0) { $0 + pixels[$1] * Float($1 % 28) } / mass
        let y = pixels.indices.reduce(0) { $0 + pixels[$1] * Float($1 / 28) } / mass
        #expect(abs(x - 14) <= 0.51)
        #expect(abs(y - 14) <= 0.51)
    }

    @Test("A thin line becomes a stroke that can be seen", arguments: [Float(1), 2, 3])
    func thin(pen: Float) throws {
        var drawing = Drawing(width: 200, height: 220, ground: 255)
        drawing.draw(Drawing.seven, in: (50, 40, 110, 150), pen: pen, ink: 0)
        let digit = try drawing.digit()
        #expect(Self.likeness(digit.pixels, try Self.reference.get().pixels) > 0.75)
        #expect(Self.bytes(digit.pixels).max() ?? 0 >= 245)
    }

    @Test("Uneven light, noise, specks, a ruled frame and a line do not disturb")
    func photograph() throws {
        var drawing = Drawing(width: 160, height: 140, ground: 230)
        drawing.draw(Drawing.two, in: (60, 40, 42, 60), pen: 7, ink: 60)
        let clean = try drawing.digit()
        var stream = RandomStream(seed: 3, for: "noise")
        var noisy = drawing
        for place in noisy.grey.indices {
            let light = 0.55 + 0.45 * Float(place % 160) / 160
            let value = Float(drawing.grey[place]) * light + 6 * stream.normal()
            noisy.grey[place] = UInt8(max(0, min(255, value)))
        }
        #expect(Self.likeness(try noisy.digit().pixels, clean.pixels) > 0.9)

        var framed = drawing
        for place in framed.grey.indices {
            let (x, y) = (place % 160, place / 160)
            if x < 4 || y < 4 || x >= 156 || y >= 136 { framed.grey[place] = 20 }
            if y == 122 { framed.grey[place] = 90 }
        }
        for _ in 0..<20 { framed.grey[stream.integer(below: framed.grey.count)] = 0 }
        let digit = try framed.digit()
        #expect(Self.likeness(digit.pixels, clean.pixels) > 0.97)
    }

    @Test("A digit of several parts keeps them")
    func parts() throws {
        var drawing = Drawing(width: 100, height: 100, ground: 255)
        drawing.draw(
            [(0, 0), (0, 0.4), (1, 0.5), (0.8, 1), (0, 1)],
            in: (30, 30, 30, 45),
            pen: 5,
            ink: 0
        )
        let without = try drawing.digit()
        drawing.draw([(0, 0), (1, 0)], in: (37, 22, 30, 1), pen: 5, ink: 0)
        let with = try drawing.digit()
        #expect(with.crop.height > without.crop.height)
    }

    @Test("Where there is no digit, the error says so")
    func blank() {
        let message =
            "no digit found: the picture is blank; give one with a dark digit on light "
            + "ground or the reverse"
        var noise = Drawing(width: 60, height: 50, ground: 0)
        var slope = noise
        var stream = RandomStream(seed: 4, for: "noise")
        for place in noise.grey.indices {
            noise.grey[place] = UInt8(max(0, min(255, 128 + 10 * stream.normal())))
            slope.grey[place] = UInt8(100 + place % 60)
        }
        for drawing in [
            Drawing(width: 1, height: 1, ground: 7), Drawing(width: 30, height: 40, ground: 255),
            Drawing(width: 0, height: 0, ground: 0), noise, slope,
        ] {
            let error = #expect(throws: DigitPictureError.self) { try drawing.digit() }
            #expect(error?.description == message)
        }
        var speck = Drawing(width: 50, height: 50, ground: 255)
        for place in [1225, 1226, 1275, 1276] { speck.grey[place] = 0 }
        let tiny = #expect(throws: DigitPictureError.self) { try speck.digit() }
        #expect(
            tiny?.description
                == "no digit found: what stands out is only 2 × 2 pixels; "
                + "draw the digit larger or cut the picture closer"
        )
        let wrong = #expect(throws: DigitPictureError.self) {
            try DigitPicture(grey: [1, 2, 3], width: 2, height: 2)
        }
        #expect(
            wrong?.description
                == "3 pixels do not fill a picture of 2 × 2; give one byte a pixel, row after row"
        )
        #expect(throws: DigitPictureError.self) {
            try DigitPicture(grey: [], width: .max, height: 2)
        }
    }

    @Test("No picture of any shape traps")
    func anything() {
        var stream = RandomStream(seed: 5, for: "anything")
        for _ in 0..<60 {
            let width = 1 + stream.integer(below: 24)
            let height = 1 + stream.integer(below: 24)
            let levels = 2 + stream.integer(below: 254)
            let grey = (0..<width * height).map { _ in UInt8(stream.integer(below: levels)) }
            _ = try? DigitPicture(grey: grey, width: width, height: height)
        }
    }
}

import Computation
import Testing

@testable import Datasets
import NeuralNetworks

@Suite("Generated digits")
struct GeneratedDigitsTests {
    #if DEBUG
        /// How many digits to look at: debug builds are some fifty times slower.
        private static let count = 2000
    #else
        private static let count = 20_000
    #endif

    @Test("The same seed gives the same digits, another seed or part gives others")
    func seeds() {
        let digits = GeneratedDigits(seed: 7)
        let images = digits.examples(20, of: .training).inputs
        #expect(images == GeneratedDigits(seed: 7).examples(20, of: .training).inputs)
        #expect(images != GeneratedDigits(seed: 8).examples(20, of: .training).inputs)
        #expect(images != digits.examples(20, of: .validation).inputs)
        #expect(images != digits.examples(20, of: .test).inputs)
    }

    @Test(
        "A digit does not depend on which others are made, nor on where",
        arguments: [1, 3, 1201]
    )
    func independence(count: Int) {
        let digits = GeneratedDigits(seed: 2)
        let examples = digits.examples(count, of: .test)
        let (images, labels) = (examples.inputs, examples.targets)
        #expect(images.shape == [count, 28, 28])
        #expect(labels.shape == [count])
        for index in Set([0, count / 2, count - 1]) {
            let (pixels, label) = digits.digit(at: index, of: .test)
            #expect(images[index].storage == .uint8(pixels))
            #expect(labels[index].storage == .int32([Int32(label)]))
        }
    }

    @Test("No digits are no digits")
    func none() {
        let examples = GeneratedDigits().examples(0, of: .training)
        let (images, labels) = (examples.inputs, examples.targets)
        #expect(images == Tensor([UInt8](), shape: [0, 28, 28]))
        #expect(labels == Tensor([Int32]()))
    }

    @Test("Digits stay the same from version to version and from machine to machine")
    func fingerprint() {
        let examples = GeneratedDigits(seed: 1).examples(40, of: .training)
        let (images, labels) = (examples.inputs, examples.targets)
        #expect(hash(images) == 0xCCBC_37CF_9579_2840)
        #expect(hash(labels) == 0xE5B8_D4D5_83E0_BEF7)
    }

    @Test("Every ten digits in a row are 0 to 9", arguments: GeneratedDigits.Part.allCases)
    func balance(part: GeneratedDigits.Part) {
        let digits = GeneratedDigits(seed: 3)
        var orders = Set<[Int]>()
        for ten in 0..<20 {
            let order = (0..<10).map { digits.label(at: 10 * ten + $0, of: part) }
            #expect(order.sorted() == Array(0..<10))
            orders.insert(order)
        }
        #expect(orders.count > 15)
    }

    @Test(
        "Each digit is ink on paper, within 20×20 pixels, its centre of mass in the middle",
        arguments: [GeneratedDigits.Part.training, .test]
    )
    func pictures(part: GeneratedDigits.Part) {
        let images = GeneratedDigits(seed: 4).examples(Self.count, of: part).inputs
        guard case .uint8(let pixels) = images.storage else {
            Issue.record("the pictures are not bytes")
            return
        }
        for index in 0..<Self.count {
            let picture = Picture(pixels[index * 784..<(index + 1) * 784])
            // A thin 1 has some 20 pixels of full ink, a bold 0 about 250.
            #expect((15...320).contains(picture.mass), "\(part) \(index): \(picture.mass)")
            #expect(picture.darkest >= 200, "\(part) \(index)")
            #expect(picture.rows.count <= 20 && picture.columns.count <= 20, "\(part) \(index)")
            // Where the ink is at the edge of the picture, it could not be moved further.
            #expect(
                abs(picture.centreRow - 14) <= 0.5001 || picture.rows.contains(0)
                    || picture.rows.contains(27),
                "\(part) \(index): \(picture.centreRow)"
            )
            #expect(
                abs(picture.centreColumn - 14) <= 0.5001 || picture.columns.contains(0)
                    || picture.columns.contains(27),
                "\(part) \(index): \(picture.centreColumn)"
            )
        }
    }

    @Test("Test digits have styles and bends of their own")
    func heldOut() {
        var stream = RandomStream(seed: 5, for: "held out")
        for label in 0..<10 {
            let learned = DigitStyle.all(of: .training)[label]
            let tested = DigitStyle.all(of: .test)[label]
            #expect(DigitStyle.all(of: .validation)[label] == learned)
            #expect(learned.count >= 5 && tested.count >= 3)
            #expect(tested.allSatisfy { style in !learned.contains { $0.knots == style.knots } })
        }
        for part in GeneratedDigits.Part.allCases {
            let warp = Warp(for: part, from: &stream)
            let isWave = if case .waves = warp { true } else { false }
            #expect(isWave == (part == .test))
        }
    }

    /// FNV-1a of the elements.
    private func hash(_ tensor: Tensor) -> UInt64 {
        tensor.floats.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// What there is to say about one picture.
private struct Picture {
    var darkest = 0
    var mass = 0.0
    var centreRow = 0.0
    var centreColumn = 0.0
    var rows = Set<Int>()
    var columns = Set<Int>()

    init(_ pixels: ArraySlice<UInt8>) {
        for (place, value) in pixels.enumerated() where value > 0 {
            let ink = Double(value) / 255
            darkest = max(darkest, Int(value))
            mass += ink
            centreRow += ink * Double(place / 28)
            centreColumn += ink * Double(place % 28)
            rows.insert(place / 28)
            columns.insert(place % 28)
        }
        centreRow /= mass
        centreColumn /= mass
    }
}

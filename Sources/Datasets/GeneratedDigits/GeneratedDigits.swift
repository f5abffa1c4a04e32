import Computation
public import NeuralNetworks

/// Digits as if written by hand, drawn by a pen of our own: any number of them, from a seed.
///
/// Each picture is 28×28 bytes, 0 the paper and 255 full ink. As in the MNIST pictures, the longer
/// side of the ink is 20 pixels, and its centre of mass is at pixel (14, 14). Digits differ in style,
/// slant, proportions, bends, joins, roundness, line width and softness, so much that a network
/// trained on nothing else reads the digits of people.
///
/// ```swift
/// let training = GeneratedDigits(seed: 1).examples(60_000, of: .training)
/// ```
///
/// A digit is a pure function of seed, part and index: the same on every machine, in whatever order
/// and on however many processors digits are made.
public struct GeneratedDigits: Sendable {
    /// What the digits are for.
    public enum Part: Int, Sendable, CaseIterable {
        /// To learn from.
        case training
        /// To choose settings by: other digits in the styles of the training digits.
        case validation
        /// To be judged by: in styles and with bends that no training digit has.
        case test
    }

    /// The number of pixels of a picture.
    private static let pixelCount = DigitCanvas.pictureSize * DigitCanvas.pictureSize

    /// The seed that all digits come from.
    public let seed: UInt64

    /// The digits of a seed.
    public init(seed: UInt64 = 1) {
        self.seed = seed
    }

    /// One digit: its 784 pixels, row by row, and which digit it is.
    ///
    /// - Parameters:
    ///   - index: Which one, from 0 to 2³² − 1.
    ///   - part: What it is for.
    /// - Returns: The pixels from 0, the paper, to 255, full ink; and the digit from 0 to 9.
    public func digit(at index: Int, of part: Part) -> (pixels: [UInt8], label: Int) {
        precondition(index >= 0 && index <= UInt32.max, "there is no digit \(index)")
        var pixels = [UInt8](repeating: 0, count: Self.pixelCount)
        var writer = DigitWriter()
        write(index, of: part, with: &writer, into: &pixels, at: 0)
        return (pixels, label(at: index, of: part))
    }

    /// The first digits of a part.
    ///
    /// - Parameters:
    ///   - count: How many digits.
    ///   - part: What they are for.
    /// - Returns: The pictures as inputs, bytes of shape `[count, 28, 28]`, and which digits they are
    ///   as targets, `int32` of shape `[count]`.
    public func examples(_ count: Int, of part: Part) -> Examples {
        precondition(count >= 0, "the number of digits cannot be negative: \(count)")
        let pixels = inBlocks(
            count,
            blockSize: 500,
            elementCount: count * Self.pixelCount
        ) { indices in
            var pixels = [UInt8](repeating: 0, count: indices.count * Self.pixelCount)
            var writer = DigitWriter()
            for (place, index) in indices.enumerated() {
                write(index, of: part, with: &writer, into: &pixels, at: place * Self.pixelCount)
            }
            return pixels
        }
        let labels = (0..<count).map { Int32(label(at: $0, of: part)) }
        return Examples(
            unchecked: Tensor(pixels, shape: [count, 28, 28]),
            targets: Tensor(labels),
            classNames: (0..<10).map(String.init)
        )
    }

    /// Every ten digits in a row are 0 to 9 in an order of their own.
    func label(at index: Int, of part: Part) -> Int {
        var stream = RandomStream(seed: seed, for: "digit label", part.rawValue, index / 10)
        var order = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0)
        for place in 0...index % 10 {
            let chosen = place + stream.integer(below: 10 - place)
            (order[place], order[chosen]) = (order[chosen], order[place])
        }
        return Int(order[index % 10])
    }

    private func write(
        _ index: Int,
        of part: Part,
        with writer: inout DigitWriter,
        into pixels: inout [UInt8],
        at offset: Int
    ) {
        var stream = RandomStream(seed: seed, for: "digit", part.rawValue, index)
        writer.write(
            label(at: index, of: part),
            of: part,
            from: &stream,
            into: &pixels,
            at: offset
        )
    }
}

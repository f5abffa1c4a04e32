import Computation
import NeuralNetworks
import Testing

@testable import Datasets

@Suite("Augmentation: places")
struct GeometryTests {
    private func apply(_ steps: [any AugmentationStep], to examples: Examples) throws -> [UInt8] {
        try Augmentation(steps, background: 11).applied(to: examples, seed: 1, epoch: 0).bytes
    }

    /// What the pixels become when the place (x, y) gets what is at `old`, background outside.
    private func moved(
        _ examples: Examples,
        _ old: (_ x: Int, _ y: Int) -> (x: Int, y: Int)
    ) -> [UInt8] {
        let sizes = examples.inputs.shape.sizes
        let (height, width) = (sizes[1], sizes[2])
        let channels = sizes.count == 4 ? sizes[3] : 1
        var result: [UInt8] = []
        for picture in 0..<examples.count {
            for y in 0..<height {
                for x in 0..<width {
                    let place = old(x, y)
                    let isInside = (0..<width).contains(place.x) && (0..<height).contains(place.y)
                    let at = ((picture * height + place.y) * width + place.x) * channels
                    for channel in 0..<channels {
                        result.append(isInside ? examples.bytes[at + channel] : 11)
                    }
                }
            }
        }
        return result
    }

    @Test("A shift by whole pixels moves exactly", arguments: [(3, -2), (-1, 0), (0, 5), (20, 0)])
    func shift(right: Int, down: Int) throws {
        for examples in [noise(3, 9, 12), noise(2, 8, 17, channels: 3)] {
            let (x, y) = (Float(right), Float(down))
            let shifted = try apply([Shift(right: x...x, down: y...y)], to: examples)
            let expected = moved(examples) { ($0 - right, $1 - down) }
            #expect(shifted == expected)
        }
    }

    @Test("A shift by half a pixel averages neighbours")
    func halfShift() throws {
        let examples = try Examples(
            inputs: Tensor([10, 20, 41] as [UInt8], shape: [1, 1, 3]),
            targets: Tensor([0] as [Int32])
        )
        let shifted = try apply([Shift(right: 0.5...0.5, down: 0...0)], to: examples)
        #expect(shifted == [11, 15, 31])
    }

    @Test("Quarter turns and mirrors move exactly", arguments: [8, 9, 28])
    func quarters(size: Int) throws {
        let examples = noise(3, size, size)
        let last = size - 1
        let right = try apply([Rotate(degrees: 90...90)], to: examples)
        #expect(right == moved(examples) { ($1, last - $0) })
        let half = try apply([Rotate(degrees: 180...180)], to: examples)
        #expect(half == moved(examples) { (last - $0, last - $1) })
        let left = try apply([Rotate(degrees: -90 ... -90)], to: examples)
        #expect(left == moved(examples) { (last - $1, $0) })
        let whole = try apply([Rotate(degrees: 360...360)], to: examples)
        #expect(whole == examples.bytes)
        let mirrored = try apply([FlipHorizontally(probability: 1)], to: examples)
        #expect(mirrored == moved(examples) { (last - $0, $1) })
    }

    @Test("Steps happen in their order")
    func order() throws {
        let examples = noise(2, 8, 8)
        let shift = Shift(right: 2...2, down: 0...0)
        let turn = Rotate(degrees: 90...90)
        let shiftFirst = try apply([shift, turn], to: examples)
        #expect(shiftFirst == moved(examples) { ($1 - 2, 7 - $0) })
        let turnFirst = try apply([turn, shift], to: examples)
        #expect(turnFirst == moved(examples) { ($1, 7 - ($0 - 2)) })
    }

    @Test("A crop shifts by whole pixels within its padding, each shift about as often")
    func crop() throws {
        let examples = noise(1, 7, 7)[Array(repeating: 0, count: 900)]
        let cropped = try apply([Crop(padding: 1)], to: examples)
        var counts: [[UInt8]: Int] = [:]
        for start in stride(from: 0, to: cropped.count, by: 49) {
            counts[Array(cropped[start..<start + 49]), default: 0] += 1
        }
        #expect(counts.count == 9)
        for right in -1...1 {
            for down in -1...1 {
                let count = counts[moved(examples[0..<1]) { ($0 - right, $1 - down) }] ?? 0
                #expect(count > 60 && count < 140)
            }
        }
    }

    @Test("Ink is kept by turns, slants and bends, and grows with the square of the scale")
    func ink() throws {
        let digits = GeneratedDigits(seed: 1).examples(100, of: .training)
        let before = Double(digits.bytes.reduce(0) { $0 + Int($1) })
        let steps: [(any AugmentationStep, Double)] = [
            (Shift(pixels: 2), 1), (Rotate(degrees: 15), 1), (Shear(degrees: 10), 1),
            (Elastic(), 1), (Scale(0.8...0.8), 0.64), (Scale(1.1...1.1), 1.21),
        ]
        for (step, factor) in steps {
            let bytes = try Augmentation([step]).applied(to: digits, seed: 1, epoch: 0).bytes
            let after = Double(bytes.reduce(0) { $0 + Int($1) })
            #expect(abs(after / before / factor - 1) < 0.02, "\(step): \(after / before)")
        }
    }

    @Test("A slant to the right moves the top to the right")
    func shear() throws {
        var bytes = [UInt8](repeating: 0, count: 81)
        for row in 0..<9 { bytes[row * 9 + 4] = 200 }
        let line = try Examples(
            inputs: Tensor(bytes, shape: [1, 9, 9]),
            targets: Tensor([0] as [Int32])
        )
        // The tangent of this angle is 1/2.
        let slanted = try Augmentation { Shear(degrees: 26.565052...26.565052) }
            .applied(to: line, seed: 1, epoch: 0).bytes
        #expect(slanted[6] == 200 && slanted[40] == 200 && slanted[74] == 200)
        #expect(slanted[4] == 0)
    }
}

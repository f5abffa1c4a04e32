import Computation
import NeuralNetworks
import Testing

@testable import Datasets

@Suite("Augmentation: colours, and portable numbers")
struct ColourStepsTests {
    @Test("Brightness multiplies every byte and stops at white")
    func brightness() throws {
        let examples = try Examples(
            inputs: Tensor([0, 1, 100, 201, 255] as [UInt8], shape: [1, 1, 5]),
            targets: Tensor([0] as [Int32])
        )
        let brighter = try Augmentation { Brightness(0.5...0.5) }
            .applied(to: examples, seed: 1, epoch: 0).bytes
        #expect(brighter == [0, 2, 150, 255, 255])
        let black = try Augmentation { Brightness(-1 ... -1) }
            .applied(to: examples, seed: 1, epoch: 0).bytes
        #expect(black == [0, 0, 0, 0, 0])
    }

    @Test("Contrast moves bytes away from their mean, a tint moves each channel by itself")
    func contrastAndTint() throws {
        let examples = try Examples(
            inputs: Tensor([50, 150, 100, 100, 60, 140] as [UInt8], shape: [1, 1, 2, 3]),
            targets: Tensor([0] as [Int32])
        )
        let harsher = try Augmentation { Contrast(0.5...0.5) }
            .applied(to: examples, seed: 1, epoch: 0).bytes
        #expect(harsher == [25, 175, 100, 100, 40, 160])
        let flat = try Augmentation { Contrast(-1 ... -1) }
            .applied(to: examples, seed: 1, epoch: 0).bytes
        #expect(flat == [UInt8](repeating: 100, count: 6))
        var widest: Float = 0
        for seed in 1...8 {
            let tinted = try Augmentation { Tint(0.5) }
                .applied(to: examples, seed: UInt64(seed), epoch: 0).bytes
            let factors = (0..<6).map { Float(tinted[$0]) / Float(examples.bytes[$0]) }
            for channel in 0..<3 {
                #expect(abs(factors[channel] - factors[channel + 3]) < 0.02)
            }
            widest = max(widest, abs(factors[0] - factors[1]))
        }
        #expect(widest > 0.2)
    }

    @Test("What is erased is one rectangle of the wanted share", arguments: [1, 3])
    func erase(channels: Int) throws {
        let size = 40 * 30 * channels
        let white = Examples(
            unchecked: Tensor(
                [UInt8](repeating: 255, count: 200 * size),
                shape: [200, 40, 30, channels]
            ),
            targets: Tensor([Int32](repeating: 0, count: 200)),
            classNames: []
        )
        let bytes = try Augmentation { Erase(share: 0.1...0.3, value: 4) }
            .applied(to: white, seed: 1, epoch: 0).bytes
        var shares: Set<Int> = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let covered = (0..<size).filter { bytes[start + $0] == 4 }
            let rows = covered.map { $0 / (30 * channels) }
            let columns = covered.map { $0 % (30 * channels) / channels }
            let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
            let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
            #expect(covered.count == height * width * channels)
            let share = Double(covered.count) / Double(size)
            #expect(share > 0.08 && share < 0.33)
            shares.insert(covered.count)
        }
        #expect(shares.count > 50)
    }

    @Test("All or nothing can be erased")
    func eraseLimits() throws {
        let examples = noise(20, 5, 9)
        let all = try Augmentation { Erase(share: 1, value: 8) }
            .applied(to: examples, seed: 1, epoch: 0).bytes
        #expect(all.allSatisfy { $0 == 8 })
    }

    @Test("Our sine, cosine and exponential are right, and exact where it matters")
    func portableNumbers() {
        let quarters = [-360, -270, -180, -90, 0, 90, 180, 270, 360].map(Double.init)
        let sines = [0, 1, 0, -1, 0, 1, 0, -1, 0].map(Double.init)
        for (degrees, sine) in zip(quarters, sines) {
            #expect(sineAndCosine(degrees: degrees).sine == sine)
            #expect(sineAndCosine(degrees: degrees + 90).cosine == -sine)
        }
        let (sine, cosine) = sineAndCosine(degrees: 30)
        #expect(abs(sine - 0.5) < 1e-15)
        #expect(abs(cosine - 0.8660254037844386) < 1e-15)
        let (negative, _) = sineAndCosine(degrees: -150)
        #expect(abs(negative + 0.5) < 1e-15)
        #expect(powerOfE(0) == 1)
        #expect(abs(powerOfE(1) - 2.718281828459045) < 1e-15)
        #expect(abs(powerOfE(-20) / 2.061153622438558e-9 - 1) < 1e-14)
        #expect(powerOfE(-1e9) > 0)
    }

    @Test("Pairs of bells have mean 0 and deviation 1")
    func bells() {
        var stream = RandomStream(seed: 1, for: "test")
        var (sum, squares, products) = (Float(0), Float(0), Float(0))
        for _ in 0..<20_000 {
            let (first, second) = stream.bells()
            sum += first + second
            squares += first * first + second * second
            products += first * second
        }
        #expect(abs(sum / 40_000) < 0.02)
        #expect(abs(squares / 40_000 - 1) < 0.02)
        #expect(abs(products / 20_000) < 0.03)
    }
}

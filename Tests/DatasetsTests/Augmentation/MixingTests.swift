import Computation
import NeuralNetworks
import Testing

@testable import Datasets

@Suite("Mixing of examples")
struct MixingTests {
    /// Pictures that are all of one byte, which is a hundred times the label.
    private let plain = Examples(
        unchecked: Tensor(
            (0..<300).flatMap { [UInt8](repeating: UInt8($0 % 3 * 100), count: 64) },
            shape: [300, 8, 8]
        ),
        targets: Tensor((0..<300).map { Int32($0 % 3) }),
        classNames: ["a", "b", "c"]
    )

    @Test("Mixed answers sum to 1 and say how much of each picture there is")
    func weights() throws {
        let mixtures: [any ExampleMixing] = [MixUp(alpha: 0.5), CutMix(alpha: 1)]
        for mixing in mixtures {
            let mixed = try mixing.applied(to: plain, seed: 1, epoch: 0)
            let targets = mixed.targets.floats
            #expect(mixed.targets.shape == [300, 3])
            #expect(mixed.inputs.shape == plain.inputs.shape)
            #expect(mixed.classNames == plain.classNames)
            var mixtures = 0
            for index in 0..<300 {
                let row = targets[index * 3..<index * 3 + 3]
                #expect(abs(row.reduce(0, +) - 1) < 1e-6)
                #expect(row.allSatisfy { $0 >= 0 })
                let expected = 100 * row[index * 3 + 1] + 200 * row[index * 3 + 2]
                let bytes = mixed.bytes[index * 64..<index * 64 + 64]
                let mean = Float(bytes.reduce(0) { $0 + Int($1) }) / 64
                // Mixed bytes are rounded, cut ones are not.
                #expect(abs(mean - expected) < (mixing is MixUp ? 0.502 : 0.001))
                if row.max() != 1 { mixtures += 1 }
            }
            #expect(mixtures > 100)
        }
    }

    @Test("A cut mixture is a rectangle of the partner in the picture")
    func rectangle() throws {
        let mixed = try CutMix().applied(to: plain, seed: 2, epoch: 0)
        var cut = 0
        for index in 0..<300 {
            let own = UInt8(index % 3 * 100)
            let others = (0..<64).filter { mixed.bytes[index * 64 + $0] != own }
            guard let first = others.first, let last = others.last else { continue }
            let height = last / 8 - first / 8 + 1
            let width = last % 8 - first % 8 + 1
            #expect(others.count == height * width)
            cut += 1
        }
        #expect(cut > 100)
    }

    @Test("A mixture is a function of seed, epoch and index")
    func purity() throws {
        let mixing = MixUp(alpha: 1)
        let all = try mixing.applied(to: plain, seed: 1, epoch: 4)
        let some = try mixing.applied(to: plain, indices: [299, 3, 3], seed: 1, epoch: 4)
        #expect(some == all[[299, 3, 3]])
        let epoch = try mixing.applied(to: plain, seed: 1, epoch: 5)
        #expect(epoch != all)
        let seed = try mixing.applied(to: plain, seed: 2, epoch: 4)
        #expect(seed != all)
    }

    @Test(
        "Shares have the mean and the variance of the distribution",
        arguments: [0.001, 0.2, 1, 3, 1000] as [Float]
    )
    func beta(alpha: Float) {
        var stream = RandomStream(seed: 1, for: "test")
        let shares = (0..<20_000).map { _ in Double(stream.beta(alpha)) }
        #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
        let mean = shares.reduce(0, +) / 20_000
        let variance = shares.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / 20_000
        let expected = 1 / (4 * (2 * Double(alpha) + 1))
        #expect(abs(mean - 0.5) < 4 * (expected / 20_000).squareRoot())
        #expect(abs(variance / expected - 1) < 0.05)
    }

    @Test("Hostile settings and examples without labels are refused by one line")
    func hostile() throws {
        for alpha in [0, -1, .nan, .infinity, 1e6] as [Float] {
            let line = refusal {
                _ = try MixUp(alpha: alpha).applied(to: plain, seed: 1, epoch: 0)
            }
            #expect(line?.hasPrefix("MixUp(alpha: ") == true)
            #expect(line?.hasSuffix("give a number from 0.001 to 1000") == true)
        }
        let nameless = noise(3, 2, 2, classNames: [])
        let noCount = refusal { _ = try CutMix().applied(to: nameless, seed: 1, epoch: 0) }
        #expect(noCount?.contains("give the number of classes") == true)
        let few = refusal {
            _ = try CutMix().applied(to: nameless, classCount: 2, seed: 1, epoch: 0)
        }
        #expect(few?.contains("labels such as 2") == true)
        let mixed = try CutMix().applied(to: plain, seed: 1, epoch: 0)
        let twice = refusal { _ = try CutMix().applied(to: mixed, seed: 1, epoch: 0) }
        #expect(twice?.contains("give labels, int32 of shape [count]") == true)
        let counted = try CutMix().applied(to: nameless, classCount: 3, seed: 1, epoch: 0)
        #expect(counted.targets.shape == [3, 3])
    }
}

import Computation
import NeuralNetworks
import Testing

@testable import Datasets

@Suite("Augmentation")
struct AugmentationTests {
    private static let everything = Augmentation {
        Shift(pixels: 2)
        Rotate(degrees: 10)
        Scale(0.9...1.1)
        Shear(degrees: 8)
        Elastic(strength: 20, smoothness: 3)
        FlipHorizontally()
        Crop(padding: 2)
        Erase(share: 0.05...0.2, value: 7)
        Brightness(0.2)
    }

    @Test("Settings that change nothing change nothing", arguments: [nil, 1, 3])
    func identity(channels: Int?) throws {
        let examples = noise(5, 9, 13, channels: channels)
        let idle = Augmentation {
            Shift(pixels: 0)
            Rotate(degrees: 0)
            Scale(1...1)
            Shear(degrees: 0)
            Elastic(strength: 0, smoothness: 4)
            FlipHorizontally(probability: 0)
            Crop(padding: 0)
            Erase(share: 0)
            Brightness(0)
        }
        let same = try idle.applied(to: examples, seed: 1, epoch: 0)
        #expect(same == examples)
        let none = try Augmentation([]).applied(to: examples, seed: 1, epoch: 0)
        #expect(none == examples)
        // A displacement of nearly nothing goes through the resampling.
        let tiny = Augmentation { Elastic(strength: 1e-6) }
        let nearly = try tiny.applied(to: examples, seed: 1, epoch: 0)
        #expect(nearly == examples)
    }

    @Test(
        "A picture is a function of seed, epoch and index: not of threads, order or company",
        arguments: [nil, 3]
    )
    func purity(channels: Int?) throws {
        let examples = noise(151, 28, 28, channels: channels)
        let augmentation = Self.everything
        let all = try augmentation.applied(to: examples, seed: 5, epoch: 2, threads: 1)
        for threads in [2, 3, 7, nil] {
            let again = try augmentation.applied(to: examples, seed: 5, epoch: 2, threads: threads)
            #expect(again == all)
        }
        let indices = [150, 7, 7, 0, 128]
        let some = try augmentation.applied(to: examples, indices: indices, seed: 5, epoch: 2)
        #expect(some == all[indices])
        let first = try augmentation.applied(to: examples[0..<3], seed: 5, epoch: 2)
        #expect(first == all[0..<3])
    }

    @Test("Other epochs, seeds and indices give other pictures; the targets stay")
    func differences() throws {
        let one = noise(1, 28, 28)
        let examples = one[[0, 0, 0]]
        let pictures = try Self.everything.applied(to: examples, seed: 5, epoch: 2)
        let epoch = try Self.everything.applied(to: examples, seed: 5, epoch: 3)
        let seed = try Self.everything.applied(to: examples, seed: 6, epoch: 2)
        var different: Set<Tensor> = []
        for index in 0..<3 {
            different.formUnion([pictures.inputs[index], epoch.inputs[index], seed.inputs[index]])
        }
        #expect(different.count == 9)
        #expect(pictures.targets == examples.targets)
        #expect(pictures.classNames == examples.classNames)
    }

    @Test("Pictures stay the same from version to version and from machine to machine")
    func fingerprint() throws {
        let examples = noise(40, 28, 28)
        let changed = try Self.everything.applied(to: examples, seed: 1, epoch: 0)
        let hash = changed.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        #expect(hash == 0x0E88_C644_327D_9002)
    }

    @Test("An augmentation prints as it is declared")
    func printing() {
        let text = Augmentation(background: 255) {
            Shift(pixels: 2)
            Shift(right: 1...2, down: 0...0)
            Rotate(degrees: 10)
            Rotate(degrees: 5...10)
            Scale(0.9...1.1)
            Shear(degrees: 8)
            Elastic(strength: 8, smoothness: 4)
            FlipHorizontally()
            FlipHorizontally(probability: 0.25)
            Crop(padding: 4)
            Erase(share: 0.1)
            Erase(share: 0.1...0.2, value: 9)
            Brightness(0.2)
        }.description
        let expected = """
            Augmentation(background: 255) {
                Shift(pixels: 2)
                Shift(right: 1...2, down: 0)
                Rotate(degrees: 10)
                Rotate(degrees: 5...10)
                Scale(0.9...1.1)
                Shear(degrees: 8)
                Elastic(strength: 8, smoothness: 4)
                FlipHorizontally()
                FlipHorizontally(probability: 0.25)
                Crop(padding: 4)
                Erase(share: 0.1)
                Erase(share: 0.1...0.2, value: 9)
                Brightness(0.2)
            }
            """
        #expect(text == expected)
    }

    @Test("Hostile settings are refused by one line that names the step")
    func hostile() {
        let steps: [(any AugmentationStep, String)] = [
            (Shift(pixels: -1), "the shift goes from 1 down to -1"),
            (Shift(pixels: .nan), "the shift is nan; give a number from -10000 to 10000"),
            (Shift(pixels: .infinity), "the shift is -inf"),
            (Rotate(degrees: 1e9), "the angle is -1e+09; give a number from -360 to 360"),
            (Rotate(degrees: -3), "the angle goes from 3 down to -3"),
            (Scale(0...1), "the factor is 0; give a number from 0.1 to 10"),
            (Scale(1...1e30), "the factor is 1e+30"),
            (Shear(degrees: 90), "the angle is -90; give a number from -80 to 80"),
            (Elastic(strength: -1), "the strength is -1; give a number from 0 to 10000"),
            (Elastic(smoothness: 0), "the smoothness is 0; give a number from 1 to 1000"),
            (Elastic(strength: .nan), "the strength is nan"),
            (FlipHorizontally(probability: 2), "the probability is 2"),
            (Crop(padding: -1), "the padding is -1"),
            (Crop(padding: .max), "the padding is 9.223372e+18"),
            (Erase(share: 1.5), "the share is 1.5; give a number from 0 to 1"),
            (Erase(share: .nan), "the share is nan"),
            (Brightness(2), "the change is -2; give a number from -1 to 10"),
            (Brightness(-0.5), "the change goes from 0.5 down to -0.5"),
        ]
        let examples = noise(1, 3, 3)
        for (step, words) in steps {
            let line = refusal {
                _ = try Augmentation([step]).applied(to: examples, seed: 1, epoch: 0)
            }
            #expect(line?.hasPrefix("\(step): ") == true)
            #expect(line?.contains(words) == true, "\(line ?? "nothing was refused")")
            #expect(line?.contains("\n") == false)
        }
    }

    @Test("Inputs that are no pictures, indices and threads that are none are refused")
    func refusals() throws {
        let augmentation = Augmentation { Shift(pixels: 1) }
        let numbers = try Examples(
            inputs: Tensor([1, 2], shape: [2, 1]),
            targets: Tensor([1, 2])
        )
        let noPictures = refusal { _ = try augmentation.applied(to: numbers, seed: 1, epoch: 0) }
        #expect(noPictures?.hasPrefix("the inputs are float32 of shape") == true)
        let pictures = noise(2, 3, 3)
        let noExample = refusal {
            _ = try augmentation.applied(to: pictures, indices: [0, 2], seed: 1, epoch: 0)
        }
        #expect(noExample == "there is no example 2 among 2; count from 0 to 1")
        let noThread = refusal {
            _ = try augmentation.applied(to: pictures, seed: 1, epoch: 0, threads: 0)
        }
        #expect(noThread?.hasPrefix("0 threads cannot work") == true)
        for sizes in [[0, 16_385, 1], [0, 1, 1 << 40], [0, 16_384, 16_384, 1 << 30]] {
            let huge = Examples(
                unchecked: Tensor([UInt8](), shape: Shape(sizes)),
                targets: Tensor([Int32]()),
                classNames: []
            )
            let tooLarge = refusal { _ = try augmentation.applied(to: huge, seed: 1, epoch: 0) }
            #expect(tooLarge?.contains("give sides of at most 16384 pixels") == true)
        }
        let none = try augmentation.applied(to: pictures[0..<0], seed: 1, epoch: 0)
        #expect(none == pictures[0..<0])
    }

    @Test("Moves that go beyond all numbers leave background, and do not end the process")
    func overflow() throws {
        let far = Augmentation(
            Array(repeating: Scale(0.1...0.1), count: 60)
                + [Shift(right: 9999...9999, down: 0...0), Rotate(degrees: 30), Elastic()],
            background: 9
        )
        let pictures = try far.applied(to: noise(3, 5, 6, channels: 2), seed: 1, epoch: 0)
        #expect(pictures.bytes.allSatisfy { $0 == 9 })
    }
}

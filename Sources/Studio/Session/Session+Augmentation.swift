import Datasets
import NeuralNetworks

extension Session {
    /// The first training examples, and what each kind of random change makes of them.
    ///
    /// - Parameters:
    ///   - count: How many examples.
    ///   - round: Each round has changes of its own, as each epoch of a training has.
    /// - Returns: The pictures, and what became of them.
    /// - Throws: ``StudioError`` where the session's data are no pictures.
    func augmented(_ count: Int, round: Int) throws -> AugmentedMessage {
        guard data.kind == .pictures else {
            throw StudioError.badRequest(
                "the data \"\(data.name)\" has points, and pictures are changed"
            )
        }
        let examples = data.training[0..<min(count, data.training.count)]
        func pictures(_ examples: Examples) -> [Bytes64] {
            (0..<examples.count).compactMap { index in
                guard case .uint8(let bytes) = examples.inputs[index].storage else { return nil }
                return Bytes64(bytes)
            }
        }
        return AugmentedMessage(
            originals: pictures(examples),
            labels: examples.labels ?? [],
            changes: try AugmentedMessage.kinds.map { name, augmentation in
                AugmentedMessage.Change(
                    name: name,
                    steps: augmentation.steps.map { "\($0)" },
                    pictures: pictures(
                        try augmentation.applied(
                            to: examples,
                            seed: settings.seed,
                            epoch: round,
                            threads: 1
                        )
                    )
                )
            }
        )
    }
}

/// Examples beside what random changes make of them.
struct AugmentedMessage: Encodable {
    let originals: [Bytes64]
    let labels: [Int]
    let changes: [Change]

    /// One kind of change.
    struct Change: Encodable {
        let name: String
        /// As they are declared.
        let steps: [String]
        let pictures: [Bytes64]
    }

    /// Changes after which a digit is still the same digit, one by one and together.
    static let kinds: [(name: String, augmentation: Augmentation)] = {
        let steps: [(String, any AugmentationStep)] = [
            ("shift", Shift(pixels: 2)), ("rotate", Rotate(degrees: 15)),
            ("scale", Scale(0.85...1.15)), ("elastic", Elastic()),
        ]
        return steps.map { ($0, Augmentation([$1])) }
            + [("all", Augmentation(steps.map { $1 }))]
    }()
}

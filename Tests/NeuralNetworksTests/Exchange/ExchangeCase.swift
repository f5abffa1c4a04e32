import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// A network, or a network and a loss, that is computed in several ways: by the reference interpreter, by the
/// plan and by PyTorch.
struct ExchangeCase: Sendable, CustomTestStringConvertible {
    /// What it is called, also as a file.
    let name: String
    let network: Network
    /// The shape of one example.
    let input: Shape
    var mode = Mode.predicting
    var loss: ExchangeLoss?

    var testDescription: String { name }

    /// One layer, or a few, that get examples of a shape.
    init(
        _ name: String,
        _ input: Shape,
        mode: Mode = .predicting,
        @NetworkBuilder _ layers: () -> [any Layer]
    ) {
        (self.name, self.input, self.mode) = (name, input, mode)
        network = Network(layers())
    }

    /// A loss of the outputs of four neurons.
    init(_ name: String, _ loss: ExchangeLoss) {
        (self.name, self.loss, input) = (name, loss, [3])
        network = Network {
            Dense(4)
            // Differences of embeddings leave biases nothing to compare but rounding.
            if loss.loss.comparesExamples { UnitLength() }
        }
    }

    /// The kinds of layer that are in it, at any depth.
    var layers: Set<String> {
        let parts = ModelFile.encode(network).split(separator: "\"layer\":\"").dropFirst()
        return Set(parts.map { String($0.prefix { $0 != "\"" }) })
    }
}

/// A loss with the targets that it takes, and its options as PyTorch is told them.
struct ExchangeLoss: Sendable {
    enum Targets { case labels, pairs, numbers, answers, shares }

    let loss: any Loss
    let targets: Targets
    var options: [String: Double] = [:]

    init(_ loss: any Loss, _ targets: Targets, _ options: [String: Double] = [:]) {
        (self.loss, self.targets, self.options) = (loss, targets, options)
    }

    /// Targets for outputs `[batch, classes]`.
    func draw(_ shape: Shape, _ stream: inout RandomStream) -> Tensor {
        let (batch, classes) = (shape[0], shape[1])
        switch targets {
        case .labels:
            return Tensor((0..<batch).map { _ in Int32(stream.integer(below: classes)) })
        case .pairs:
            return Tensor((0..<batch).map { Int32($0 % 2) })
        case .numbers:
            return Tensor(stream.numbers(shape.count, in: -2...2), shape: shape)
        case .answers:
            return Tensor(
                stream.numbers(shape.count).map { $0 > 0 ? 1 : Float(0) },
                shape: shape
            )
        case .shares:
            let rows = (0..<batch).map { _ in stream.numbers(classes, in: 0.1...1) }
            let shares = rows.flatMap { row in row.map { $0 / row.reduce(0, +) } }
            return Tensor(shares, shape: shape)
        }
    }
}

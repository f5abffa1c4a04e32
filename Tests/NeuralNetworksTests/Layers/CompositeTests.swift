import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// Layers that hold layers: where their weights lie, and what the table shows.
@Suite("Layers of layers")
struct CompositeTests {
    private static let network = Network {
        Dense(4)
        Residual {
            Dense(4).named("inner")
        } projection: {
            Dense(4)
        }
        Parallel(.concatenate) {
            Dense(3)
            Network { Dense(2) }
            Repeat(2) { PReLU() }.named("slopes")
        }
        Repeat(3, sharing: true) { Dense(9) }
        Dense(9).shared("tied")
        Network { Dense(9).shared("tied").frozen() }
    }

    @Test("Weights lie under paths that say where they belong")
    func paths() throws {
        var network = CompositeTests.network.layers
        network.removeLast()
        let model = try Model(Network(network), input: [5], seed: 1)
        let weights = model.parameterNames.filter { $0.hasSuffix("weight") }
        #expect(
            weights == [
                "layers.0.weight", "layers.1.inner.weight", "layers.1.projection.layers.0.weight",
                "layers.2.branches.0.weight", "layers.2.branches.1.layers.0.weight",
                "layers.2.slopes.copies.0.layers.0.weight",
                "layers.2.slopes.copies.1.layers.0.weight", "layers.3.layers.0.weight",
                "tied.weight",
            ]
        )
        let summary = model.summary
        #expect(
            summary.description == """
                Layer                                        Output   Parameters
                ────────────────────────────────────────────────────────────────
                Input                                        [5]               0
                layers.0  Dense(4)                           [4]              24
                layers.1.inner  Dense(4).named("inner")      [4]              20
                layers.1.projection.layers.0  Dense(4)       [4]              20
                layers.1  Residual                           [4]               0
                layers.2.branches.0  Dense(3)                [3]              15
                layers.2.branches.1.layers.0  Dense(2)       [2]              10
                layers.2.slopes.copies.0.layers.0  PReLU()   [4]               4
                layers.2.slopes.copies.1.layers.0  PReLU()   [4]               4
                layers.2  Parallel(.concatenate)             [9]               0
                layers.3.layers.0  Dense(9)                  [9]              90
                layers.3.layers.0  Dense(9)                  [9]               0
                layers.3.layers.0  Dense(9)                  [9]               0
                tied  Dense(9)                               [9]              90
                ────────────────────────────────────────────────────────────────
                Total                                                        277
                """
        )
    }

    @Test("Weights cannot be frozen in one place and learned in another")
    func frozenInOnePlace() {
        let error = #expect(throws: ShapeError.self) {
            try Model(CompositeTests.network, input: [5])
        }
        #expect(
            error?.description
                == "tied Dense(9): the weights tied.weight are learned in one place and "
                + "frozen in another; give one of the layers another name"
        )
    }

    @Test("A layer with weights and layers of its own has a row of what is its own")
    func ownRow() throws {
        struct Gate: Layer {
            static let name = "Gate"
            func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
                let opening = scope.apply(Dense(1, activation: .sigmoid), as: "opening", to: input)
                return input * opening * scope.parameter("scale", [input.shape[-1]], .constant(1))
            }
        }
        let model = try Model(Network { Gate() }, input: [3])
        #expect(model.summary.rows.map(\.path) == ["layers.0.opening", "layers.0"])
        #expect(model.summary.rows.map(\.parameters) == [4, 3])
        #expect(model.parameterNames.contains("layers.0.opening.weight"))
    }

    @Test("Copies begin with different weights; shared ones are the same")
    func copies() throws {
        let own = try Model(Network { Repeat(2) { Dense(3) } }, input: [3], seed: 4)
        let first = try #require(own[parameter: "layers.0.copies.0.layers.0.weight"])
        let second = try #require(own[parameter: "layers.0.copies.1.layers.0.weight"])
        #expect(first != second)
        let input = Tensor(random: [3])
        for layer in [
            Repeat(2, sharing: true) { Dense(3) },
            Repeat(2) { Dense(3).shared("layers.0.layers.0") },
        ] {
            let shared = try Model(Network { layer }, input: [3], seed: 4)
            #expect(shared.parameterCount == 12)
            let once = try Model(Network { Network { Dense(3) } }, input: [3], seed: 4)
            let twice = try once.outputs(once.outputs(input))
            #expect(try shared.outputs(input) == twice)
        }
    }

    @Test("A frozen layer keeps its name")
    func frozenName() throws {
        let model = try Model(Network { Dense(2).named("old").frozen() }, input: [2])
        #expect(model.parameterNames == ["old.weight", "old.bias"])
    }
}

import Computation
import NeuralNetworks
import Testing

/// A network that does not fit its input, and what is said about it.
struct Misfit: Sendable, CustomTestStringConvertible {
    let network: Network
    let input: Shape
    let message: String
    var testDescription: String { message }

    init(_ input: Shape, _ message: String, @NetworkBuilder _ layers: () -> [any Layer]) {
        (self.input, self.message, network) = (input, message, Network(layers))
    }

    static let all = [
        Misfit(
            [],
            "layers.0 Dense(3): takes a list of numbers for each example, but gets a single "
                + "number; declare the input as [1]"
        ) { Dense(3) },
        Misfit([4], "layers.1 Dense(0): a layer needs at least one neuron, not 0") {
            Dense(3)
            Dense(0)
        },
        Misfit([4], "layers.0 Dense(-2): a layer needs at least one neuron, not -2") { Dense(-2) },
        Misfit(
            [4],
            "layers.0 Dropout(1.0): a dropout rate must be at least 0 and less than 1, not 1.0; "
                + "0.5 drops every second activation"
        ) { Dropout(1) },
        Misfit(
            [4],
            "layers.0 Dropout(nan): a dropout rate must be at least 0 and less than 1, not nan; "
                + "0.5 drops every second activation"
        ) { Dropout(.nan) },
        Misfit(
            [4],
            "two layers are named \"same\"; give one another name"
        ) {
            Dense(3).named("same")
            Dense(5).named("same")
        },
        Misfit([4], "layers.0.layers.0.layers.1 Dense(0): a layer needs at least one neuron, not 0")
        {
            Network {
                Network {
                    Flatten()
                    Dense(0)
                }
            }
        },
        Misfit([4], "body.layers.0 Dense(0): a layer needs at least one neuron, not 0") {
            Network { Dense(0) }.named("body")
        },
        Misfit(
            [4],
            "layers.0 Pairing(): takes an even number of inputs, not 4 plus one; drop one"
        ) { Pairing() },
        Misfit(
            [1 << 20, 1 << 21],
            "a value of shape [2, 1048576, 2097152] is too large to compute with"
        ) { Dense(1) },
    ]

    /// A layer of one's own that does not take what it gets.
    private struct Pairing: Layer {
        static let name = "Pairing"
        func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
            scope.fail(
                "takes an even number of inputs, not \(input.shape[-1]) plus one",
                remedy: "drop one"
            )
            return input
        }
    }
}

@Suite("Networks that do not fit")
struct ShapeErrorTests {
    @Test("The layer, what it got and the remedy are named", arguments: Misfit.all)
    func misfit(_ misfit: Misfit) {
        let error = #expect(throws: ShapeError.self) {
            _ = try Model(misfit.network, input: misfit.input)
        }
        #expect(error?.description == misfit.message)
    }

    @Test(
        "An input of another shape is refused",
        arguments: [[], [3], [4, 5], [2, 3, 5], [1, 2, 3, 4], [12]] as [Shape]
    )
    func inputs(_ shape: Shape) throws {
        let model = try Model(
            Network {
                Flatten()
                Dense(2)
            },
            input: [3, 4]
        )
        let input = Tensor(random: shape)
        let message = "the model takes examples of shape [3, 4], or a batch of them, not \(shape)"
        for body in [
            { _ = try model.predict(input) }, { _ = try model.outputs(input) },
            { _ = try model.trace(input) }, { _ = try model.classify(input) },
        ] as [() throws -> Void] {
            let error = #expect(throws: ShapeError.self, performing: body)
            #expect(error?.description == message)
        }
    }
}

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
        Misfit([4, 2], "layers.0 LSTM(0): a layer needs at least one unit, not 0") { LSTM(0) },
        Misfit([4, 2], "layers.0 GRU(70000): a recurrence has at most 65536 units, not 70000") {
            GRU(70_000)
        },
        Misfit(
            [4, 2],
            "layers.0 RNN(3, layers: 0): there must be 1 to 10,000 layers one above the other, not 0"
        ) { RNN(3, layers: 0) },
        Misfit(
            [4, 2],
            "layers.0 LSTM(3, dropout: 0.5): drops between layers one above the other, but has only "
                + "one; give it more layers, or put Dropout(0.5) behind it"
        ) { LSTM(3, dropout: 0.5) },
        Misfit(
            [4, 2],
            "layers.0 GRU(3, layers: 2, dropout: 1.0): a dropout rate must be at least 0 and less "
                + "than 1, not 1.0; 0.5 drops every second activation"
        ) { GRU(3, layers: 2, dropout: 1) },
        Misfit(
            [4, 2, 3],
            "layers.0 RNN(3): takes sequences [batch, length, channels] of at least one step, not "
                + "[2, 4, 2, 3]; put Reshape([length, channels]) before it"
        ) { RNN(3) },
        Misfit(
            [4, 2],
            "layers.0 RNN(3, activation: .sigmoid): its activation is tanh or relu, not sigmoid; other "
                + "functions let states grow or vanish; GRU and LSTM have gates"
        ) { RNN(3, activation: .sigmoid) },
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
            "layers.0 Residual: its layers give [2, 3], which cannot be added to [2, 4]; let them keep the "
                + "shape, or give a projection"
        ) { Residual { Dense(3) } },
        Misfit(
            [4],
            "layers.0 Residual: its layers give [2, 3], which cannot be added to [2, 4]; let layers and "
                + "projection give the same shape"
        ) {
            Residual {
                Dense(3)
            } projection: {
                Flatten()
            }
        },
        Misfit(
            [4],
            "layers.0 Parallel(.add): the branches give [2, 3], [2, 4], and cannot add; the shapes must "
                + "be equal"
        ) {
            Parallel(.add) {
                Dense(3)
                Flatten()
            }
        },
        Misfit(
            [3, 4],
            "layers.0 Parallel(.concatenate): the branches give [2, 3, 4], [2, 12], and cannot "
                + "concatenate; all sizes but the last must be equal"
        ) {
            Parallel(.concatenate) {
                PReLU()
                Flatten()
            }
        },
        Misfit(
            [4],
            "layers.0 Parallel(.add): there is nothing in parallel; give it at least one branch"
        ) { Parallel(.add) {} },
        Misfit([4], "layers.0.branches.1 Dense(0): a layer needs at least one neuron, not 0") {
            Parallel(.add) {
                Dense(2)
                Dense(0)
            }
        },
        Misfit([4], "layers.0 Repeat(0): layers can come 1 to 10,000 times, not 0") {
            Repeat(0) { Dense(1) }
        },
        Misfit(
            [1],
            "layers.0 Repeat(10000): there are more than 10,000 layers; repeat fewer of them"
        ) {
            Repeat(10_000) { Repeat(5_000) { Repeat(2) { Flatten() } } }
        },
        Misfit(
            [4],
            "tied Dense(5): the weights tied.weight are [3, 4] in one place and [5, 3] in another; give "
                + "one of the layers another name"
        ) {
            Dense(3).shared("tied")
            Dense(5).shared("tied")
        },
        Misfit(
            [4],
            "layers.1 Dense(2).shared(\"layers.0\"): two layers are named \"layers.0\"; give one another name"
        ) {
            Dense(2)
            Dense(2).shared("layers.0")
        },
        Misfit(
            [4, 6],
            "layers.0 Reshape([5, -1]): an example [4, 6] has 24 numbers and cannot become [5, -1]; give "
                + "sizes whose product is 24; one may be -1, which stands for the rest"
        ) { Reshape([5, -1]) },
        Misfit(
            [4],
            "layers.0 Reshape([-1, -1]): an example [4] has 4 numbers and cannot become [-1, -1]; give "
                + "sizes whose product is 4; one may be -1, which stands for the rest"
        ) { Reshape([-1, -1]) },
        Misfit(
            [4],
            "layers.0 Reshape([0, -1]): an example [4] has 4 numbers and cannot become [0, -1]; give "
                + "sizes whose product is 4; one may be -1, which stands for the rest"
        ) { Reshape([0, -1]) },
        Misfit(
            [4, 6],
            "layers.0 Permute([0, 1]): [0, 1] is no order of the dimensions of [4, 6]; name each of the 2 "
                + "dimensions once, counted from 1, without the batch"
        ) { Permute([0, 1]) },
        Misfit(
            [4, 6],
            "layers.0 Pad(1): takes pictures [batch, height, width, channels], not [2, 4, 6]; put "
                + "Reshape([height, width, channels]) before it"
        ) { Pad(1) },
        Misfit(
            [4, 6, 1],
            "layers.0 Pad(top: -1): the rows and columns at an edge are 0 to 1,048,576, not top: -1"
        ) { Pad(top: -1) },
        Misfit(
            [4, 6, 1],
            "layers.0 Crop(2): nothing is left of 4 rows and 6 columns; cut off fewer"
        ) { Crop(2) },
        Misfit(
            [6],
            "layers.0 Inputs([\"row\": [5]]): the parts row [5] are [5] numbers for each example, but "
                + "the input is [2, 6]; leave out the model's input shape"
        ) { Inputs(["row": [5]]) },
        Misfit(
            [5],
            "layers.0 Inputs([:]): there are no parts; name each with its shape, as in Inputs([\"row\": "
                + "[5]])"
        ) { Inputs([:]) },
        Misfit(
            [5],
            "layers.0 Inputs([\"row\": [5, 0]]): the sizes of the parts must be whole numbers above 0; "
                + "name each with its shape, as in Inputs([\"row\": [5]])"
        ) { Inputs(["row": [5, 0]]) },
        Misfit(
            [5],
            "layers.1 Inputs([\"row\": [5]]): the parts of an example are said once; put Inputs first"
        ) {
            Dense(5)
            Inputs(["row": [5]])
        },
        Misfit(
            [5],
            "layers.0 Input(\"row\"): there is no input \"row\"; begin the network with "
                + "Inputs([\"row\": …])"
        ) { Input("row") },
        Misfit(
            [5],
            "layers.1 Input(\"raw\"): there is no input \"raw\"; there are row [5]"
        ) {
            Inputs(["row": [5]])
            Input("raw")
        },
        Misfit(
            [5],
            "layers.0 Outputs: Dense(3) has no name; write Dense(3).named(\"…\")"
        ) { Outputs { Dense(3) } },
        Misfit([5], "layers.0 Outputs: there are no outputs; give it at least one branch") {
            Outputs {}
        },
        Misfit(
            [5],
            "layers.0 Outputs: two layers are named \"layers.0.a\"; give one another name"
        ) {
            Outputs {
                Dense(3).named("a")
                Dense(2).named("a")
            }
        },
        Misfit([5], "layers follow the named outputs; put Outputs last") {
            Outputs { Dense(3).named("a") }
            Dense(2)
        },
        Misfit(
            [3],
            "layers.0 PiecewiseLinear(1 columns, 1 bins): has bins for 1 columns, but gets [2, 3]; give "
                + "the edges of each column, of an input [columns]"
        ) { PiecewiseLinear([[0, 1]]) },
        Misfit(
            [2],
            "layers.0 PiecewiseLinear(2 columns, 2 bins): the edges of column 1 must be 2 numbers or more, "
                + "each larger"
        ) { PiecewiseLinear([[0, 1, 2], [1, 1]]) },
        Misfit([4, 6, 1], "layers.0 Upsampling(0): a row can come 1 to 1,048,576 times, not 0") {
            Upsampling(0)
        },
        Misfit(
            [4],
            "layers.0 Upsampling(2): takes pictures [batch, height, width, channels] or sequences "
                + "[batch, length, channels], not [2, 4]; put Reshape([height, width, channels]) before it"
        ) { Upsampling(2) },
        Misfit(
            [4],
            "layers.0 GlobalMaxPooling(): takes [batch, …, channels] with places between, not [2, 4]; put "
                + "it where the layers still give pictures or sequences"
        ) { GlobalMaxPooling() },
        Misfit(
            [4, 2],
            "layers.0 SpatialDropout(1.0): a dropout rate must be at least 0 and less than 1, not 1.0; "
                + "0.5 drops every second activation"
        ) { SpatialDropout(1) },
        Misfit(
            [],
            "layers.0 PReLU(): takes numbers for each channel, but gets a single number; declare the "
                + "input as [1]"
        ) { PReLU() },
        Misfit(
            [4],
            "layers.0 Pairing(): takes an even number of inputs, not 4 plus one; drop one"
        ) { Pairing() },
        Misfit(
            [784],
            "layers.0 MaxPooling2D(window: 2): takes pictures [batch, height, width, channels], not "
                + "[2, 784]; put it before Flatten(), or make pictures of the numbers by Reshape"
        ) { MaxPooling2D(window: 2) },
        Misfit(
            [28, 28, 1],
            "layers.0 AveragePooling1D(window: 2): takes sequences [batch, length, channels], not "
                + "[2, 28, 28, 1]; pictures are for the layer of two dimensions"
        ) { AveragePooling1D(window: 2) },
        Misfit(
            [8, 3, 1],
            "layers.0 AveragePooling2D(window: 4): a window of 4 does not fit into a length of 3 "
                + "with padding .valid; take a smaller window, or padding .same"
        ) { AveragePooling2D(window: 4) },
        Misfit(
            [8, 3],
            "layers.0 MaxPooling1D(window: 2, stride: 0): a window and its stride must be at least "
                + "1, not 2 and 0; a window of 2 halves a picture's sides"
        ) { MaxPooling1D(window: 2, stride: 0) },
        Misfit(
            [8, 3],
            "layers.0 MaxPooling1D(window: 2, padding: .explicit(top: 0, bottom: 0, left: 2, "
                + "right: 0)): with padding .explicit(top: 0, bottom: 0, left: 2, right: 0) a window "
                + "of 2 lies outside a length of 8; take less padding than the window is long"
        ) {
            MaxPooling1D(window: 2, padding: .explicit(top: 0, bottom: 0, left: 2, right: 0))
        },
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

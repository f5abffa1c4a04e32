import NeuralNetworks
import Testing

/// A description of a network, and the network.
struct Description: Sendable, CustomTestStringConvertible {
    let text: String
    let network: Network
    var testDescription: String { text }

    init(_ text: String, @NetworkBuilder _ layers: () -> [any Layer]) {
        (self.text, network) = (text, Network(layers))
    }

    /// As every layer is declared with its defaults alone.
    static let all = [
        Description("layers: [Flatten, Dense: 10]") {
            Flatten()
            Dense(10)
        },
        Description("- Flatten:\n- Flatten: {}\n- {layer: Flatten}\n") {
            Flatten()
            Flatten()
            Flatten()
        },
        Description("- layer: Dense\n  units: 3\n- Dense: {units: 4, activation: relu}") {
            Dense(3)
            Dense(4, activation: .relu)
        },
        Description("- Dense: {units: 3, activation: null, initializer: he}") {
            Dense(3, initializer: .he)
        },
        Description("- Dense: {units: 3, initializer: {normal: 0.5}, usesBias: false}") {
            Dense(3, usesBias: false, initializer: .normal(deviation: 0.5))
        },
        Description("- Dense: {units: 3, initializer: {uniform: {limit: 2}}}") {
            Dense(3, initializer: .uniform(limit: 2))
        },
        Description("- Conv2D: {filters: 8, kernel: 3}\n- Conv1D: {filters: 8, kernel: 3}") {
            Conv2D(8, kernel: 3)
            Conv1D(8, kernel: 3)
        },
        Description("- MaxPooling2D: 2\n- MaxPooling1D: {window: 3, stride: 2}") {
            MaxPooling2D(window: 2)
            MaxPooling1D(window: 3, stride: 2)
        },
        Description("- AveragePooling2D: 2\n- AveragePooling1D: {window: 3, padding: same}") {
            AveragePooling2D(window: 2)
            AveragePooling1D(window: 3, padding: .same)
        },
        Description("- BatchNorm\n- LayerNorm\n- GroupNorm: 4\n- BatchNorm: {momentum: 0.5}") {
            BatchNorm()
            LayerNorm()
            GroupNorm(4)
            BatchNorm(momentum: 0.5)
        },
        Description("- UnitLength\n- UnitLength: 0.5") {
            UnitLength()
            UnitLength(epsilon: 0.5)
        },
        Description("- PiecewiseLinear: [[0, 1, 2.5], [-1, 1]]") {
            PiecewiseLinear([[0, 1, 2.5], [-1, 1]])
        },
        Description("- Embedding: {count: 65, width: 8}\n- PositionEmbedding: 9\n- RMSNorm") {
            Embedding(65, width: 8)
            PositionEmbedding(9)
            RMSNorm()
        },
        Description("- SinusoidalPosition\n- MultiHeadAttention: 2\n- TransformerBlock: 2") {
            SinusoidalPosition()
            MultiHeadAttention(2)
            TransformerBlock(heads: 2)
        },
        Description("- TransformerBlock: {heads: 4, groups: 2, causal: true, normalization: rms}") {
            TransformerBlock(heads: 4, groups: 2, causal: true, normalization: .rms)
        },
        Description("- TransposedConv2D: {filters: 8, kernel: [3, 5], padding: same}") {
            TransposedConv2D(8, kernel: [3, 5], padding: .same)
        },
        Description("- Activation: tanh\n- Dropout: 0.5\n- SpatialDropout: 0.25\n- PReLU") {
            Activation(.tanh)
            Dropout(0.5)
            SpatialDropout(0.25)
            PReLU()
        },
        Description("- Pad: 1\n- Pad: {top: 2}\n- Crop: 1\n- Crop: {all: 2, left: 0}") {
            Pad(1)
            Pad(top: 2)
            Crop(1)
            Crop(top: 2, bottom: 2, left: 0, right: 2)
        },
        Description("- Reshape: [2, -1]\n- Permute: [2, 1]\n- Upsampling: 2") {
            Reshape([2, -1])
            Permute([2, 1])
            Upsampling(2)
        },
        Description("- RNN: 3\n- GRU: 4\n- LSTM: {units: 5, direction: both, layers: 2}") {
            RNN(3)
            GRU(4)
            LSTM(5, direction: .both, layers: 2)
        },
        Description("- RNN: {units: 3, activation: relu, returnsSequences: true, dropout: 0.5}") {
            RNN(3, activation: .relu, returnsSequences: true, dropout: 0.5)
        },
        Description("- GlobalAveragePooling\n- GlobalMaxPooling") {
            GlobalAveragePooling()
            GlobalMaxPooling()
        },
        Description("- Residual: [Dense: 3]\n- Residual: {layers: [Flatten], projection: [PReLU]}")
        {
            Residual { Dense(3) }
            Residual {
                Flatten()
            } projection: {
                PReLU()
            }
        },
        Description("- Parallel: [Flatten, [PReLU, Flatten]]") {
            Parallel(.concatenate) {
                Flatten()
                Network {
                    PReLU()
                    Flatten()
                }
            }
        },
        Description("- layer: Parallel\n  combination: add\n  branches: [PReLU]") {
            Parallel(.add) { PReLU() }
        },
        Description(
            """
            - Inputs: {parts: {picture: [28, 28], row: [5]}}
            - Input: row
            - Outputs: [{Named: {label: digit, inner: {Dense: 10}}}]
            """
        ) {
            Inputs(["picture": [28, 28], "row": [5]])
            Input("row")
            Outputs { Dense(10).named("digit") }
        },
        Description("- Repeat: {count: 2, layers: [PReLU]}") { Repeat(2) { PReLU() } },
        Description("- Frozen: {inner: {Dense: 1}}") { Dense(1).frozen() },
        Description("- Named: {label: a, inner: {Dense: 1}}") { Dense(1).named("a") },
        Description("- Shared: {label: 'true', inner: {Dense: 1}}") { Dense(1).shared("true") },
        Description("- Network: [Flatten]") { Network { Flatten() } },
        Description("[]") {},
    ]
}

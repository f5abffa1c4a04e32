/// The kinds of layer that files and help know: the only list of them.
///
/// Decoding, `nn` help and the tests that every layer must pass all read it. A layer of one's own
/// is decoded by naming its type to ``Model/init(contentsOf:layers:processor:)``.
public enum LayerCatalogue {
    /// Every kind of layer of this library.
    public static let types: [any Layer.Type] = [
        Activation.self, AveragePooling1D.self, AveragePooling2D.self, BatchNorm.self,
        Conv1D.self, Conv2D.self, Crop.self, Dense.self, Dropout.self, Flatten.self, Frozen.self,
        GRU.self, GlobalAveragePooling.self, GlobalMaxPooling.self, GroupNorm.self, Input.self,
        Inputs.self,
        LSTM.self, LayerNorm.self,
        MaxPooling1D.self, MaxPooling2D.self, Named.self, Network.self, Outputs.self, PReLU.self,
        Pad.self,
        Parallel.self, Permute.self, PiecewiseLinear.self, RNN.self, Repeat.self, Reshape.self,
        Residual.self, Shared.self,
        SpatialDropout.self, TransposedConv2D.self, UnitLength.self, Upsampling.self,
        Embedding.self, MultiHeadAttention.self, PositionEmbedding.self, RMSNorm.self,
        SinusoidalPosition.self, TransformerBlock.self,
    ]
}

extension CodingUserInfoKey {
    /// Further kinds of layer that a decoder knows, as `[any Layer.Type]`.
    static let layerTypes = CodingUserInfoKey(rawValue: "layerTypes")
}

public import NeuralNetworks

/// The kinds of models that take raw files.
public enum RawModelCatalogue {
    /// Every kind of this library.
    public static let kinds: [any RawModel.Type] = [
        FaceModel.self,
        ImageModel.self,
        SoundModel.self,
        TableModel.self,
        ForecastModel.self,
        TextModel.self,
        LanguageModel.self,
        MusicModel.self,
    ]

    /// The model with what its file says of raw files; nil where it says nothing that this catalogue knows.
    ///
    /// - Throws: ``RawModelError`` where what it says makes no sense.
    public static func open(_ model: Model) throws -> (any RawModel)? {
        let kind = model.information.preparation["kind"]
        return try kinds.first { $0.kind == kind }?.init(model)
    }
}

import NeuralNetworks

extension LanguageSession {
    /// Where attention looked to say what comes after a text.
    func attention(_ text: WrittenText) throws -> AttentionMessage {
        try check(text)
        guard !attentionLayers.isEmpty else {
            throw StudioError.unprocessable("the model has no layers of attention")
        }
        let start = start(of: text)
        let layers = try model.attention(on: Array(text.tokens[start...]))
        return AttentionMessage(
            place: text.tokens.count,
            start: start,
            layers: layers.map { layer in
                // What comes next follows from the last token, so its query is the one that counts.
                let last = layer.weights.shape[1] - 1
                let heads = (0..<layer.headCount).map { layer.weights[$0][last].floats }
                return AttentionMessage.Layer(
                    heads: heads,
                    mean: heads[0].indices.map { key in
                        heads.reduce(0) { $0 + $1[key] } / Float(heads.count)
                    }
                )
            }
        )
    }

    /// What the gates of a recurrent layer did on the last steps of a text.
    func gates(_ request: GatesRequest) throws -> GatesMessage {
        let text = request.text
        try check(text)
        guard recurrentLayers.indices.contains(request.layer) else {
            throw StudioError.badRequest(
                recurrentLayers.isEmpty
                    ? "the model has no recurrent layers"
                    : "there is no recurrent layer \(request.layer); there are 0 to "
                        + "\(recurrentLayers.count - 1)"
            )
        }
        guard Limits.gateSteps.contains(request.steps) else {
            throw StudioError.badRequest(
                "the steps must be \(Limits.gateSteps.lowerBound) to "
                    + "\(Limits.gateSteps.upperBound), not \(request.steps)"
            )
        }
        let first = start(of: text)
        let layer = try model.gates(on: Array(text.tokens[first...]))[request.layer]
        let (length, units) = (layer.states.shape[0], layer.states.shape[1])
        let shown = min(request.steps, length)
        return GatesMessage(
            place: text.tokens.count,
            layer: request.layer,
            start: text.tokens.count - shown,
            steps: shown,
            units: units,
            maps: layer.maps.map { name, values in
                let floats = values.floats
                return GatesMessage.Map(
                    name: name,
                    values: Floats64(
                        (0..<units).flatMap { unit in
                            (length - shown..<length).map { floats[$0 * units + unit] }
                        }
                    )
                )
            }
        )
    }
}

extension RecurrentTrace {
    /// All that can be seen of the layer, by its names.
    var maps: [(name: String, values: Tensor)] {
        gates.map { ($0.kind.rawValue, $0.values) }
            + (cells.map { [("cell", $0)] } ?? []) + [("state", states)]
    }
}

import NeuralNetworks

extension Session {
    /// What the network makes of every place of the plane, row by row from the top, where y is largest.
    func plane(size: Int) throws -> PlaneMessage {
        try requirePoints()
        let (low, high): (Float, Float) = (-1.2, 1.2)
        let places = (0..<size).map { low + (Float($0) + 0.5) / Float(size) * (high - low) }
        let grid = places.reversed().flatMap { y in places.flatMap { x in [x, y] } }
        let (version, model) = (status.version, model)
        let layers = try model.trace(Tensor(grid, shape: [size * size, 2]))
            .map { ($0.activations.shape[1], $0.activations.floats) }
        let interpretation = model.information.interpretation
        guard let (classes, outputs) = layers.last, classes > 1 else {
            throw StudioError.unprocessable("the network has a single output, and two are shown")
        }
        let shares = stride(from: 0, to: outputs.count, by: classes).map { start in
            Beliefs(Array(outputs[start..<start + classes]), interpretation).probabilities[1]
        }
        return PlaneMessage(
            version: version,
            size: size,
            low: low,
            high: high,
            probabilities: Bytes64(shares.map { byte($0) }),
            neurons: layers.map { units, activations in
                let largest = activations.reduce(0) { max($0, abs($1)) }
                return (0..<units).map { unit in
                    Bytes64(
                        stride(from: unit, to: activations.count, by: units).map { place in
                            byte(activations[place] / max(largest, 1e-30) / 2 + 0.5)
                        }
                    )
                }
            }
        )
    }

    /// The first examples of a part.
    func points(of part: Input.Part) throws -> PointsMessage {
        try requirePoints()
        let examples = try data.examples(of: part)
        let (inputs, labels) = (examples.inputs.floats, examples.targets.floats)
        return PointsMessage(
            points: (0..<min(examples.count, 500)).map { index in
                [inputs[2 * index], inputs[2 * index + 1], labels[index]]
            }
        )
    }

    private func requirePoints() throws(StudioError) {
        guard data.kind == .points else {
            throw .badRequest("the data \"\(data.name)\" has pictures, which lie in no plane")
        }
    }
}

/// 0…1 as 0…255; what is no number is in the middle.
private func byte(_ share: Float) -> UInt8 {
    share.isNaN ? 128 : UInt8((255 * min(max(share, 0), 1)).rounded())
}

import Computation

/// One sequence that is looked at, and which of its steps are real.
struct InspectedSequence {
    /// As a batch of one.
    let batch: Tensor
    /// How many steps there are, padding included.
    let length: Int
    /// How many of them are no padding.
    let realLength: Int

    /// A sequence that suits the model, of whatever length.
    init(_ input: Tensor, for model: Model) throws(InspectionError) {
        let others = model.inputShape.sizes.dropFirst()
        guard input.shape.rank == others.count + 1, input.shape[0] > 0,
            input.shape.sizes.dropFirst().elementsEqual(others)
        else { throw .notOneExample(input.shape, expected: model.inputShape) }
        batch = input.reshaped(to: Shape([1] + input.shape.sizes))
        length = input.shape[0]
        guard case .int32(let tokens) = input.storage, input.shape.rank == 1 else {
            realLength = length
            return
        }
        realLength = (tokens.lastIndex { $0 >= 0 } ?? -1) + 1
    }

    /// The network over this sequence.
    func built(_ model: Model) throws(InspectionError) -> BuiltNetwork {
        try InspectionError.ofShape { () throws(ShapeError) in
            let type = TensorType(batch.elementType, batch.shape)
            return try BuiltNetwork(model.network, input: type, mode: .predicting)
        }
    }

    /// Values of the network's graph, `[1, …]` each, without the dimension of the batch.
    func values(
        _ symbols: [Symbol],
        of built: BuiltNetwork,
        _ model: Model
    ) throws(InspectionError) -> [Tensor] {
        guard !symbols.isEmpty else { return [] }
        let probe = try InspectionError.ofShape { () throws(ShapeError) in
            try Probe(symbols, of: built, model)
        }
        return probe.values(of: batch, with: model.weights).map { $0[0] }
    }

    /// A value with a row for each step as its last dimension but one, zeros where steps are padding.
    func withoutPadding(_ value: Tensor) -> Tensor {
        guard realLength < length, value.shape[-2] == length else { return value }
        var floats = value.floats
        let width = value.shape[-1]
        for row in 0..<floats.count / width where row % length >= realLength {
            for index in row * width..<(row + 1) * width { floats[index] = 0 }
        }
        return Tensor(floats, shape: value.shape)
    }
}

public import Computation

extension Model {
    /// How many examples are computed at once; more are taken in turn, with the same bits.
    static let chunk = 512

    /// What the model makes of examples: probabilities where its outputs are logits, the outputs
    /// themselves otherwise.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    ///   Bytes are pixels: 0…255 become 0…1.
    /// - Returns: One output, or a batch of them. The bits of an example's output do not depend on
    ///   the batch in which it came.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func predict(_ input: Tensor) throws(ShapeError) -> Tensor {
        try run(input, interpretation: information.interpretation)
    }

    /// The network's outputs as they are, logits included.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    /// - Returns: One output, or a batch of them.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func outputs(_ input: Tensor) throws(ShapeError) -> Tensor {
        try run(input, interpretation: .values)
    }

    private func run(
        _ input: Tensor,
        interpretation: Interpretation
    ) throws(ShapeError) -> Tensor {
        let isSingle = input.shape == inputShape
        let batch = isSingle ? input.reshaped(to: Shape([1] + inputShape.sizes)) : input
        guard batch.shape.rank == inputShape.rank + 1,
            Array(batch.shape.sizes.dropFirst()) == inputShape.sizes
        else {
            throw ShapeError(
                "the model takes examples of shape \(inputShape), or a batch of them, "
                    + "not \(input.shape)"
            )
        }
        var outputs: [Float] = []
        outputs.reserveCapacity(batch.shape[0] * outputShape.count)
        let weights = weights
        var start = 0
        while start < batch.shape[0] {
            let count = min(Model.chunk, batch.shape[0] - start)
            let type = TensorType(input.elementType, Shape([count] + inputShape.sizes))
            let key = ExecutionCache.Key(purpose: interpretation.rawValue, input: type)
            let values = try executions.withExecution(for: key) { () throws(ShapeError) in
                try makeExecution(type, interpretation)
            } _: { execution in
                return unsafe batch.withUnsafeBytes { bytes in
                    let stride = inputShape.count * type.elementType.byteCount
                    unsafe execution.read(0, from: bytes, at: start * stride)
                    execution.run(with: weights, on: processor.pool)
                    return execution.floats(ofOutput: 0)
                }
            }
            outputs += values
            start += count
        }
        let shape = isSingle ? outputShape : Shape([batch.shape[0]] + outputShape.sizes)
        return Tensor(outputs, shape: shape)
    }

    private func makeExecution(
        _ input: TensorType,
        _ interpretation: Interpretation
    ) throws(ShapeError) -> Execution {
        let built = try BuiltNetwork(network, input: input, mode: .predicting)
        let output = interpretation(built.output)
        try built.check()
        let plan = try Plan(
            built.builder.graph,
            outputs: [output],
            parameterOffsets: layout.offsets(for: built.builder.graph)
        )
        return Execution(
            plan,
            instructionSet: processor.instructionSet,
            threads: processor.threads
        )
    }
}

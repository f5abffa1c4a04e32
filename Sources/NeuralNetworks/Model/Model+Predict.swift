public import Computation
import Synchronization

extension Model {
    /// The most examples that are computed at once.
    static let chunk = 512

    /// How many examples are computed at once: less of a network that makes many numbers of each, so that
    /// what one layer writes is still in the cache when the next reads it.
    static func chunk(of built: BuiltNetwork) -> Int {
        let batch = max(built.input.shape[0], 1)
        let largest = built.builder.graph.nodes.reduce(1) { largest, node in
            node.type.shape.sizes.first == batch
                ? max(largest, node.type.shape.count / batch) : largest
        }
        var chunk = Model.chunk
        while chunk > 32, chunk * largest > 1 << 23 { chunk /= 2 }
        return chunk
    }

    /// What the model makes of examples: probabilities where its outputs are logits, the outputs
    /// themselves otherwise.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    ///   Bytes are pixels: 0…255 become 0…1.
    /// - Returns: One output, or a batch of them. The bits of an example's output do not depend on
    ///   the batch in which it came.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func predict(_ input: Tensor) throws(ShapeError) -> Tensor {
        try run(input, meaning: nil)
    }

    /// The network's outputs as they are, logits included.
    ///
    /// - Parameter input: One example, of the input shape, or a batch of them, `[batch, …]`.
    /// - Returns: One output, or a batch of them.
    /// - Throws: ``ShapeError`` where the input does not fit.
    public func outputs(_ input: Tensor) throws(ShapeError) -> Tensor {
        try run(input, meaning: OutputMeaning(whole: .values))
    }

    /// The way of every prediction; it takes a fraction of a microsecond besides the kernels.
    private func run(
        _ input: Tensor,
        meaning wanted: OutputMeaning?
    ) throws(ShapeError) -> Tensor {
        let isSingle = input.shape == inputShape
        guard isSingle || input.shape.sizes.dropFirst().elementsEqual(inputShape.sizes),
            isSingle || input.shape.rank > 0
        else {
            throw .examples(input.shape, expected: inputShape)
        }
        isPublicationWanted.store(true, ordering: .relaxed)
        let (weights, meaning) = state.withLock { ($0.weights, $0.information.meaning) }
        let count = isSingle ? 1 : input.shape.sizes[0]
        var outputs: [Float] = []
        outputs.reserveCapacity(count * outputShape.count)
        var start = 0
        while start < count {
            let key = ExecutionCache.Key(
                meaning: wanted ?? meaning,
                elementType: input.elementType,
                count: min(chunk, count - start)
            )
            try executions.withExecution(for: key) { () throws(ShapeError) in
                try makeExecution(key)
            } _: { execution in
                unsafe input.withUnsafeBytes { bytes in
                    let stride = inputShape.count * input.elementType.byteCount
                    unsafe execution.read(0, from: bytes, at: start * stride)
                    execution.run(with: weights, on: execution.isShared ? processor.pool : nil)
                    // While the input is lent: an output may be a view of it, such as flattened floats.
                    execution.append(output: 0, to: &outputs)
                }
            }
            start += key.count
        }
        let shape = isSingle ? outputShape : Shape([count] + outputShape.sizes)
        return Tensor(outputs, shape: shape)
    }

    private func makeExecution(_ key: ExecutionCache.Key) throws(ShapeError) -> Execution {
        let type = TensorType(key.elementType, Shape([key.count] + inputShape.sizes))
        let built = try BuiltNetwork(network, input: type, mode: .predicting)
        let output = key.meaning(built.output, outputParts)
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

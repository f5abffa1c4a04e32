import Computation

/// Any values of a network's graph, made ready to be read with given weights.
///
/// Looking inside is this: a graph, the symbols that one wants to see, and one run of all of them.
struct Probe {
    private let execution: Execution

    /// Makes the values of a graph ready.
    ///
    /// - Parameters:
    ///   - values: What is to be seen, inputs and parameters of the graph included.
    ///   - built: The network's graph, and whatever was added to it.
    ///   - model: The model whose weights it will be run with.
    /// - Throws: `ShapeError` where something in the graph did not fit.
    init(_ values: [Symbol], of built: BuiltNetwork, _ model: Model) throws(ShapeError) {
        try built.check()
        let plan = try Plan(
            built.builder.graph,
            outputs: values,
            parameterOffsets: model.layout.offsets(for: built.builder.graph)
        )
        execution = Execution(plan, instructionSet: model.processor.instructionSet)
    }

    /// The values for a batch, each of its symbol's shape.
    ///
    /// - Parameters:
    ///   - inputs: Examples of the element type that the graph was built for.
    ///   - targets: Their answers, where the graph has a loss.
    ///   - start: The first example of the batch.
    ///   - weights: The weights to compute with.
    /// - Returns: A tensor for each of the symbols, in their order.
    func values(
        of inputs: Tensor,
        targets: Tensor? = nil,
        from start: Int = 0,
        with weights: Weights
    ) -> [Tensor] {
        unsafe inputs.withUnsafeBytes { bytes in
            guard let targets else {
                unsafe read(BuiltNetwork.inputName, bytes, start * Examples.stride(inputs))
                return run(with: weights)
            }
            return unsafe targets.withUnsafeBytes { targetBytes in
                unsafe read(BuiltNetwork.inputName, bytes, start * Examples.stride(inputs))
                let place = start * Examples.stride(targets)
                unsafe read(BuiltNetwork.targetName, targetBytes, place)
                return run(with: weights)
            }
        }
    }

    private func read(_ name: String, _ bytes: UnsafeRawBufferPointer, _ offset: Int) {
        // A graph whose values need no input has none.
        guard let number = execution.plan.input(named: name) else { return }
        unsafe execution.read(number, from: bytes, at: offset)
    }

    /// Runs while inputs are lent: a value may be a view of them, such as flattened floats.
    private func run(with weights: Weights) -> [Tensor] {
        execution.run(with: weights)
        return execution.plan.outputs.enumerated().map { index, output in
            Tensor(execution.floats(ofOutput: index), shape: output.type.shape)
        }
    }
}

extension Record.Neurons {
    /// f′(z) of every neuron, by differentiation; nil where an activation depends on more than its
    /// own z.
    var slope: Symbol? {
        guard function.isElementwise else { return nil }
        // Each activation depends on its own z alone, so the gradient of their sum is every f′(z).
        return preactivation.builder.gradients(
            of: activation.sum(),
            withRespectTo: [preactivation]
        ).first
    }
}

extension Model {
    /// Values of every example, in chunks, so that memory does not grow with their number.
    ///
    /// - Parameters:
    ///   - inputs: Examples, `[count, …]`.
    ///   - weights: The weights to compute with.
    ///   - values: What is to be seen of the graph of a chunk.
    ///   - body: Gets the first example of each chunk, and the values.
    /// - Throws: `InspectionError` where the inputs do not fit, or what `values` throws.
    func forEachChunk(
        of inputs: Tensor,
        with weights: Weights,
        values: (BuiltNetwork) throws(InspectionError) -> [Symbol],
        _ body: (Int, [Tensor]) -> Void
    ) throws(InspectionError) {
        guard inputs.shape.rank > 0,
            inputs.shape.sizes.dropFirst().elementsEqual(inputShape.sizes)
        else { throw .shape(.examples(inputs.shape, expected: inputShape)) }
        let count = inputs.shape[0]
        var (probe, probedSize): (Probe?, Int) = (nil, 0)
        for start in stride(from: 0, to: count, by: chunk) {
            let size = min(chunk, count - start)
            if size != probedSize {
                let type = TensorType(inputs.elementType, Shape([size] + inputShape.sizes))
                let built = try InspectionError.ofShape { () throws(ShapeError) in
                    try BuiltNetwork(network, input: type, mode: .predicting)
                }
                let values = try values(built)
                probe = try InspectionError.ofShape { () throws(ShapeError) in
                    try Probe(values, of: built, self)
                }
                probedSize = size
            }
            guard let probe else { continue }
            body(start, probe.values(of: inputs, from: start, with: weights))
        }
    }
}

extension InspectionError {
    /// Does something whose only error is that shapes do not fit.
    static func ofShape<Result>(
        _ body: () throws(ShapeError) -> Result
    ) throws(InspectionError) -> Result {
        do throws(ShapeError) { return try body() } catch { throw .shape(error) }
    }
}

extension ShapeError {
    /// Examples of another shape than the model takes.
    static func examples(_ found: Shape, expected: Shape) -> ShapeError {
        ShapeError(
            "the model takes examples of shape \(expected), or a batch of them, not \(found)"
        )
    }
}

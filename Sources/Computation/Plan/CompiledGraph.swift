/// A graph made ready to run on its own, without a network: for experiments and measurements.
///
/// ```swift
/// let builder = GraphBuilder()
/// let a = builder.input("a", TensorType(.float32, [2, 3]))
/// let b = builder.input("b", TensorType(.float32, [3, 4]))
/// let product = try CompiledGraph([a.matmul(b)])
/// print(try product([x, y])[0])
/// ```
///
/// All memory is laid out once; a run allocates nothing. One run at a time.
public final class CompiledGraph {
    private let execution: Execution
    private let processor: Processor

    /// What a run takes, in the order in which the inputs were declared.
    public let inputs: [(name: String, type: TensorType)]
    /// What a run leaves behind, in the order that was asked for.
    public let outputTypes: [TensorType]

    /// Makes ready whatever the outputs need.
    ///
    /// - Parameters:
    ///   - outputs: Values of one graph.
    ///   - processor: What part of the processor runs may use.
    /// - Throws: ``ShapeError`` where the graph does not fit together, the outputs belong to several
    ///   graphs or are inputs themselves, or the graph has weights, which a model would have to bring.
    public init(_ outputs: [Symbol], processor: Processor = Processor()) throws(ShapeError) {
        guard let builder = outputs.first?.builder else {
            throw ShapeError("nothing is to be computed", remedy: "name at least one output")
        }
        guard outputs.allSatisfy({ $0.builder === builder }) else {
            throw ShapeError("the outputs belong to several graphs", remedy: "use one builder")
        }
        if let failure = builder.failure { throw failure }
        if let parameter = builder.graph.parameters.first {
            throw ShapeError(
                "the graph has the weights \(parameter.name), which nothing would bring",
                remedy: "make them an input"
            )
        }
        let plan = Plan(builder.graph, outputs: outputs)
        for output in plan.outputs {
            guard case .input = output.buffer.region else { continue }
            throw ShapeError(
                "an output of type \(output.type) is an input as it is given",
                remedy: "ask for something that is computed of it"
            )
        }
        execution = Execution(
            plan,
            instructionSet: processor.instructionSet,
            threads: processor.threads
        )
        self.processor = processor
        inputs = plan.inputs.map { ($0.name, $0.type) }
        outputTypes = plan.outputs.map(\.type)
    }

    /// Computes the outputs and keeps them, to be read by ``output(_:)``.
    ///
    /// - Parameter values: One tensor for each input.
    /// - Throws: ``ShapeError`` where a tensor is not of its input's type.
    public func run(_ values: [Tensor]) throws(ShapeError) {
        guard values.count == inputs.count else {
            throw ShapeError("the graph has \(inputs.count) inputs, not \(values.count)")
        }
        for index in values.indices
        where values[index].shape != inputs[index].type.shape
            || values[index].elementType != inputs[index].type.elementType
        {
            let (name, type) = inputs[index]
            throw ShapeError(
                "the input \(name) is \(type.elementType) \(type.shape), "
                    + "not \(values[index].elementType) \(values[index].shape)"
            )
        }
        runReading(values, from: 0)
    }

    /// An output of the last run.
    public func output(_ index: Int) -> Tensor {
        Tensor(execution.floats(ofOutput: index), shape: outputTypes[index].shape)
    }

    /// Computes the outputs.
    ///
    /// - Parameter values: One tensor for each input.
    /// - Returns: One tensor for each output.
    /// - Throws: ``ShapeError`` where a tensor is not of its input's type.
    public func callAsFunction(_ values: [Tensor]) throws(ShapeError) -> [Tensor] {
        try run(values)
        return outputTypes.indices.map(output)
    }

    /// Runs while each tensor's bytes are lent to the plan.
    private func runReading(_ values: [Tensor], from index: Int) {
        guard index < values.count else {
            return execution.run(on: execution.isShared ? processor.pool : nil)
        }
        unsafe values[index].withUnsafeBytes { bytes in
            unsafe execution.read(index, from: bytes)
            runReading(values, from: index + 1)
        }
    }
}

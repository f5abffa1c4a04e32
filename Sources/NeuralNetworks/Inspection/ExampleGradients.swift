public import Computation

/// What one example wants of every weight: the gradient of its loss.
///
/// A positive gradient means that turning the weight up makes the loss larger; learning turns each
/// weight a little against its gradient.
public struct ExampleGradients: Hashable, Sendable {
    /// The loss of the example.
    public let loss: Float
    /// For each tensor of weights by name, the gradient of the loss, of the same shape.
    public let gradients: [String: Tensor]
}

extension Model {
    /// What one example wants each weight and bias to do.
    ///
    /// - Parameters:
    ///   - input: One example, of the input shape.
    ///   - label: The class that it belongs to; where there is a single output, 0 or 1.
    ///   - loss: How wrong outputs are; by default cross-entropy where the outputs are logits of
    ///     classes, else the quadratic cost.
    /// - Returns: The loss, and its gradient for every tensor of weights.
    /// - Throws: ``InspectionError`` where the input does not fit or there is no such label.
    public func gradients(
        on input: Tensor,
        label: Int,
        loss: (any Loss)? = nil
    ) throws(InspectionError) -> ExampleGradients {
        guard input.shape == inputShape else {
            throw .notOneExample(input.shape, expected: inputShape)
        }
        guard (0..<max(outputShape.count, 2)).contains(label) else {
            throw .labelOutOfRange(label, outputs: outputShape.count)
        }
        let isLogits = information.interpretation == .classLogits
        let loss: any Loss = loss ?? (isLogits ? SoftmaxCrossEntropy() : QuadraticCost())
        let (plan, parameters): (Plan, [Parameter])
        do throws(ShapeError) {
            (plan, parameters) = try gradientPlan(
                loss,
                input: TensorType(input.elementType, Shape([1] + inputShape.sizes))
            )
        } catch {
            throw .shape(error)
        }
        let execution = Execution(plan, instructionSet: processor.instructionSet)
        let weights = weights
        if let target = plan.input(named: BuiltNetwork.targetName) {
            unsafe execution.input(target).storeBytes(of: Int32(label), as: Int32.self)
        }
        return unsafe input.withUnsafeBytes { bytes in
            if let number = plan.input(named: BuiltNetwork.inputName) {
                unsafe execution.read(number, from: bytes)
            }
            execution.run(with: weights)
            let gradients = parameters.enumerated().map { index, parameter in
                let numbers = parameter.shown(execution.floats(ofOutput: index + 1))
                return (parameter.name, Tensor(numbers, shape: parameter.shape))
            }
            return ExampleGradients(
                loss: execution.float(ofOutput: 0),
                gradients: Dictionary(uniqueKeysWithValues: gradients)
            )
        }
    }

    private func gradientPlan(
        _ loss: some Loss,
        input: TensorType
    ) throws(ShapeError) -> (Plan, [Parameter]) {
        let built = try BuiltNetwork(network, input: input, mode: .predicting)
        let target = built.builder.input(BuiltNetwork.targetName, TensorType(.int32, [1]))
        let value = loss(built.output, target).mean()
        let gradients = built.builder.gradients(of: value, withRespectTo: built.parameters)
        try built.check()
        let plan = try Plan(
            built.builder.graph,
            outputs: [value] + gradients,
            parameterOffsets: layout.offsets(for: built.builder.graph)
        )
        return (plan, built.builder.graph.parameters)
    }
}

import Computation

/// A network's graph with a loss: for training with its gradients, for evaluation without.
struct LossGraph {
    /// What becomes of the losses of a batch.
    enum Total { case mean, sum }

    let built: BuiltNetwork
    /// The mean loss of the batch, or its sum.
    let loss: Symbol
    /// How many labels got the largest output, where targets are labels.
    let correct: Symbol?
    /// Where each of the graph's weights lies in the model's memory.
    let offsets: [Int]

    init(
        model: Model,
        loss: some Loss,
        input: TensorType,
        target: TensorType,
        mode: Mode,
        total: Total
    ) throws(TrainingError) {
        do throws(ShapeError) {
            built = try BuiltNetwork(model.network, input: input, mode: mode)
            let targets = built.builder.input(BuiltNetwork.targetName, target)
            let losses = loss(built.output, targets)
            guard built.builder.failure != nil || losses.shape == [input.shape[0]] else {
                throw ShapeError(
                    "a loss gives one number for each example, \(Shape([input.shape[0]])), "
                        + "not \(losses.shape)",
                    remedy: "sum over every dimension but the first"
                )
            }
            self.loss = total == .mean ? losses.mean() : losses.sum()
            let isClassification =
                target.elementType == .int32 && built.output.shape.rank == 2
                && built.output.shape[1] > 1
            correct = isClassification ? built.output.countCorrect(targets) : nil
            try built.check()
            offsets = try model.layout.offsets(for: built.builder.graph)
        } catch {
            throw .shape(error)
        }
    }

    /// What a run leaves behind: the loss, and the count of correct answers if there is one.
    var outputs: [Symbol] { [loss] + (correct.map { [$0] } ?? []) }
}

extension Examples {
    /// The type of a batch of inputs.
    func inputType(batch: Int) -> TensorType {
        TensorType(inputs.elementType, Shape([batch] + inputs.shape.sizes.dropFirst()))
    }

    /// The type of a batch of targets.
    func targetType(batch: Int) -> TensorType {
        TensorType(targets.elementType, Shape([batch] + targets.shape.sizes.dropFirst()))
    }

    /// The bytes of one row of a tensor.
    static func stride(_ tensor: Tensor) -> Int {
        tensor.shape.sizes.dropFirst().reduce(1, *) * tensor.elementType.byteCount
    }

    /// Checks that a model can learn from these examples.
    func check(for model: Model) throws(TrainingError) {
        guard count > 0 else { throw .noExamples }
        guard inputShape == model.inputShape else {
            throw .inputShape(expected: model.inputShape, found: inputShape)
        }
        try checkValues(for: model)
    }

    /// Checks the numbers themselves, of examples whose shape is known to fit.
    func checkValues(for model: Model) throws(TrainingError) {
        try checkFinite(inputs)
        try checkFinite(targets)
        guard case .int32(let labels) = targets.storage, model.outputShape.rank == 1 else { return }
        let outputs = model.outputShape[0]
        if let example = labels.firstIndex(where: { $0 < 0 || $0 >= outputs }), outputs > 1 {
            throw .labelOutOfRange(
                label: Int(labels[example]),
                example: example,
                outputs: outputs
            )
        }
    }

    private func checkFinite(_ tensor: Tensor) throws(TrainingError) {
        guard case .float32(let numbers) = tensor.storage,
            let place = numbers.firstIndex(where: { !$0.isFinite })
        else { return }
        throw .inputNotFinite(example: place / max(1, numbers.count / count))
    }
}

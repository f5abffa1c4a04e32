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
        targetParts: NamedParts?,
        mode: Mode,
        total: Total,
        weights: LossWeights = LossWeights()
    ) throws(TrainingError) {
        do throws(ShapeError) {
            built = try BuiltNetwork(model.network, input: input, mode: mode)
            let targets = built.builder.input(BuiltNetwork.targetName, target)
            let judged = try JudgedBatch(
                loss,
                built.record.outputs,
                built.output,
                targets,
                targetParts
            )
            let losses = judged.losses
            guard built.builder.failure != nil || losses.shape == [input.shape[0]] else {
                throw ShapeError(
                    "a loss gives one number for each example, \(Shape([input.shape[0]])), "
                        + "not \(losses.shape)",
                    remedy: "sum over every dimension but the first"
                )
            }
            let weighted = weights.applied(to: losses, of: built.output, targets)
            self.loss = total == .mean ? weighted.mean() : weighted.sum()
            correct = judged.correct
            try built.check()
            offsets = try model.layout.offsets(for: built.builder.graph)
        } catch {
            throw .shape(error)
        }
    }

    /// What a run leaves behind: the loss, and the count of correct answers if there is one.
    var outputs: [Symbol] { [loss] + (correct.map { [$0] } ?? []) }
}

/// How much examples count in a loss.
struct LossWeights {
    /// Whether each example has a weight of its own, which is an input of the graph.
    var areOfExamples = false
    /// The weight of each class; none where all count alike.
    var ofClasses: [Float] = []

    func applied(to losses: Symbol, of outputs: Symbol, _ targets: Symbol) -> Symbol {
        let builder = losses.builder
        var losses = losses
        if areOfExamples {
            let type = TensorType(.float32, [losses.shape[0]])
            losses = losses * builder.input(BuiltNetwork.weightName, type)
        }
        guard !ofClasses.isEmpty else { return losses }
        let classes = outputs.shape.rank == 2 ? outputs.shape[1] : 0
        let areLabels = targets.type.elementType == .int32 && targets.shape.rank == 1
        guard classes == ofClasses.count, areLabels || targets.shape == outputs.shape else {
            builder.fail(
                ShapeError(
                    "there are \(ofClasses.count) weights of classes for outputs \(outputs.shape) "
                        + "and targets \(targets.shape)",
                    remedy: "give one weight for each output, and labels as targets"
                )
            )
            return losses
        }
        let shares = areLabels ? targets.oneHot(classes) : targets.asFloats()
        let weights = builder.constant(ofClasses, shape: [1, classes])
        return losses * (shares * weights).sumPerExample()
    }
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
    func check(for model: Model, with loss: any Loss) throws(TrainingError) {
        guard count > 0 else { throw .noExamples }
        try checkParts(for: model)
        guard inputShape == model.inputShape else {
            throw .inputShape(expected: model.inputShape, found: inputShape)
        }
        try checkValues(for: model, with: loss)
    }

    /// Checks the numbers themselves, of examples whose shape is known to fit.
    func checkValues(for model: Model, with loss: any Loss) throws(TrainingError) {
        try checkFinite(inputs)
        try checkFinite(targets)
        try checkLabelsOfParts(for: model, with: loss)
        guard !loss.comparesExamples, case .int32(let labels) = targets.storage,
            let outputs = model.outputShape.sizes.last,
            targets.shape.rank == model.outputShape.rank
        else { return }
        // Of several steps, those with a negative label count for nothing.
        let least = targets.shape.rank == 1 ? 0 : Int32.min
        if let place = labels.firstIndex(where: { $0 < least || $0 >= outputs }), outputs > 1 {
            throw .labelOutOfRange(
                label: Int(labels[place]),
                example: place / max(1, labels.count / count),
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

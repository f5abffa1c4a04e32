public import Computation

/// What examples want of every weight: the gradient of their mean loss.
///
/// A positive gradient means that turning the weight up makes the loss larger; learning turns each
/// weight a little against its gradient.
public struct WeightGradients: Hashable, Sendable {
    /// The mean loss of the examples.
    public let loss: Float
    /// For each tensor of weights by name, the gradient of that loss, of the same shape.
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
    ) throws(InspectionError) -> WeightGradients {
        let example = try oneExample(input, label: label)
        return try makeProbe(of: example, loss).gradients(on: example, from: 0, with: weights)
    }

    /// What a batch of examples wants each weight and bias to do on average: what a step of learning
    /// goes by, but for dropout, which looking inside leaves out.
    ///
    /// Up to 512 examples are one batch, with the bits of a step of learning that takes them in this
    /// order; of more, the batches' means are averaged in double precision.
    ///
    /// - Parameters:
    ///   - examples: At least one example, of the input shape, with labels or other targets.
    ///   - loss: How wrong outputs are; by default cross-entropy where the outputs are logits of
    ///     classes, else the quadratic cost.
    /// - Returns: The mean loss, and its gradient for every tensor of weights.
    /// - Throws: ``InspectionError`` where the examples do not fit or there are none.
    public func gradients(
        on examples: Examples,
        loss: (any Loss)? = nil
    ) throws(InspectionError) -> WeightGradients {
        try gradients(on: examples, loss, with: weights)
    }

    func gradients(
        on examples: Examples,
        _ loss: (any Loss)?,
        with weights: Weights
    ) throws(InspectionError) -> WeightGradients {
        let loss: any Loss = loss ?? usualLoss
        do throws(TrainingError) { try examples.check(for: self, with: loss) } catch {
            throw InspectionError(error)
        }
        let whole = examples.count / Model.chunk * Model.chunk
        var batches: [(count: Int, gradients: WeightGradients)] = []
        func add(_ batch: Range<Int>, by probe: GradientProbe) {
            let gradients = probe.gradients(on: examples, from: batch.lowerBound, with: weights)
            batches.append((batch.count, gradients))
        }
        if whole > 0 {
            let probe = try makeProbe(of: examples[0..<Model.chunk], loss)
            for start in stride(from: 0, to: whole, by: Model.chunk) {
                add(start..<start + Model.chunk, by: probe)
            }
        }
        if whole < examples.count {
            let probe = try makeProbe(of: examples[whole..<examples.count], loss)
            add(whole..<examples.count, by: probe)
        }
        return WeightGradients(meanOf: batches)
    }

    /// One example as a batch, if it is one.
    func oneExample(_ input: Tensor, label: Int) throws(InspectionError) -> Examples {
        guard input.shape == inputShape else {
            throw .notOneExample(input.shape, expected: inputShape)
        }
        guard (0..<max(outputShape.count, 2)).contains(label) else {
            throw .labelOutOfRange(label, outputs: outputShape.count)
        }
        return Examples(
            unchecked: input.reshaped(to: Shape([1] + inputShape.sizes)),
            targets: Tensor([Int32(label)] as [Int32]),
            classNames: []
        )
    }

    /// What makes the gradients of a batch of that size and type, and whatever else is to be seen.
    func makeProbe(
        of batch: Examples,
        _ loss: (any Loss)?,
        seeing values: (LossGraph) -> [Symbol] = { _ in [] }
    ) throws(InspectionError) -> GradientProbe {
        do throws(TrainingError) {
            let loss: any Loss = loss ?? usualLoss
            return try GradientProbe(self, loss, batch, seeing: values)
        } catch { throw InspectionError(error) }
    }

    /// What judges outputs where nothing is said.
    private var usualLoss: any Loss {
        information.interpretation == .classLogits ? SoftmaxCrossEntropy() : QuadraticCost()
    }
}

/// A loss and its gradients for batches of one size, made ready to run.
struct GradientProbe {
    private let probe: Probe
    private let parameters: [Parameter]

    init(
        _ model: Model,
        _ loss: some Loss,
        _ batch: Examples,
        seeing values: (LossGraph) -> [Symbol]
    ) throws(TrainingError) {
        let graph = try LossGraph(
            model: model,
            loss: loss,
            input: batch.inputType(batch: batch.count),
            target: batch.targetType(batch: batch.count),
            targetParts: batch.targetParts,
            mode: .predicting,
            total: .mean
        )
        let builder = graph.built.builder
        parameters = builder.graph.parameters.filter { $0.role != .state }
        let gradients = builder.gradients(
            of: graph.loss,
            withRespectTo: graph.built.parameters { $0.role != .state }
        )
        let wanted = [graph.loss] + gradients + values(graph)
        do throws(ShapeError) { probe = try Probe(wanted, of: graph.built, model) } catch {
            throw .shape(error)
        }
    }

    /// The mean loss of a batch, its gradients, and what else was to be seen.
    func callAsFunction(
        on examples: Examples,
        from start: Int,
        with weights: Weights
    ) -> (gradients: WeightGradients, values: [Tensor]) {
        let values = probe.values(
            of: examples.inputs,
            targets: examples.targets,
            from: start,
            with: weights
        )
        let gradients = zip(parameters, values[1...]).map { parameter, value in
            // The graph sees weights as they lie in memory.
            (parameter.name, Tensor(parameter.shown(value.floats), shape: parameter.shape))
        }
        return (
            WeightGradients(
                loss: values[0].floats[0],
                gradients: Dictionary(uniqueKeysWithValues: gradients)
            ), Array(values[(1 + parameters.count)...])
        )
    }

    /// The mean loss of a batch and its gradients.
    func gradients(
        on examples: Examples,
        from start: Int,
        with weights: Weights
    ) -> WeightGradients {
        self(on: examples, from: start, with: weights).gradients
    }
}

extension WeightGradients {
    /// The mean over batches, each counted as often as it has examples.
    fileprivate init(meanOf batches: [(count: Int, gradients: WeightGradients)]) {
        let first = batches[0].gradients
        guard batches.count > 1 else {
            self = first
            return
        }
        let total = Double(batches.reduce(0) { $0 + $1.count })
        loss = Float(
            batches.reduce(0) { $0 + Double($1.gradients.loss) * Double($1.count) } / total
        )
        var means: [String: Tensor] = [:]
        for (name, tensor) in first.gradients {
            var sums = [Double](repeating: 0, count: tensor.shape.count)
            for (count, batch) in batches {
                guard let numbers = batch.gradients[name]?.floats else { continue }
                for index in sums.indices { sums[index] += Double(numbers[index]) * Double(count) }
            }
            means[name] = Tensor(sums.map { Float($0 / total) }, shape: tensor.shape)
        }
        gradients = means
    }
}

extension InspectionError {
    /// A training's error about examples or shapes, which looking inside has as well.
    init(_ error: TrainingError) {
        if case .shape(let error) = error { self = .shape(error) } else { self = .examples(error) }
    }
}

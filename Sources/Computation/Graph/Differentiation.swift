extension GraphBuilder {
    /// Extends the graph by the gradients of a loss: reverse-mode differentiation.
    ///
    /// Walks the graph backwards from the loss. Each operation's rule turns the gradient that
    /// arrives at its result into gradients for its inputs; where a value is used several times,
    /// what arrives is added in the order of its uses, last use first.
    ///
    /// - Parameters:
    ///   - loss: A single number, shape `[]`.
    ///   - targets: The values whose gradients are wanted, such as the parameters.
    /// - Returns: The gradient of the loss with respect to each target, of the target's shape; zero
    ///   where the loss does not depend on it.
    public func gradients(of loss: Symbol, withRespectTo targets: [Symbol]) -> [Symbol] {
        guard failure == nil else { return targets }
        guard loss.shape.rank == 0 else {
            fail(
                ShapeError(
                    "a loss must be a single number, but this one is \(loss.shape)",
                    remedy: "take its mean or its sum"
                )
            )
            return targets
        }
        let nodes = graph.nodes
        // Only what lies between the targets and the loss needs a gradient.
        var dependsOnTarget = [Bool](repeating: false, count: nodes.count)
        for target in targets { dependsOnTarget[target.node] = true }
        for (index, node) in nodes.enumerated()
        where node.inputs.contains(where: { dependsOnTarget[$0] }) {
            dependsOnTarget[index] = true
        }

        var gradients: [Int: Symbol] = [loss.node: constant([1], shape: [])]
        for index in nodes.indices.reversed() where index <= loss.node {
            guard dependsOnTarget[index], let upstream = gradients[index],
                case .operation(let operation, let inputs) = nodes[index].source
            else { continue }
            let context = GradientContext(
                inputs: inputs.map { Symbol(builder: self, node: $0) },
                output: Symbol(builder: self, node: index),
                upstream: upstream
            )
            guard let contributions = operation.gradient(context) else {
                fail(ShapeError("\(operation) has no gradient, but the loss depends on it"))
                return targets
            }
            for (input, contribution) in zip(inputs, contributions) where dependsOnTarget[input] {
                guard let contribution else { continue }
                gradients[input] = gradients[input].map { $0 + contribution } ?? contribution
            }
        }
        return targets.map { target in
            gradients[target.node]
                ?? constant([Float](repeating: 0, count: target.shape.count), shape: target.shape)
        }
    }
}

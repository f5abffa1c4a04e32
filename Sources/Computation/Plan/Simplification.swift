extension Graph {
    /// The same values without dead work, and with what depends on constants alone computed now.
    ///
    /// - Returns: A graph of the needed nodes, and where each needed old node is in it.
    func simplified(keeping outputs: [Int]) -> (graph: Graph, places: [Int: Int]) {
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        for output in outputs { isNeeded[output] = true }
        for (index, node) in nodes.enumerated().reversed() where isNeeded[index] {
            for input in node.inputs { isNeeded[input] = true }
        }

        var result = Graph()
        result.parameters = parameters
        var places: [Int: Int] = [:]
        for (index, node) in nodes.enumerated() {
            // Inputs stay, so that whoever runs the plan finds them.
            if case .input = node.source {} else if !isNeeded[index] { continue }
            places[index] = result.nodes.count
            guard case .operation(let operation, let inputs) = node.source else {
                result.nodes.append(node)
                continue
            }
            let moved = inputs.compactMap { places[$0] }
            let constants = moved.compactMap { result.nodes[$0].constantValue }
            if operation.isExact, constants.count == inputs.count, node.type.shape.count <= 4096 {
                let value = operation.evaluate(constants)
                result.nodes.append(
                    Node(source: .constant(value.values.map { Float($0) }), type: node.type)
                )
            } else {
                result.nodes.append(
                    Node(source: .operation(operation, inputs: moved), type: node.type)
                )
            }
        }
        return (result, places)
    }
}

extension Graph.Node {
    /// The value of a constant node.
    var constantValue: ReferenceArray? {
        guard case .constant(let values) = source else { return nil }
        return ReferenceArray(values.map(Double.init), shape: type.shape)
    }
}

extension Operation {
    /// Whether the meaning in double precision, rounded once, is the kernel's result to the bit:
    /// true of what only moves numbers and of correctly rounded arithmetic, but not of sums, whose
    /// order counts, nor of functions that the platform's library approximates.
    fileprivate var isExact: Bool {
        switch self {
        case is Binary, is Broadcast, is Concatenate, is Convert, is Pad, is Reshape, is Slice,
            is Transpose:
            true
        case let unary as Unary:
            [
                .copy, .negate, .absolute, .square, .squareRoot, .reciprocal, .relu, .step,
                .addConstant, .multiplyConstant,
            ].contains(unary.function)
        default: false
        }
    }
}

/// Writes a graph, operation by operation.
///
/// Operations on symbols do not throw, so that a layer reads like its formula. The first operation
/// that does not fit is kept in ``failure``, and whatever follows it is ignored; whoever called the
/// layer looks there, adds the layer's name and throws.
public final class GraphBuilder {
    /// What has been written so far.
    public private(set) var graph = Graph()
    /// The first thing that did not fit.
    public private(set) var failure: ShapeError?

    /// A builder with an empty graph.
    public init() {}

    /// A value that is given anew for every run.
    public func input(_ name: String, _ type: TensorType) -> Symbol {
        append(.input(name: name), type)
    }

    /// A tensor of weights; asking again for the same name gives the same tensor.
    public func parameter(_ parameter: Parameter) -> Symbol {
        if let known = graph.parameters.firstIndex(where: { $0.name == parameter.name }) {
            if let difference = graph.parameters[known].difference(from: parameter) {
                fail(
                    ShapeError(
                        "the weights \(parameter.name) are \(difference)",
                        remedy: "give one of the layers another name"
                    )
                )
            }
            let node = graph.nodes.firstIndex {
                if case .parameter(known) = $0.source { true } else { false }
            }
            if let node { return Symbol(builder: self, node: node) }
        }
        graph.parameters.append(parameter)
        return append(
            .parameter(graph.parameters.count - 1),
            TensorType(.float32, parameter.memoryShape),
            shownAs: parameter.shape
        )
    }

    /// A few numbers known now.
    public func constant(_ values: [Float], shape: Shape) -> Symbol {
        append(.constant(values), TensorType(.float32, shape))
    }

    /// Keeps the first error; later ones are only its consequences.
    public func fail(_ error: ShapeError) {
        if failure == nil { failure = error }
    }

    /// The value of a node that is already there.
    package func symbol(_ node: Int) -> Symbol { Symbol(builder: self, node: node) }

    /// Says in which layer the failure happened, if no inner layer has said so.
    package func nameFailure(_ layer: String) {
        if failure?.layer == nil { failure?.layer = layer }
    }

    package func apply(_ operation: some Operation, to inputs: [Symbol]) -> Symbol {
        guard failure == nil else { return inputs[0] }
        do throws(ShapeError) {
            let type = try operation.resultType(of: inputs.map(\.type))
            return append(.operation(operation, inputs: inputs.map(\.node)), type)
        } catch {
            fail(error)
            return inputs[0]
        }
    }

    private func append(
        _ source: Graph.Node.Source,
        _ type: TensorType,
        shownAs shape: Shape? = nil
    ) -> Symbol {
        guard type.shape.isReasonable else {
            let problem =
                type.shape.rank > Shape.largestRank
                ? "has more than \(Shape.largestRank) dimensions" : "is too large to compute with"
            fail(ShapeError("a value of shape \(shape ?? type.shape) \(problem)"))
            // Of the same rank, so that a layer's formula can be followed to its end.
            let stand = TensorType(type.elementType, Shape(type.shape.sizes.map { min($0, 1) }))
            graph.nodes.append(Graph.Node(source: .input(name: "too large"), type: stand))
            return Symbol(builder: self, node: graph.nodes.count - 1)
        }
        graph.nodes.append(Graph.Node(source: source, type: type))
        return Symbol(builder: self, node: graph.nodes.count - 1)
    }
}

extension Parameter {
    /// Why the same weights cannot be these and others, or nil where they can.
    fileprivate func difference(from other: Parameter) -> String? {
        if shape != other.shape { return "\(shape) in one place and \(other.shape) in another" }
        if role != other.role { return "\(role) in one place and \(other.role) in another" }
        return memoryOrder == other.memoryOrder ? nil : "of another kind of layer in another place"
    }
}

/// A value of a graph that is being written: what layers compute with.
///
/// ```swift
/// let output = (input.matmul(weight, transposingSecond: true) + bias).sigmoid()
/// ```
public struct Symbol {
    /// The builder of the graph that this value belongs to.
    public let builder: GraphBuilder
    package let node: Int

    /// The type of the value.
    public var type: TensorType { builder.graph.nodes[node].type }
    /// The shape of the value.
    public var shape: Shape { type.shape }
}

/// Symbolic operations with known element types and concrete shapes, in an order in which they can
/// be computed: every node comes after the nodes it reads.
///
/// A graph holds no numbers but small constants. Layers write it through a ``GraphBuilder``,
/// differentiation extends it, the reference interpreter and the plan run it.
public struct Graph: Sendable {
    /// One value of the graph, and where it comes from.
    package struct Node: Sendable {
        /// Where a value comes from.
        package enum Source: Sendable {
            /// Given anew for every run.
            case input(name: String)
            /// One of the model's tensors of weights, by its index in `parameters`.
            case parameter(Int)
            /// A few numbers known when the graph is built.
            case constant([Float])
            /// Computed from earlier nodes.
            case operation(any Operation, inputs: [Int])
        }

        package let source: Source
        package let type: TensorType

        package init(source: Source, type: TensorType) {
            self.source = source
            self.type = type
        }

        /// The nodes that this one reads.
        package var inputs: [Int] {
            if case .operation(_, let inputs) = source { inputs } else { [] }
        }

        /// The operation that computes this node, if one does.
        package var operation: (any Operation)? {
            if case .operation(let operation, _) = source { operation } else { nil }
        }
    }

    package internal(set) var nodes: [Node] = []
    /// The tensors of weights that the graph reads.
    public internal(set) var parameters: [Parameter] = []

    /// A graph of the given nodes, unchecked: ``verify()`` tells whether it keeps the laws.
    package init(nodes: [Node] = []) {
        self.nodes = nodes
    }
}

/// A tensor of weights as a layer declares it.
public struct Parameter: Hashable, Sendable {
    /// Who changes a tensor of weights.
    public enum Role: Hashable, Sendable {
        /// The optimizer, by its gradient.
        case learned
        /// Nobody.
        case frozen
        /// Each run of the network that learns, such as the running mean of batch normalisation; it is
        /// no weight.
        case state
    }

    /// The path by which files name it, such as `layers.1.weight`.
    public let name: String
    /// The sizes along each dimension.
    public let shape: Shape
    /// How its first values are drawn.
    public let initializer: Initializer
    /// The dimensions of ``shape`` as they lie in memory, the outermost first.
    ///
    /// The weights from one input to all outputs are neighbours where it ends in 0, and products read
    /// them without rearranging. Files and everything that is shown keep ``shape``.
    public let memoryOrder: [Int]
    /// Who changes it.
    public let role: Role

    /// A parameter from its parts.
    ///
    /// - Parameters:
    ///   - name: The path by which files name it.
    ///   - shape: The sizes along each dimension.
    ///   - initializer: How its first values are drawn.
    ///   - memoryOrder: The dimensions as they lie in memory; by default as they are. What is no order
    ///     of them is taken as none.
    ///   - role: Who changes it.
    public init(
        name: String,
        shape: Shape,
        initializer: Initializer,
        memoryOrder: [Int]? = nil,
        role: Role = .learned
    ) {
        self.name = name
        self.shape = shape
        self.initializer = initializer
        self.role = role
        let dimensions = Array(0..<shape.rank)
        self.memoryOrder =
            memoryOrder.flatMap { $0.sorted() == dimensions ? $0 : nil } ?? dimensions
    }

    /// The shape as it lies in memory, and as a graph sees it.
    public var memoryShape: Shape { Shape(memoryOrder.map { shape[$0] }) }

    /// Whether it lies in memory as it is shown.
    package var liesAsShown: Bool { memoryOrder == Array(0..<shape.rank) }

    /// How far apart in memory neighbours along each dimension of ``shape`` are.
    package var memoryStrides: [Int] {
        var strides = [Int](repeating: 1, count: shape.rank)
        for (dimension, stride) in zip(memoryOrder, memoryShape.strides) {
            strides[dimension] = stride
        }
        return strides
    }

    /// Where in memory a number is that is shown at `index`, counted row by row.
    package func placeInMemory(of index: Int) -> Int {
        zip(shape.strides, memoryStrides).reduce((rest: index, place: 0)) { state, strides in
            (state.rest % strides.0, state.place + state.rest / strides.0 * strides.1)
        }.place
    }
}

extension Graph {
    /// Checks the laws of a graph: each node reads only earlier ones, and has the type that its
    /// operation gives for what it reads.
    ///
    /// - Throws: A ``ShapeError`` that names the first node that breaks a law.
    public func verify() throws(ShapeError) {
        for (index, node) in nodes.enumerated() {
            switch node.source {
            case .input: break
            case .constant(let values) where values.count == node.type.shape.count: break
            case .constant(let values):
                throw ShapeError("node \(index): \(values.count) constants for \(node.type)")
            case .parameter(let parameter):
                guard parameters.indices.contains(parameter),
                    parameters[parameter].memoryShape == node.type.shape
                else {
                    throw ShapeError("node \(index): no parameter \(parameter) of \(node.type)")
                }
            case .operation(let operation, let inputs):
                guard inputs.allSatisfy({ 0 <= $0 && $0 < index }) else {
                    throw ShapeError("node \(index), \(operation): reads a later node: \(inputs)")
                }
                let type = try operation.resultType(of: inputs.map { nodes[$0].type })
                guard type == node.type else {
                    throw ShapeError("node \(index), \(operation): is \(node.type), not \(type)")
                }
            }
        }
    }
}

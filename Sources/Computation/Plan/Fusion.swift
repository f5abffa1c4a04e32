/// Operations of a graph that run in one kernel: an element-wise chain, a matrix product with the
/// chain that follows it, or any other operation alone.
struct FusionGroup {
    /// The operation that is not element-wise, if there is one.
    var leader: Int?
    /// The element-wise operations in order.
    var members: [Int] = []
    /// How many elements each of them computes.
    let count: Int
    /// Into how many columns its operands split the elements; nil while any split will do.
    var columns: Int?
    /// Whether element-wise operations may still join.
    let isOpen: Bool

    var nodes: [Int] { (leader.map { [$0] } ?? []) + members }
}

/// Finds the groups: each element-wise operation joins the group that computed the latest of what
/// it reads, if the region is the same; then nothing it reads can come later.
struct Fusion {
    /// More would need more temporaries and operands than a kernel call has.
    static let longestChain = 6

    private(set) var groups: [FusionGroup] = []
    /// The group of each node that is computed.
    private(set) var group: [Int: Int] = [:]
    private let graph: Graph

    init(_ graph: Graph) {
        self.graph = graph
        for (index, node) in graph.nodes.enumerated() {
            guard let operation = node.operation, !(operation is any ViewOperation) else {
                continue
            }
            if operation is any ElementwiseOperation {
                placeElementwise(index)
            } else {
                place(alone: index, operation)
            }
        }
    }

    /// The node whose memory a node's value is in: views are followed to what they view.
    func root(_ node: Int) -> Int {
        var node = node
        while let operation = graph.nodes[node].operation, operation is any ViewOperation {
            node = graph.nodes[node].inputs[0]
        }
        return node
    }

    private mutating func place(alone node: Int, _ operation: any Operation) {
        let shape = graph.nodes[node].type.shape
        let isProduct = operation is MatrixProduct && shape.rank == 2 && shape.count > 0
        group[node] = groups.count
        groups.append(
            FusionGroup(
                leader: node,
                count: shape.count,
                columns: isProduct ? shape[1] : nil,
                isOpen: isProduct
            )
        )
    }

    private mutating func placeElementwise(_ node: Int) {
        let shape = graph.nodes[node].type.shape
        let operands = graph.nodes[node].inputs
        let splits = operands.compactMap { graph.nodes[$0].type.shape.extent(in: shape)?.columns }
        let latest = operands.compactMap { group[root($0)] }.max()
        if let latest, groups[latest].isOpen, groups[latest].count == shape.count,
            groups[latest].members.count < Fusion.longestChain,
            Set(splits + [groups[latest].columns].compactMap(\.self)).count <= 1
        {
            groups[latest].members.append(node)
            groups[latest].columns = groups[latest].columns ?? splits.first
            group[node] = latest
        } else {
            precondition(Set(splits).count <= 1, "one operation cannot split its result two ways")
            group[node] = groups.count
            groups.append(
                FusionGroup(
                    members: [node],
                    count: shape.count,
                    columns: splits.first,
                    isOpen: true
                )
            )
        }
    }
}

/// Operations of a graph that run in one kernel: an element-wise chain, a product with the chain that
/// follows it, or any other operation alone.
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
    /// Groups that follow each other and whose rows are independent.
    private(set) var rowRuns: [Range<Int>] = []
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
        bringRowsTogether()
    }

    /// Puts groups whose rows are independent as early as what they read allows, so that a thread
    /// can follow its rows from end to end; what remains keeps its order.
    private mutating func bringRowsTogether() {
        let keepsRows = groups.map(keepsRows)
        guard keepsRows.count(where: { $0 }) > 1 else { return }
        var waiting = groups.map { group in
            Set(
                group.nodes.flatMap { graph.nodes[$0].inputs }.compactMap { self.group[root($0)] }
            )
        }
        for index in waiting.indices { waiting[index].remove(index) }
        var order: [Int] = []
        var left = Array(groups.indices)
        while !left.isEmpty {
            let ready = left.filter { waiting[$0].isEmpty }
            guard let next = ready.first(where: { keepsRows[$0] }) ?? ready.first else { return }
            order.append(next)
            left.removeAll { $0 == next }
            for index in left { waiting[index].remove(next) }
        }
        groups = order.map { groups[$0] }
        for (place, group) in groups.enumerated() {
            for node in group.nodes { self.group[node] = place }
        }
        for (place, index) in order.enumerated() where keepsRows[index] {
            if let last = rowRuns.last, last.upperBound == place {
                rowRuns[rowRuns.count - 1] = last.lowerBound..<place + 1
            } else {
                rowRuns.append(place..<place + 1)
            }
        }
    }

    private func keepsRows(_ group: FusionGroup) -> Bool {
        let node = group.leader ?? group.members[0]
        guard let rows = graph.batchSize, let operation = graph.nodes[node].operation,
            graph.nodes[node].type.shape.sizes.first == rows
        else { return false }
        guard group.leader != nil else {
            return group.columns.map { $0 * rows == group.count } ?? true
        }
        return operation.keepsRows(graph.nodes[node].inputs.map { graph.nodes[$0].type })
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
        let isOpen = shape.count > 0 && operation.endsWithElementwise(graph.nodes[node].type)
        group[node] = groups.count
        groups.append(
            FusionGroup(
                leader: node,
                count: shape.count,
                columns: isOpen ? shape[-1] : nil,
                isOpen: isOpen
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

extension Graph {
    /// How many examples a run is given: the first dimension of the first input.
    fileprivate var batchSize: Int? {
        for node in nodes {
            if case .input = node.source { return node.type.shape.sizes.first }
        }
        return nil
    }
}

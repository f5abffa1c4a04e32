/// A graph made ready for the processor: kernel calls in order over one block of memory.
///
/// A plan is a value that holds no memory of its own; an ``Execution`` runs it.
package struct Plan: Sendable {
    /// What a run is given.
    package struct Input: Sendable {
        package let name: String
        package let type: TensorType
    }

    /// What a run leaves behind.
    package struct Output: Sendable {
        package let buffer: Buffer
        package let type: TensorType
    }

    package let inputs: [Input]
    package let outputs: [Output]
    package private(set) var calls: [PlannedCall] = []
    package private(set) var constants: [Float]
    /// The size of the memory for everything that lives for a part of the run.
    package let arenaByteCount: Int
    /// What that memory would be if nothing shared a place.
    package let unsharedByteCount: Int

    /// Makes a graph ready.
    ///
    /// - Parameters:
    ///   - graph: What to compute; it must be without failure.
    ///   - outputs: The nodes whose values a run leaves behind, in this order.
    ///   - placed: Nodes whose values go to a given place, such as gradients.
    ///   - parameterOffsets: Where each of the graph's parameters lies, in elements.
    package init(
        _ graph: Graph,
        outputs: [Int],
        placed: [(node: Int, buffer: Buffer)] = [],
        parameterOffsets: [Int] = []
    ) {
        precondition(
            parameterOffsets.count == graph.parameters.count,
            "\(parameterOffsets.count) offsets for \(graph.parameters.count) parameters"
        )
        let (graph, places) = graph.simplified(keeping: outputs + placed.map(\.node))
        let fusion = Fusion(graph)
        var buffers: [Int: Buffer] = [:]
        var constants: [Float] = []
        var inputs: [Input] = []
        for (index, node) in graph.nodes.enumerated() {
            switch node.source {
            case .input(let name):
                buffers[index] = Buffer(region: .input(inputs.count), offset: 0)
                inputs.append(Input(name: name, type: node.type))
            case .parameter(let parameter):
                buffers[index] = Buffer(
                    region: .parameters,
                    offset: parameterOffsets[parameter] * 4
                )
            case .constant(let values):
                buffers[index] = Buffer(region: .constants, offset: constants.count * 4)
                constants += values
            case .operation: break
            }
        }

        // A placed value is computed where it belongs if it is computed at all, and only once.
        var copies: [(from: Int, type: TensorType, to: Buffer)] = []
        for (node, buffer) in placed {
            guard let place = places[node] else { continue }
            let root = fusion.root(place)
            let type = graph.nodes[place].type
            // A view may be of a part only, and there is room for no more.
            if buffers[root] == nil, graph.nodes[root].type.byteCount == type.byteCount {
                buffers[root] = buffer
            } else {
                copies.append((root, type, buffer))
            }
        }

        let kept = outputs.compactMap { places[$0] }.map { fusion.root($0) } + copies.map(\.from)
        var values = fusion.materialized(in: graph, keeping: kept + Array(buffers.keys))
        fusion.lengthen(&values, in: graph)
        let layout = ArenaLayout(
            values.filter { buffers[$0.key] == nil }.map { node, lifetime in
                ArenaLayout.Item(
                    node: node,
                    byteCount: graph.nodes[node].type.byteCount,
                    lifetime: lifetime
                )
            }
        )
        for (node, offset) in layout.offsets {
            buffers[node] = Buffer(region: .arena, offset: offset)
        }
        arenaByteCount = layout.byteCount
        unsharedByteCount = values.keys.reduce(0) { $0 + graph.nodes[$1].type.byteCount }

        var lowerer = GroupLowering(
            graph: graph,
            fusion: fusion,
            buffers: buffers,
            constants: constants
        )
        for group in fusion.groups { calls += lowerer.calls(for: group) }
        for (source, type, target) in copies {
            guard let place = buffers[source] else { continue }
            calls.append(lowerer.copy(of: type, from: place, to: target))
        }
        self.constants = lowerer.constants
        var byteCounts: [Buffer: Int] = [:]
        for (node, buffer) in buffers {
            byteCounts[buffer] = max(byteCounts[buffer] ?? 0, graph.nodes[node].type.byteCount)
        }
        for index in calls.indices {
            calls[index].byteCounts = calls[index].buffers.map { byteCounts[$0] ?? .max }
        }
        self.inputs = inputs
        self.outputs = outputs.compactMap { node in
            guard let place = places[node], let buffer = buffers[fusion.root(place)] else {
                return nil
            }
            return Output(buffer: buffer, type: graph.nodes[place].type)
        }
    }
}

extension Fusion {
    /// The values that need memory, because another group reads them or they are kept, and from
    /// which group to which they live.
    func materialized(in graph: Graph, keeping kept: [Int]) -> [Int: ClosedRange<Int>] {
        var lifetimes: [Int: ClosedRange<Int>] = [:]
        for (reader, index) in group {
            for root in graph.nodes[reader].inputs.map(root) {
                guard let writer = group[root], writer != index else { continue }
                lifetimes[root] = writer...max(index, lifetimes[root]?.upperBound ?? index)
            }
        }
        for node in kept {
            guard let writer = group[node] else { continue }
            lifetimes[node] = writer...groups.count
        }
        return lifetimes
    }

    /// Up to so many bytes it is better to let memory lie than to make threads meet for it.
    private static let mostIdleBytes = 1 << 19

    /// Lets what dies within a run of independent rows live to its end, where that is little: were its
    /// memory used anew for rows of another length, threads would have to meet.
    func lengthen(_ lifetimes: inout [Int: ClosedRange<Int>], in graph: Graph) {
        for run in rowRuns {
            let end = run.upperBound - 1
            let short = lifetimes.filter {
                run.contains($0.value.lowerBound) && $0.value.upperBound < end
            }
            let bytes = short.keys.reduce(0) { $0 + graph.nodes[$1].type.byteCount }
            guard bytes <= Fusion.mostIdleBytes else { continue }
            for (node, lifetime) in short { lifetimes[node] = lifetime.lowerBound...end }
        }
    }
}

extension Plan {
    /// Makes a graph ready, with symbols of it as outputs.
    package init(
        _ graph: Graph,
        outputs: [Symbol],
        placed: [(symbol: Symbol, buffer: Buffer)] = [],
        parameterOffsets: [Int] = []
    ) {
        self.init(
            graph,
            outputs: outputs.map(\.node),
            placed: placed.map { ($0.symbol.node, $0.buffer) },
            parameterOffsets: parameterOffsets
        )
    }

    /// The same plan with other calls before and after it, such as gathering a batch and the
    /// optimizer's step.
    package func surrounded(by before: [PlannedCall], and after: [PlannedCall]) -> Plan {
        var plan = self
        plan.calls = before + calls + after
        return plan
    }

    /// The number of an input by its name.
    package func input(named name: String) -> Int? { inputs.firstIndex { $0.name == name } }
}

/// Turns fusion groups into kernel calls.
struct GroupLowering {
    let graph: Graph
    let fusion: Fusion
    /// Where each value that needs memory is.
    let buffers: [Int: Buffer]
    var constants: [Float]

    /// The calls of one group, in order.
    mutating func calls(for group: FusionGroup) -> [PlannedCall] {
        guard let leader = group.leader else {
            let (program, operands) = program(of: group, product: nil)
            let columns = group.columns ?? columns(of: group)
            return [
                PlannedCall(
                    kernel: .elementwise,
                    buffers: operands.map(\.buffer),
                    sizes: [columns == 0 ? 0 : group.count / columns, columns],
                    program: program,
                    work: work(of: group),
                    rowStrides: operands.rowStrides(columns: columns)
                )
            ]
        }
        guard let operation = graph.nodes[leader].operation,
            let output = buffers[leader] ?? placeOfProduct(group)
        else { return [] }
        let inputs = graph.nodes[leader].inputs
        var lowering = Lowering(
            inputTypes: inputs.map { graph.nodes[$0].type },
            outputType: graph.nodes[leader].type,
            inputs: inputs.compactMap { buffers[fusion.root($0)] },
            output: output,
            constants: constants
        )
        operation.lower(&lowering)
        constants = lowering.constants
        guard !group.members.isEmpty, let call = lowering.calls.last else { return lowering.calls }
        let (program, operands) = program(of: group, product: output)
        // The program's rows of one example, which may be several.
        let shape = graph.nodes[leader].type.shape
        let rows = shape.sizes.dropFirst().dropLast().reduce(1, *)
        let strides = operands.rowStrides(columns: shape[-1])?.map { $0 * rows }
        return lowering.calls.dropLast() + [
            PlannedCall(
                kernel: call.kernel,
                buffers: call.buffers + operands.map(\.buffer),
                sizes: call.sizes,
                scalars: call.scalars,
                program: program,
                work: call.work + work(of: group),
                rowStrides: call.rowStrides.flatMap { own in strides.map { own + $0 } }
            )
        ]
    }

    /// A plain copy of a whole value.
    mutating func copy(of type: TensorType, from source: Buffer, to target: Buffer) -> PlannedCall {
        var lowering = Lowering(
            inputTypes: [type],
            outputType: type,
            inputs: [source],
            output: target,
            constants: constants
        )
        lowering.emitCopy(
            sizes: [type.shape.count],
            to: target,
            strides: [1],
            from: source,
            strides: [1]
        )
        return lowering.calls[0]
    }

    /// Any split into columns will do: by the first dimension, so that each example is a row.
    private func columns(of group: FusionGroup) -> Int {
        let shape = graph.nodes[group.members[0]].type.shape
        return shape.rank < 2 ? max(group.count, 1) : shape.sizes.dropFirst().reduce(1, *)
    }

    private func work(of group: FusionGroup) -> Int { 4 * group.count * group.members.count }

    /// Where a product goes that only its own group reads: to the place of a later member, which
    /// overwrites it once nobody reads the product any more.
    private func placeOfProduct(_ group: FusionGroup) -> Buffer? {
        let lastReader = group.members.lastIndex { member in
            graph.nodes[member].inputs.contains { fusion.root($0) == group.leader }
        }
        return group.members[(lastReader ?? 0)...].compactMap { buffers[$0] }.first
    }

    /// The members as one program, and its operands.
    private func program(
        of group: FusionGroup,
        product: Buffer?
    ) -> (program: ElementwiseProgram, operands: [Operand]) {
        var operands: [Operand] = []
        var temporaries: [Int?] = []  // The node that each temporary holds.
        func operand(
            _ buffer: Buffer,
            _ extent: ElementwiseProgram.Extent,
            _ type: ElementType = .float32
        ) -> Int {
            let operand = Operand(buffer: buffer, extent: extent, elementType: type)
            if let known = operands.firstIndex(of: operand) { return known }
            operands.append(operand)
            return operands.count - 1
        }
        // Temporaries are −1, −2, … until it is known how many operands come before them.
        func slot(reading input: Int, for member: Int) -> Int {
            let root = fusion.root(input)
            if root == group.leader, let product { return operand(product, .full) }
            if let temporary = temporaries.firstIndex(of: root) { return -1 - temporary }
            let shape = graph.nodes[member].type.shape
            let extent = graph.nodes[input].type.shape.extent(in: shape)?.extent ?? .full
            return operand(
                buffers[root] ?? Buffer(region: .arena, offset: 0),
                extent,
                graph.nodes[input].type.elementType
            )
        }

        var drafts: [ElementwiseProgram.Instruction] = []
        for (position, member) in group.members.enumerated() {
            guard let operation = graph.nodes[member].operation as? any ElementwiseOperation else {
                continue
            }
            let sources = graph.nodes[member].inputs.map { slot(reading: $0, for: member) }
            // A temporary is free again after its last reader.
            let later = group.members[(position + 1)...]
            for (index, node) in temporaries.enumerated() where node != nil {
                let isRead = later.contains { reader in
                    graph.nodes[reader].inputs.contains { fusion.root($0) == node }
                }
                if !isRead { temporaries[index] = nil }
            }
            let target: Int
            if let buffer = buffers[member] {
                target = operand(buffer, .full)
            } else if let free = temporaries.firstIndex(of: nil) {
                temporaries[free] = member
                target = -1 - free
            } else {
                temporaries.append(member)
                target = -temporaries.count
            }
            let (function, constant) = operation.kernelFunction
            drafts.append(
                ElementwiseProgram.Instruction(
                    function: function,
                    constant: constant,
                    target: target,
                    first: sources[0],
                    second: sources.count > 1 ? sources[1] : sources[0]
                )
            )
        }

        let count = operands.count
        func final(_ slot: Int) -> Int { slot < 0 ? count - 1 - slot : slot }
        let program = ElementwiseProgram(
            extents: operands.map(\.extent),
            temporaryCount: temporaries.count,
            instructions: drafts.map {
                ElementwiseProgram.Instruction(
                    function: $0.function,
                    constant: $0.constant,
                    target: final($0.target),
                    first: final($0.first),
                    second: final($0.second)
                )
            },
            firstBuffer: product == nil ? 0 : 3
        )
        return (program, operands)
    }
}

/// What a program reads or writes in memory.
private struct Operand: Equatable {
    let buffer: Buffer
    let extent: ElementwiseProgram.Extent
    let elementType: ElementType

    /// How many bytes lie between its rows; nil where not all rows are as far apart.
    func rowStride(columns: Int) -> Int? {
        switch extent {
        case .full: columns * elementType.byteCount
        case .column: elementType.byteCount
        case .row, .scalar: 0
        case .group: nil
        }
    }
}

extension [Operand] {
    /// How many bytes lie between the rows of each; nil where the region cannot be cut between any two
    /// rows.
    fileprivate func rowStrides(columns: Int) -> [Int]? {
        let strides = compactMap { $0.rowStride(columns: columns) }
        return strides.count == count ? strides : nil
    }
}

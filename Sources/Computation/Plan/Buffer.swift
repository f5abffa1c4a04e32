/// A place in memory that a plan reads or writes: a region, and how far into it in bytes.
package struct Buffer: Hashable, Sendable {
    /// The kinds of memory of a run.
    package enum Region: Hashable, Sendable {
        /// The plan's own memory for everything that lives for a part of the run.
        case arena
        /// The model's weights.
        case parameters
        /// The gradients, laid out as the weights are.
        case gradients
        /// The plan's constants.
        case constants
        /// What is given for a run: the graph's input of this number.
        case input(Int)
        /// Memory of whoever runs the plan, such as the whole data set or an optimizer's memory.
        case external(Int)
    }

    package let region: Region
    package let offset: Int

    package init(region: Region, offset: Int) {
        self.region = region
        self.offset = offset
    }

    package func advanced(by bytes: Int) -> Buffer {
        Buffer(region: region, offset: offset + bytes)
    }
}

/// One call of a kernel as a plan keeps it: places instead of addresses.
package struct PlannedCall: Sendable {
    package let kernel: Kernel
    package var buffers: [Buffer]
    package let sizes: [Int]
    package let scalars: [Float]
    package var program: ElementwiseProgram?
    /// Roughly how many arithmetic operations it takes; decides over how many threads it is split.
    package var work: Int
    /// Where the call's rows, `sizes[0]` of them, are independent of each other: how many bytes each
    /// buffer advances from one row to the next, 0 where all rows read the same.
    package var rowStrides: [Int]?
    /// How many bytes from each buffer on may be touched.
    package var byteCounts: [Int]

    package init(
        kernel: Kernel,
        buffers: [Buffer],
        sizes: [Int],
        scalars: [Float] = [],
        program: ElementwiseProgram? = nil,
        work: Int,
        rowStrides: [Int]? = nil
    ) {
        self.kernel = kernel
        self.buffers = buffers
        self.sizes = sizes
        self.scalars = scalars
        self.program = program
        self.work = work
        self.rowStrides = rowStrides
        byteCounts = buffers.map { _ in .max }
    }

    /// Which of its buffers a call writes to.
    var written: Set<Int> {
        switch kernel {
        case .sgd, .adam, .rmsprop, .nadam, .lion: return Set(buffers.indices)
        case .elementwise: return targets
        default: return targets.union([0])
        }
    }

    private var targets: Set<Int> {
        guard let program else { return [] }
        let operands = program.extents.count
        return Set(
            program.instructions.map(\.target).filter { $0 < operands }
                .map { $0 + program.firstBuffer }
        )
    }
}

/// A chain of element-wise functions over a region of rows and columns, run in one pass.
package struct ElementwiseProgram: Hashable, Sendable {
    /// How an operand covers the region.
    package enum Extent: Hashable, Sendable {
        case full, row, column, scalar
        /// A row for each `period` neighbouring rows.
        case group(period: Int)

        /// The kernels' code.
        var code: UInt8 {
            switch self {
            case .full: 0
            case .row: 1
            case .column: 2
            case .scalar: 3
            case .group: 4
            }
        }
    }

    /// One function applied to slots: operands first, then temporaries.
    package struct Instruction: Hashable, Sendable {
        package let function: String
        package let constant: Float
        package let target: Int
        package let first: Int
        package let second: Int
    }

    package let extents: [Extent]
    package let temporaryCount: Int
    package let instructions: [Instruction]
    /// Which of the call's buffers is operand 0.
    package let firstBuffer: Int
}

/// What an operation writes its kernel calls with.
package struct Lowering {
    package let inputTypes: [TensorType]
    package let outputType: TensorType
    package let inputs: [Buffer]
    package let output: Buffer
    package private(set) var calls: [PlannedCall] = []
    package private(set) var constants: [Float]

    package init(
        inputTypes: [TensorType],
        outputType: TensorType,
        inputs: [Buffer],
        output: Buffer,
        constants: [Float]
    ) {
        self.inputTypes = inputTypes
        self.outputType = outputType
        self.inputs = inputs
        self.output = output
        self.constants = constants
    }

    /// Adds a call; the kernels' header says which buffers, sizes and scalars it takes.
    package mutating func emit(
        _ kernel: Kernel,
        _ buffers: [Buffer],
        sizes: [Int],
        scalars: [Float] = [],
        work: Int,
        rowStrides: [Int]? = nil
    ) {
        calls.append(
            PlannedCall(
                kernel: kernel,
                buffers: buffers,
                sizes: sizes,
                scalars: scalars,
                work: work,
                rowStrides: rowStrides
            )
        )
    }

    /// Copies a block of 32-bit elements between two layouts; dimensions that continue each other in
    /// both are merged, so that long runs are copied at once.
    package mutating func emitCopy(
        sizes: [Int],
        to target: Buffer,
        strides targetStrides: [Int],
        from source: Buffer,
        strides sourceStrides: [Int]
    ) {
        var merged: [(size: Int, target: Int, source: Int)] = []
        for (size, strides) in zip(sizes, zip(targetStrides, sourceStrides)) where size != 1 {
            if let last = merged.last, last.target == strides.0 * size,
                last.source == strides.1 * size
            {
                merged[merged.count - 1] = (last.size * size, strides.0, strides.1)
            } else {
                merged.append((size, strides.0, strides.1))
            }
        }
        if merged.isEmpty { merged = [(1, 1, 1)] }
        let unused = [Int](repeating: 0, count: 6 - merged.count)
        emit(
            .copyStrided,
            [target, source],
            sizes: [merged.count] + merged.map(\.size) + unused + merged.map(\.target) + unused
                + merged.map(\.source) + unused,
            work: sizes.reduce(1, *)
        )
    }

    /// The place of some constants.
    package mutating func constant(_ values: [Float]) -> Buffer {
        defer { constants += values }
        return Buffer(region: .constants, offset: constants.count * 4)
    }
}

import CKernels
import Testing

/// The kernels of a table, named as in the contract.
enum Kernel: Sendable {
    case matmul, convolution, convolutionTransposed, convolutionWeights, elementwise, reduceSum
    case reduceMax, blockMoments, mergeMoments, blockGradientSums
    case rowMoments, gradientNormalizedRows, blockRowSums
    case softmax, logSoftmax
    case crossEntropy, gradientCrossEntropy, countCorrect
    case sequenceLengths, wholeNumbers, insert
    case attention, attentionWeights, gradientAttention, sinusoids, rotatePairs
    case copyStrided, gatherRows, scatterAddRows, dropout, sgd, adam
    case rmsprop, nadam, lion
    case maxPool, averagePool, gradientMaxPool, gradientAveragePool, combine, sumOfSquares, clip
    case recurrence, gradientRecurrence

    func function(in set: InstructionSet) -> ck_kernel {
        let table = unsafe set.table.pointee
        return switch self {
        case .matmul: unsafe table.matmul
        case .convolution: unsafe table.convolution
        case .convolutionTransposed: unsafe table.convolution_transposed
        case .convolutionWeights: unsafe table.convolution_weights
        case .elementwise: unsafe table.elementwise
        case .reduceSum: unsafe table.reduce_sum
        case .reduceMax: unsafe table.reduce_max
        case .blockMoments: unsafe table.block_moments
        case .mergeMoments: unsafe table.merge_moments
        case .blockGradientSums: unsafe table.block_gradient_sums
        case .rowMoments: unsafe table.row_moments
        case .gradientNormalizedRows: unsafe table.gradient_normalized_rows
        case .blockRowSums: unsafe table.block_row_sums
        case .softmax: unsafe table.softmax
        case .logSoftmax: unsafe table.log_softmax
        case .crossEntropy: unsafe table.cross_entropy
        case .gradientCrossEntropy: unsafe table.gradient_cross_entropy
        case .countCorrect: unsafe table.count_correct
        case .attention: unsafe table.attention
        case .attentionWeights: unsafe table.attention_weights
        case .gradientAttention: unsafe table.gradient_attention
        case .sinusoids: unsafe table.sinusoids
        case .rotatePairs: unsafe table.rotate_pairs
        case .copyStrided: unsafe table.copy_strided
        case .gatherRows: unsafe table.gather_rows
        case .scatterAddRows: unsafe table.scatter_add_rows
        case .sequenceLengths: unsafe table.sequence_lengths
        case .wholeNumbers: unsafe table.whole_numbers
        case .insert: unsafe table.insert
        case .dropout: unsafe table.dropout
        case .sgd: unsafe table.sgd
        case .adam: unsafe table.adam
        case .rmsprop: unsafe table.rmsprop
        case .nadam: unsafe table.nadam
        case .lion: unsafe table.lion
        case .maxPool: unsafe table.max_pool
        case .averagePool: unsafe table.average_pool
        case .gradientMaxPool: unsafe table.gradient_max_pool
        case .gradientAveragePool: unsafe table.gradient_average_pool
        case .combine: unsafe table.combine
        case .sumOfSquares: unsafe table.sum_of_squares
        case .clip: unsafe table.clip
        case .recurrence: unsafe table.recurrence
        case .gradientRecurrence: unsafe table.gradient_recurrence
        }
    }
}

/// How many ways work is split in tests.
let splits = [1, 2, 3, 5]

/// Runs a kernel of a table, all parts one after another, and checks that nothing outside the
/// operands was written.
func run(
    _ set: InstructionSet,
    _ kernel: Kernel,
    _ operands: [GuardedMemory?],
    sizes: [Int],
    scalars: [Float] = [],
    program: Program? = nil,
    parts: Int = 1
) {
    var call = unsafe ck_call()
    unsafe withUnsafeMutableBytes(of: &call.pointers) { bytes in
        let pointers = unsafe bytes.bindMemory(to: UnsafeMutableRawPointer?.self)
        for (i, operand) in operands.enumerated() { unsafe pointers[i] = operand?.address }
    }
    unsafe withUnsafeMutableBytes(of: &call.sizes) { bytes in
        let all = unsafe bytes.bindMemory(to: Int64.self)
        for (i, size) in sizes.enumerated() { unsafe all[i] = Int64(size) }
    }
    unsafe withUnsafeMutableBytes(of: &call.scalars) { bytes in
        let all = unsafe bytes.bindMemory(to: Float.self)
        for (i, scalar) in scalars.enumerated() { unsafe all[i] = scalar }
    }
    let scratch = UnsafeMutableRawPointer.allocate(
        byteCount: Int(CK_SCRATCH_BYTES),
        alignment: 64
    )
    defer { unsafe scratch.deallocate() }
    unsafe scratch.initializeMemory(as: UInt8.self, repeating: 0xFF, count: Int(CK_SCRATCH_BYTES))

    let function = unsafe kernel.function(in: set)
    let execute = { (call: ck_call) in
        unsafe withUnsafePointer(to: call) { pointer in
            for part in 0..<parts { unsafe function(pointer, Int32(part), Int32(parts), scratch) }
        }
    }
    if let program {
        unsafe program.withProgram { pointer in
            unsafe call.program = pointer
            unsafe execute(call)
        }
    } else {
        unsafe execute(call)
    }
    #expect(operands.allSatisfy { $0?.canariesAlive ?? true }, "wrote before an operand")
}

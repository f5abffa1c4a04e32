internal import CKernels

/// The kernels by name; the C header says what each one computes.
package enum Kernel: String, CaseIterable, Sendable {
    case matmul, convolution, convolutionTransposed, convolutionWeights, elementwise, reduceSum
    case reduceMax, softmax, logSoftmax, blockMoments, mergeMoments, blockGradientSums
    case rowMoments, gradientNormalizedRows, blockRowSums
    case crossEntropy, gradientCrossEntropy, countCorrect
    case sequenceLengths, wholeNumbers, insert
    case attention, attentionWeights, gradientAttention, sinusoids, rotatePairs
    case copyStrided, gatherRows, scatterAddRows, dropout, sgd, adam
    case rmsprop, nadam, lion
    case maxPool, averagePool, gradientMaxPool, gradientAveragePool, combine, sumOfSquares, clip
    case recurrence, gradientRecurrence

    func function(in table: ck_kernels) -> ck_kernel {
        switch self {
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

/// A family of vector instructions that kernels are compiled for.
///
/// All give the same bits.
public enum InstructionSet: String, CaseIterable, Sendable {
    /// 16 numbers at a time, x86-64.
    case avx512
    /// 8 numbers at a time, x86-64 with fused multiply-add.
    case avx2
    /// 4 numbers at a time, arm64.
    case neon
    /// Whatever the compiler's baseline is; the fused step may be emulated, slowly.
    case portable

    /// Those that this machine can run, best first.
    public static var available: [InstructionSet] {
        allCases.filter { unsafe ck_kernels_named($0.rawValue) != nil }
    }

    /// The best one that this machine can run.
    public static var best: InstructionSet { available.first ?? .portable }

    /// The kernels compiled for it; the best ones where this machine cannot run it.
    var table: ck_kernels {
        if let table = unsafe ck_kernels_named(rawValue) { return unsafe table.pointee }
        return unsafe ck_kernels_best().pointee
    }
}

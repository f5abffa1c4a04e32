internal import CKernels

/// The kernels by name; the C header says what each one computes.
package enum Kernel: String, CaseIterable, Sendable {
    case matmul, elementwise, reduceSum, reduceMax, softmax, logSoftmax
    case crossEntropy, gradientCrossEntropy, countCorrect
    case copyStrided, gatherRows, scatterAddRows, dropout, sgd, adam
    case rmsprop, nadam, lion

    func function(in table: ck_kernels) -> ck_kernel {
        switch self {
        case .matmul: unsafe table.matmul
        case .elementwise: unsafe table.elementwise
        case .reduceSum: unsafe table.reduce_sum
        case .reduceMax: unsafe table.reduce_max
        case .softmax: unsafe table.softmax
        case .logSoftmax: unsafe table.log_softmax
        case .crossEntropy: unsafe table.cross_entropy
        case .gradientCrossEntropy: unsafe table.gradient_cross_entropy
        case .countCorrect: unsafe table.count_correct
        case .copyStrided: unsafe table.copy_strided
        case .gatherRows: unsafe table.gather_rows
        case .scatterAddRows: unsafe table.scatter_add_rows
        case .dropout: unsafe table.dropout
        case .sgd: unsafe table.sgd
        case .adam: unsafe table.adam
        case .rmsprop: unsafe table.rmsprop
        case .nadam: unsafe table.nadam
        case .lion: unsafe table.lion
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

import CKernels
import Testing

/// The instruction sets this machine can run, by name.
struct InstructionSet: Sendable, CustomTestStringConvertible {
    let name: String

    static let supported = ["portable", "avx2", "avx512", "neon"].map(InstructionSet.init)
        .filter { set in unsafe ck_kernels_named(set.name) != nil }

    var testDescription: String { name }

    var table: UnsafePointer<ck_kernels> {
        guard let table = unsafe ck_kernels_named(name) else { fatalError("no \(name) here") }
        return unsafe table
    }

    var lanes: Int32 { unsafe table.pointee.lanes }
}

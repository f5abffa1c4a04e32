import CKernels

/// How an operand covers the region, as `ck_extent`.
enum Extent: UInt8, CaseIterable, Sendable {
    case full, row, column, scalar, group

    /// How many neighbouring rows an operand of extent `group` repeats for.
    static func period(rows: Int) -> Int {
        (1...max(rows, 1)).first { $0 > 1 && rows % $0 == 0 } ?? 1
    }

    func count(rows: Int, columns: Int) -> Int {
        switch self {
        case .full: rows * columns
        case .row: columns
        case .column: rows
        case .scalar: 1
        case .group: rows / Extent.period(rows: rows) * columns
        }
    }
}

/// One step of an element-wise program.
struct Instruction: Sendable {
    let function: String
    let target: Int
    let first: Int
    var second = 0
    var constant: Float = 0
}

/// An element-wise program in Swift's types.
struct Program: Sendable {
    let instructions: [Instruction]
    let extents: [Extent]
    var temporaries = 0
    var firstPointer = 0
    /// Of operands of extent `group`.
    var period = 1

    func withProgram(_ body: (UnsafePointer<ck_program>) -> Void) {
        let steps = instructions.map {
            ck_instruction(
                function: unsafe ck_function_code($0.function),
                target: Int32($0.target),
                first: Int32($0.first),
                second: Int32($0.second),
                constant: $0.constant
            )
        }
        unsafe steps.withUnsafeBufferPointer { steps in
            var program = unsafe ck_program()
            unsafe program.instructions = steps.baseAddress
            unsafe program.instruction_count = Int32(steps.count)
            unsafe program.operand_count = Int32(extents.count)
            unsafe program.temporary_count = Int32(temporaries)
            unsafe program.first_pointer = Int32(firstPointer)
            unsafe withUnsafeMutableBytes(of: &program.extents) { bytes in
                for (i, extent) in extents.enumerated() { unsafe bytes[i] = extent.rawValue }
            }
            unsafe withUnsafeMutableBytes(of: &program.periods) { bytes in
                let periods = unsafe bytes.bindMemory(to: Int64.self)
                for i in periods.indices { unsafe periods[i] = Int64(period) }
            }
            unsafe body(&program)
        }
    }
}

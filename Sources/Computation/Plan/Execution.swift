internal import CKernels

/// A plan with memory: what runs.
///
/// Everything is allocated and every address resolved when it is made; ``run(on:)`` allocates
/// nothing and throws nothing. One run at a time.
@safe package final class Execution: SharedWork, @unchecked Sendable {
    // Unchecked: whoever holds an execution runs it alone; `ThreadPool` orders the parts.
    @safe private struct Function {
        let call: ck_kernel
    }

    package let plan: Plan
    private let arena: AlignedMemory
    private let constants: AlignedMemory
    private let scratch: [AlignedMemory]
    private let inputs: [AlignedMemory?]
    private var functions: [Function] = []
    /// How many bytes each buffer of a call advances from row to row; none where rows are not independent.
    private let rowStrides: [[Int]]
    private let teamwork: Teamwork
    /// The whole calls, then for each thread those that it makes for rows of its own.
    private let calls: UnsafeMutablePointer<ck_call>
    private let programs: UnsafeMutablePointer<ck_program>
    private let instructions: UnsafeMutablePointer<ck_instruction>
    /// Where addresses must be written anew when a region moves.
    private var patches: [Buffer.Region: [(call: Int, pointer: Int, offset: Int)]] = [:]
    private var addresses: [Buffer.Region: UnsafeMutableRawPointer] = unsafe [:]

    /// Memory for a plan.
    ///
    /// - Parameters:
    ///   - plan: What to run.
    ///   - instructionSet: Which kernels to run it with.
    ///   - threads: How many threads will run it; changes no bit.
    package init(_ plan: Plan, instructionSet: InstructionSet = .best, threads: Int = 1) {
        self.plan = plan
        arena = AlignedMemory(byteCount: plan.arenaByteCount)
        constants = AlignedMemory(byteCount: plan.constants.count * 4)
        // Only large products fill their scratch; others leave most of it untouched.
        let usesScratch = plan.calls.contains { $0.kernel != .elementwise && $0.work > 50_000_000 }
        scratch = (0..<threads).map { _ in
            AlignedMemory(
                byteCount: Int(CK_SCRATCH_BYTES),
                zeroed: false,
                inLargePages: usesScratch
            )
        }
        inputs = plan.inputs.map { AlignedMemory(byteCount: $0.type.byteCount) }
        teamwork = Teamwork(plan.calls, threads: threads)
        rowStrides = plan.calls.map { $0.rowStrides ?? [] }
        unsafe calls = .allocate(capacity: max(plan.calls.count * (threads + 1), 1))
        unsafe programs = .allocate(capacity: max(plan.calls.count, 1))
        let instructionCount = plan.calls.reduce(0) { $0 + ($1.program?.instructions.count ?? 0) }
        unsafe instructions = .allocate(capacity: max(instructionCount, 1))

        for (index, value) in plan.constants.enumerated() { unsafe constants.floats[index] = value }
        let table = unsafe instructionSet.table
        var nextInstruction = 0
        for (index, call) in plan.calls.enumerated() {
            unsafe functions.append(Function(call: call.kernel.function(in: table)))
            unsafe (calls + index).initialize(to: ck_call())
            unsafe write(call, to: &calls[index])
            if let program = call.program {
                let first = unsafe instructions + nextInstruction
                unsafe write(program, instructions: first, to: programs + index)
                unsafe calls[index].program = UnsafePointer(programs + index)
                nextInstruction += program.instructions.count
            }
            for (pointer, buffer) in call.buffers.enumerated() {
                patches[buffer.region, default: []].append((index, pointer, buffer.offset))
            }
            for (thread, rows) in teamwork.rows(of: index).enumerated() {
                let place = (thread + 1) * plan.calls.count + index
                unsafe (calls + place).initialize(to: calls[index])
                unsafe calls[place].sizes.0 = Int64(rows.count)
                for (pointer, buffer) in call.buffers.enumerated() {
                    let offset = buffer.offset + rows.lowerBound * (call.rowStrides?[pointer] ?? 0)
                    patches[buffer.region, default: []].append((place, pointer, offset))
                }
            }
        }
        // Room for all, so that a step that binds a region for the first time allocates nothing.
        unsafe addresses.reserveCapacity(patches.count + plan.inputs.count + 2)
        unsafe bind(.arena, to: arena.address)
        unsafe bind(.constants, to: constants.address)
        for (index, memory) in inputs.enumerated() {
            if let memory { unsafe bind(.input(index), to: memory.address) }
        }
    }

    deinit {
        unsafe calls.deallocate()
        unsafe programs.deallocate()
        unsafe instructions.deallocate()
    }

    /// Says where a region is; it must stay there for as long as runs follow.
    package func bind(_ region: Buffer.Region, to address: UnsafeMutableRawPointer) {
        guard unsafe addresses[region] != address else { return }
        unsafe addresses[region] = address
        for patch in patches[region] ?? [] {
            unsafe setPointer(patch.pointer, of: &calls[patch.call], to: address + patch.offset)
        }
    }

    /// The memory of an input, to be filled before a run.
    package func input(_ index: Int) -> UnsafeMutableRawPointer {
        guard let address = unsafe addresses[.input(index)] else {
            preconditionFailure("the plan has no input \(index)")
        }
        return unsafe address
    }

    /// The memory of an output, as the last run left it.
    package func output(_ index: Int) -> UnsafeRawPointer {
        let buffer = plan.outputs[index].buffer
        guard let base = unsafe addresses[buffer.region] else {
            preconditionFailure("the output's region \(buffer.region) is not bound")
        }
        return unsafe UnsafeRawPointer(base + buffer.offset)
    }

    /// Changes the numbers that a call takes, such as the learning rate.
    package func setScalars(_ scalars: SIMD8<Float>, ofCall index: Int) {
        unsafe withUnsafeMutableBytes(of: &calls[index].scalars) { bytes in
            unsafe bytes.storeBytes(of: scalars, as: SIMD8<Float>.self)
        }
    }

    /// Runs the plan once; every region that it names must be bound.
    package func run(on pool: ThreadPool? = nil) {
        precondition(
            pool.map { $0.count == 1 || $0.count >= scratch.count } ?? true,
            "\(pool?.count ?? 1) threads cannot run what is laid out for \(scratch.count)"
        )
        if let pool, pool.count > 1, teamwork.isShared, pool.run(self) { return }
        for segment in teamwork.segments.joined() {
            if let rows = segment.rows {
                let all = plan.calls[segment.calls.lowerBound].sizes[0]
                perform(segment, 0..<all, rowsAtOnce: rows, as: 0)
                continue
            }
            for index in segment.calls {
                unsafe functions[index].call(calls + index, 0, 1, scratch[0].address)
            }
        }
    }

    /// Whether more than one thread has anything to do.
    package var isShared: Bool { teamwork.isShared }

    package var roundCount: Int { teamwork.rounds.count }

    package func perform(part: Int, of round: Int) {
        for segment in teamwork.segments[round] {
            if let rows = segment.rows {
                let mine = teamwork.rows(of: segment.calls.lowerBound)[part]
                perform(segment, mine, rowsAtOnce: rows, as: part)
                continue
            }
            for index in segment.calls {
                let step = teamwork.steps[index]
                guard part < step.parts else { continue }
                if step.isByRows {
                    let place = (part + 1) * functions.count + index
                    unsafe functions[index].call(calls + place, 0, 1, scratch[part].address)
                } else {
                    unsafe functions[index].call(
                        calls + index,
                        Int32(part),
                        Int32(step.parts),
                        scratch[part].address
                    )
                }
            }
        }
    }

    /// All calls of a segment for some rows, a few rows at a time.
    private func perform(
        _ segment: Teamwork.Segment,
        _ rows: Range<Int>,
        rowsAtOnce count: Int,
        as thread: Int
    ) {
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: count) {
            for index in segment.calls {
                var call = unsafe calls[index]
                unsafe call.sizes.0 = Int64(min(count, rows.upperBound - start))
                let strides = rowStrides[index]
                unsafe withUnsafeMutableBytes(of: &call.pointers) { bytes in
                    let pointers = unsafe bytes.bindMemory(to: UnsafeMutableRawPointer?.self)
                    for pointer in strides.indices {
                        unsafe pointers[pointer] = pointers[pointer].map {
                            unsafe $0 + start * strides[pointer]
                        }
                    }
                }
                unsafe functions[index].call(&call, 0, 1, scratch[thread].address)
            }
        }
    }
}

extension Execution {
    private func write(_ call: PlannedCall, to target: inout ck_call) {
        unsafe withUnsafeMutableBytes(of: &target.sizes) { bytes in
            let sizes = unsafe bytes.bindMemory(to: Int64.self)
            for (index, size) in call.sizes.enumerated() { unsafe sizes[index] = Int64(size) }
        }
        unsafe withUnsafeMutableBytes(of: &target.scalars) { bytes in
            let scalars = unsafe bytes.bindMemory(to: Float.self)
            for (index, scalar) in call.scalars.enumerated() { unsafe scalars[index] = scalar }
        }
    }

    private func setPointer(
        _ index: Int,
        of target: inout ck_call,
        to address: UnsafeMutableRawPointer
    ) {
        unsafe withUnsafeMutableBytes(of: &target.pointers) { bytes in
            unsafe bytes.bindMemory(to: UnsafeMutableRawPointer?.self)[index] = address
        }
    }

    private func write(
        _ program: ElementwiseProgram,
        instructions: UnsafeMutablePointer<ck_instruction>,
        to target: UnsafeMutablePointer<ck_program>
    ) {
        for (index, instruction) in program.instructions.enumerated() {
            let code = unsafe ck_function_code(instruction.function)
            precondition(code >= 0, "there is no kernel for \(instruction.function)")
            unsafe (instructions + index).initialize(
                to: ck_instruction(
                    function: code,
                    target: Int32(instruction.target),
                    first: Int32(instruction.first),
                    second: Int32(instruction.second),
                    constant: instruction.constant
                )
            )
        }
        var result = unsafe ck_program()
        unsafe result.instructions = UnsafePointer(instructions)
        unsafe result.instruction_count = Int32(program.instructions.count)
        unsafe result.operand_count = Int32(program.extents.count)
        unsafe result.temporary_count = Int32(program.temporaryCount)
        unsafe result.first_pointer = Int32(program.firstBuffer)
        unsafe withUnsafeMutableBytes(of: &result.extents) { bytes in
            for (index, extent) in program.extents.enumerated() {
                unsafe bytes[index] = extent.code
            }
        }
        unsafe withUnsafeMutableBytes(of: &result.periods) { bytes in
            let periods = unsafe bytes.bindMemory(to: Int64.self)
            for (index, extent) in program.extents.enumerated() {
                if case .group(let period) = extent { unsafe periods[index] = Int64(period) }
            }
        }
        unsafe target.initialize(to: result)
    }
}

import CKernels
import Testing

@Suite struct FunctionTests {
    /// Applies one function to whole arrays.
    static func apply(
        _ reference: FunctionReference,
        _ set: InstructionSet,
        _ a: [Float],
        _ b: [Float]
    ) -> [Float] {
        let out = GuardedMemory([Float](repeating: .nan, count: a.count))
        let step = Instruction(
            function: reference.name,
            target: 0,
            first: 1,
            second: 2,
            constant: FunctionReference.constant
        )
        run(
            set,
            .elementwise,
            [out, GuardedMemory(a), GuardedMemory(b)],
            sizes: [1, a.count],
            program: Program(instructions: [step], extents: [.full, .full, .full])
        )
        return out.floats
    }

    /// All numbers against 1, ordinary ones against each other, and awkward ones too where any two
    /// may meet (what comes from above a gradient is ordinary).
    static func inputs(_ reference: FunctionReference) -> (a: [Float], b: [Float]) {
        var numbers = Numbers(seed: Int(reference.code))
        let all = sweep(count: 3000), near = numbers.floats(3000, in: -20...20)
        let close = numbers.floats(1500, in: -1...1)
        let ones = [Float](repeating: 1, count: all.count)
        let awkward = reference.code < 48 ? awkwardNumbers : []
        let pairs = awkward.flatMap { x in awkward.map { (x, $0) } }
        return (
            (reference.isBinary ? ones : all) + near + close + pairs.map(\.0),
            all + near.reversed() + close.reversed() + pairs.map(\.1)
        )
    }

    @Test(
        "is as near as stated, for every kind of number",
        arguments: InstructionSet.supported,
        FunctionReference.all
    )
    func accuracy(set: InstructionSet, reference: FunctionReference) {
        let (a, b) = Self.inputs(reference)
        let results = Self.apply(reference, set, a, b)
        var worst = (error: 0.0, index: 0)
        for i in results.indices {
            let exact = reference.meaning(
                Double(a[i]),
                Double(b[i]),
                Double(FunctionReference.constant)
            )
            if abs(Double(results[i]) - exact) <= reference.absolute * abs(Double(a[i])) {
                continue
            }
            let error = ulps(results[i], from: exact)
            if error > worst.error { worst = (error, i) }
        }
        let i = worst.index
        #expect(worst.error <= reference.ulps, "\(results[i]) at a = \(a[i]), b = \(b[i])")
    }

    @Test("has the same bits on every instruction set", arguments: FunctionReference.all)
    func sameBits(reference: FunctionReference) {
        let (a, b) = Self.inputs(reference)
        let results = InstructionSet.supported.map { bits(Self.apply(reference, $0, a, b)) }
        #expect(results.allSatisfy { $0 == results[0] })
    }

    @Test("is named in the contract by its code", arguments: FunctionReference.all)
    func code(reference: FunctionReference) {
        #expect(unsafe ck_function_code(reference.name) == reference.code)
    }

    @Test("no function is without a reference")
    func completeness() {
        let codes = Set(FunctionReference.all.map(\.code)).union([19, 20])
        #expect(codes == Set(0...20).union(32...39).union(48...61))
        #expect(unsafe ck_function_code("from_uint8") == 19)
        #expect(unsafe ck_function_code("from_int32") == 20)
        #expect(unsafe ck_function_code("nothing") == -1)
    }
}

import CKernels
import Testing

@Suite struct MatmulTests {
    static let shapes: [ProductShape] = [
        ProductShape(m: 1, n: 1, k: 1), ProductShape(m: 1, n: 16, k: 784),
        ProductShape(m: 1, n: 10, k: 16), ProductShape(m: 1, n: 37, k: 1030),
        ProductShape(m: 1, n: 133, k: 21), ProductShape(m: 2, n: 3, k: 5),
        ProductShape(m: 32, n: 16, k: 16), ProductShape(m: 32, n: 10, k: 16),
        ProductShape(m: 16, n: 97, k: 32), ProductShape(m: 3, n: 1, k: 259),
        ProductShape(m: 13, n: 33, k: 257), ProductShape(m: 31, n: 17, k: 1),
        ProductShape(m: 97, n: 7, k: 19), ProductShape(m: 29, n: 131, k: 15, padding: 3),
        ProductShape(m: 5, n: 64, k: 256, padding: 1), ProductShape(m: 3, n: 530, k: 4),
        ProductShape(m: 7, n: 9, k: 11, batch: 3), ProductShape(m: 1, n: 20, k: 8, batch: 11),
        ProductShape(m: 1, n: 20, k: 300, padding: 3),
        ProductShape(m: 2, n: 20, k: 530, padding: 1),
        ProductShape(m: 3, n: 530, k: 260), ProductShape(m: 1, n: 700, k: 300),
        ProductShape(m: 1, n: 256, k: 513, padding: 1), ProductShape(m: 2, n: 411, k: 77),
        // Two segments a pass, two sets of panels.
        ProductShape(m: 14, n: 1030, k: 530), ProductShape(m: 3, n: 520, k: 515, padding: 1),
        ProductShape(m: 4, n: 6, k: 5, batch: 2, sharesB: true),
    ]

    private func multiply(
        _ set: InstructionSet,
        _ shape: ProductShape,
        _ a: [Float],
        _ b: [Float],
        parts: Int = 1
    ) -> [Float] {
        let c = GuardedMemory([Float](repeating: .nan, count: shape.batch * shape.m * shape.n))
        run(
            set,
            .matmul,
            [c, GuardedMemory(a), GuardedMemory(b)],
            sizes: shape.sizes,
            parts: parts
        )
        return c.floats
    }

    @Test("sums in the promised order", arguments: InstructionSet.supported, shapes)
    func order(set: InstructionSet, shape: ProductShape) {
        var numbers = Numbers(seed: shape.m * 31 + shape.n)
        for shape in shape.allLayouts {
            let a = numbers.floats(shape.batch * shape.aCount)
            let b = numbers.floats(shape.batch * shape.bCount)
            let expected = bits(emulatedProduct(shape, a, b))
            for parts in splits {
                #expect(
                    bits(multiply(set, shape, a, b, parts: parts)) == expected,
                    "\(shape), \(parts) parts"
                )
            }
        }
    }

    @Test("is near the exact product", arguments: InstructionSet.supported)
    func accuracy(set: InstructionSet) {
        let shape = ProductShape(m: 9, n: 21, k: 600, transposesB: true)
        var numbers = Numbers(seed: 5)
        let a = numbers.floats(shape.aCount), b = numbers.floats(shape.bCount)
        let c = multiply(set, shape, a, b)
        for i in 0..<shape.m {
            for j in 0..<shape.n {
                let terms = (0..<shape.k).map {
                    Double(a[shape.a(i, $0)]) * Double(b[shape.b($0, j)])
                }
                // Each of at most 256 + 3 roundings is half an ulp of a partial sum.
                let bound = terms.reduce(0) { $0 + abs($1) } * 259 * 0x1p-24
                #expect(abs(Double(c[i * shape.n + j]) - terms.reduce(0, +)) <= bound)
            }
        }
    }

    @Test(
        "gives a row the same bits in any batch",
        arguments: InstructionSet.supported,
        [1, 10, 16, 40]
    )
    func rowsAlone(set: InstructionSet, n: Int) {
        var numbers = Numbers(seed: n)
        let whole = ProductShape(m: 100, n: n, k: 300, transposesB: true)
        let a = numbers.floats(whole.aCount), b = numbers.floats(whole.bCount)
        let expected = bits(multiply(set, whole, a, b))
        for m in [1, 2, 7] {
            let few = ProductShape(m: m, n: n, k: 300, transposesB: true)
            #expect(
                bits(multiply(set, few, Array(a.prefix(few.aCount)), b))
                    == Array(expected.prefix(m * n))
            )
        }
    }

    @Test(
        "runs a program on the finished product",
        arguments: InstructionSet.supported,
        [
            (32, 16, 20), (32, 10, 20), (1, 16, 300), (40, 600, 3), (30, 70, 260), (5, 1, 4),
            (4, 6, 0),
        ]
    )
    func epilogue(set: InstructionSet, size: (m: Int, n: Int, k: Int)) {
        let shape = ProductShape(m: size.m, n: size.n, k: size.k, transposesB: true)
        var numbers = Numbers(seed: size.m + size.n)
        let a = numbers.floats(shape.aCount), b = numbers.floats(shape.bCount)
        let bias = numbers.floats(shape.n)
        var program = Program(
            instructions: [
                Instruction(function: "add", target: 2, first: 0, second: 1),
                Instruction(function: "sigmoid", target: 0, first: 2),
            ],
            extents: [.full, .row],
            temporaries: 1
        )
        let apart = GuardedMemory(multiply(set, shape, a, b))
        run(
            set,
            .elementwise,
            [apart, GuardedMemory(bias)],
            sizes: [shape.m, shape.n],
            program: program
        )
        program.firstPointer = 3
        for parts in splits {
            let c = GuardedMemory([Float](repeating: .nan, count: shape.m * shape.n))
            run(
                set,
                .matmul,
                [c, GuardedMemory(a), GuardedMemory(b), c, GuardedMemory(bias)],
                sizes: shape.sizes,
                program: program,
                parts: parts
            )
            #expect(bits(c.floats) == bits(apart.floats), "\(parts) parts")
        }
    }

    @Test("lets no NaN or infinity leak to other outputs", arguments: InstructionSet.supported)
    func specialNumbers(set: InstructionSet) {
        for shape in ProductShape(m: 5, n: 18, k: 20).allLayouts {
            var a = [Float](repeating: 1, count: shape.aCount),
                b = [Float](repeating: 1, count: shape.bCount)
            a[shape.a(2, 19)] = .nan
            b[shape.b(7, 17)] = .infinity
            let c = multiply(set, shape, a, b)
            for i in 0..<shape.m {
                for j in 0..<shape.n {
                    let value = c[i * shape.n + j]
                    #expect(i == 2 ? value.isNaN : value == (j == 17 ? .infinity : 20))
                }
            }
        }
    }
}

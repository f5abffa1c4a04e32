/// The product of matrices, `[…, m, k] · […, k, n] = […, m, n]`, either one transposed as asked;
/// leading dimensions count matrices and must be equal.
package struct MatrixProduct: Operation {
    package var transposesFirst = false
    package var transposesSecond = false

    package var description: String { "matrix product" }

    /// The sizes of one product, after transposing.
    private func sizes(_ a: Shape, _ b: Shape) -> (m: Int, n: Int, k: Int) {
        (
            a[transposesFirst ? -1 : -2], b[transposesSecond ? -2 : -1],
            a[transposesFirst ? -2 : -1]
        )
    }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let a = try inputs[0].requireFloats(for: description).shape
        let b = try inputs[1].requireFloats(for: description).shape
        guard a.rank >= 2, a.rank == b.rank, a.sizes.dropLast(2) == b.sizes.dropLast(2) else {
            throw ShapeError("\(description) takes two stacks of matrices, not \(a) and \(b)")
        }
        let (m, n, k) = sizes(a, b)
        guard b[transposesSecond ? -1 : -2] == k else {
            throw ShapeError(
                "\(description) of \(a)\(transposesFirst ? " transposed" : "") and "
                    + "\(b)\(transposesSecond ? " transposed" : ""): the inner sizes "
                    + "\(k) and \(b[transposesSecond ? -1 : -2]) differ"
            )
        }
        return TensorType(.float32, Shape(a.sizes.dropLast(2) + [m, n]))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (a, b) = (inputs[0], inputs[1])
        let (m, n, k) = sizes(a.shape, b.shape)
        let batch = Array(a.shape.sizes.dropLast(2))
        return ReferenceArray(shape: Shape(batch + [m, n])) { index in
            let matrix = index.dropLast(2)
            let (row, column) = (index[index.count - 2], index[index.count - 1])
            return (0..<k).reduce(0) { sum, inner in
                sum + a[matrix + (transposesFirst ? [inner, row] : [row, inner])]
                    * b[matrix + (transposesSecond ? [column, inner] : [inner, column])]
            }
        }
    }

    package var gradientUses: GradientUses { .inputs }

    /// For C = A·B: dA = dC·Bᵀ and dB = Aᵀ·dC, each in the layout of what it belongs to.
    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let (a, b, g) = (context.inputs[0], context.inputs[1], context.upstream)
        return [
            transposesFirst
                ? b.matmul(g, transposingFirst: transposesSecond, transposingSecond: true)
                : g.matmul(b, transposingSecond: !transposesSecond),
            transposesSecond
                ? g.matmul(a, transposingFirst: true, transposingSecond: transposesFirst)
                : a.matmul(g, transposingFirst: !transposesFirst),
        ]
    }

    /// A second matrix of more numbers would better be read in parts, each by one thread.
    private static let mostSharedNumbers = 1 << 16

    package func keepsRows(_ inputs: [TensorType]) -> Bool {
        !transposesFirst && inputs[0].shape.rank == 2
            && inputs[1].shape.count <= MatrixProduct.mostSharedNumbers
    }

    package func endsWithElementwise(_ result: TensorType) -> Bool { result.shape.rank == 2 }

    package func lower(_ lowering: inout Lowering) {
        let (a, b) = (lowering.inputTypes[0].shape, lowering.inputTypes[1].shape)
        let (m, n, k) = sizes(a, b)
        let batch = a.sizes.dropLast(2).reduce(1, *)
        lowering.emit(
            .matmul,
            [lowering.output, lowering.inputs[0], lowering.inputs[1]],
            sizes: [
                m, n, k, batch,
                transposesFirst ? 1 : k, transposesFirst ? m : 1,
                transposesSecond ? 1 : n, transposesSecond ? k : 1,
                m * k, k * n,
            ],
            work: 2 * batch * m * n * k,
            rowStrides: keepsRows(lowering.inputTypes) ? [4 * n, 4 * k, 0] : nil
        )
    }
}

extension Symbol {
    /// The matrix product with another value, either one transposed as asked.
    ///
    /// Both are stacks of matrices, `[…, rows, columns]`; a single matrix on the right serves every
    /// matrix on the left.
    public func matmul(
        _ other: Symbol,
        transposingFirst: Bool = false,
        transposingSecond: Bool = false
    ) -> Symbol {
        let operation = MatrixProduct(
            transposesFirst: transposingFirst,
            transposesSecond: transposingSecond
        )
        // After a failure shapes no longer change, and no tall matrix would come.
        guard builder.failure == nil, shape.rank > 2, other.shape.rank == 2, !transposingFirst
        else {
            return builder.apply(operation, to: [self, other])
        }
        // One matrix for the whole stack: the stack's rows are one tall matrix.
        let rows = shape.sizes.dropLast()
        let product = reshaped(to: [rows.reduce(1, *), shape[-1]])
            .matmul(other, transposingSecond: transposingSecond)
        return product.reshaped(to: Shape(rows + [product.shape[-1]]))
    }
}

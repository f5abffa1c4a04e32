/// Windows over pictures `[examples, height, width, channels]`, row by row.
package struct PoolingWindows: Hashable, Sendable {
    /// Windows in one direction.
    package struct Line: Hashable, Sendable {
        /// How many positions a window looks at.
        package let window: Int
        /// From one window to the next.
        package let stride: Int
        /// How many positions outside the picture come before it.
        package let before: Int
        /// How many windows there are.
        package let count: Int

        package init(window: Int, stride: Int, before: Int, count: Int) {
            self.window = window
            self.stride = stride
            self.before = before
            self.count = count
        }

        /// A single window over a single position.
        package static let one = Line(window: 1, stride: 1, before: 0, count: 1)

        /// The positions inside a picture of `size` that a window looks at.
        func seen(_ index: Int, of size: Int) -> Range<Int> {
            let first = index * stride - before
            return max(first, 0)..<min(first + window, size)
        }

        /// Whether every window looks at something inside a picture of `size`.
        package func fits(_ size: Int) -> Bool {
            let possible = 0..<1 << 30  // So that no product overflows.
            return [window, stride, before, count, size].allSatisfy(possible.contains)
                && min(window, stride, count) > 0 && before < window
                && (count - 1) * stride - before < size
        }
    }

    package let rows: Line
    package let columns: Line

    package init(rows: Line, columns: Line) {
        self.rows = rows
        self.columns = columns
    }

    /// The shape of the result for pictures of this shape, one number for each window and channel.
    func resultShape(
        of pictures: TensorType,
        for operation: String
    ) throws(ShapeError) -> TensorType {
        let shape = try pictures.requireFloats(for: operation).shape
        guard shape.rank == 4 else {
            throw ShapeError(
                "\(operation) takes pictures [batch, height, width, channels], not \(shape)"
            )
        }
        guard rows.fits(shape[1]), columns.fits(shape[2]) else {
            throw ShapeError("\(operation) of \(shape): not every window looks at the picture")
        }
        return TensorType(.float32, [shape[0], rows.count, columns.count, shape[3]])
    }

    /// The places of the positions that a window looks at, for the index of a result, row by row.
    func places(for index: [Int], in shape: Shape) -> [Int] {
        rows.seen(index[1], of: shape[1]).flatMap { y in
            columns.seen(index[2], of: shape[2]).map { x in
                ((index[0] * shape[1] + y) * shape[2] + x) * shape[3] + index[3]
            }
        }
    }

    /// Writes one kernel call, whose rows are the examples.
    func emit(
        _ kernel: Kernel,
        to lowering: inout Lowering,
        pictures: Shape,
        countsPadding: Bool = false
    ) {
        let types = [lowering.outputType] + lowering.inputTypes
        // Large windows at small strides are more work than can be counted.
        let looks = [rows, columns].reduce(Double(pictures[0] * pictures[3])) {
            $0 * Double($1.count) * Double($1.window)
        }
        lowering.emit(
            kernel,
            [lowering.output] + lowering.inputs,
            sizes: pictures.sizes + [
                rows.window, columns.window, rows.stride, columns.stride,
                rows.before, columns.before, rows.count, columns.count, countsPadding ? 1 : 0,
            ],
            work: 2 * (pictures.count + Int(min(looks, 0x1p50))),
            rowStrides: types.map { 4 * $0.shape.sizes.dropFirst().reduce(1, *) }
        )
    }
}

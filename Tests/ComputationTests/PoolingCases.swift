import Computation

extension OperationCase {
    /// Windows that tile pictures, that overlap, that leave gaps, and that reach beyond the edge.
    static let pooling: [OperationCase] =
        geometries.flatMap { (name, input, rows, columns) in
            let windows = PoolingWindows(rows: rows, columns: columns)
            let output: Shape = [input[0], rows.count, columns.count, input[3]]
            return [
                OperationCase("max pooling \(name)", [.numbers(input)], output) {
                    $0[0].maxPooled(windows)
                },
                OperationCase("average pooling \(name)", [.numbers(input)], output) {
                    $0[0].averagePooled(windows)
                },
                OperationCase("pooling with padding \(name)", [.numbers(input)], output) {
                    $0[0].averagePooled(windows, countsPadding: true)
                },
            ]
        }

    private static let geometries: [(String, Shape, PoolingWindows.Line, PoolingWindows.Line)] =
        [
            ("2 × 2", [2, 4, 6, 3], line(2, 2, 0, 2), line(2, 2, 0, 3)),
            ("2 × 2, a rest", [2, 5, 5, 17], line(2, 2, 0, 2), line(2, 2, 0, 2)),
            ("2 × 2, beyond the edge", [1, 5, 3, 2], line(2, 2, 0, 3), line(2, 2, 0, 2)),
            ("3 × 3, overlapping", [2, 7, 6, 2], line(3, 2, 1, 4), line(3, 1, 1, 6)),
            ("2 × 3, gaps", [2, 8, 9, 1], line(2, 3, 0, 3), line(3, 4, 1, 3)),
            ("in one direction", [2, 1, 9, 4], .one, line(3, 2, 0, 4)),
            ("whole", [2, 3, 4, 5], line(3, 1, 0, 1), line(4, 1, 0, 1)),
        ]

    private static func line(
        _ window: Int,
        _ stride: Int,
        _ before: Int,
        _ count: Int
    ) -> PoolingWindows.Line {
        PoolingWindows.Line(window: window, stride: stride, before: before, count: count)
    }
}

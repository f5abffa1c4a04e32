extension Shape {
    /// How a tensor of this shape covers a result of another shape when it is broadcast, and into
    /// how many columns that splits the result; nil when the kernels cannot repeat it that way.
    package func extent(in result: Shape) -> (extent: ElementwiseProgram.Extent, columns: Int?)? {
        if count == result.count { return (.full, nil) }
        if count == 1 { return (.scalar, nil) }
        let significant = Array(sizes.drop { $0 == 1 })
        if Array(result.sizes.suffix(significant.count)) == significant {
            return (.row, significant.reduce(1, *))
        }
        guard rank == result.rank else { return nil }
        let leading = rank - sizes.reversed().prefix { $0 == 1 }.count
        if sizes[..<leading] == result.sizes[..<leading] {
            return (.column, result.sizes[leading...].reduce(1, *))
        }
        // What repeats lies between what does not.
        let differing = sizes.indices.filter { sizes[$0] != result.sizes[$0] }
        guard let first = differing.first, let last = differing.last,
            sizes[first...last].allSatisfy({ $0 == 1 })
        else { return nil }
        return (
            .group(period: result.sizes[first...last].reduce(1, *)),
            result.sizes[(last + 1)...].reduce(1, *)
        )
    }
}

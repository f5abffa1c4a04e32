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
        guard sizes[..<leading] == result.sizes[..<leading] else { return nil }
        return (.column, result.sizes[leading...].reduce(1, *))
    }
}

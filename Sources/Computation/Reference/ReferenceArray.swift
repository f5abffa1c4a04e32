/// Numbers in double precision with a shape: what the reference interpreter computes with.
package struct ReferenceArray: Hashable, Sendable {
    package let shape: Shape
    package var values: [Double]

    package init(_ values: [Double], shape: Shape) {
        precondition(values.count == shape.count, "\(values.count) values do not fill \(shape)")
        self.values = values
        self.shape = shape
    }

    /// A tensor's elements in double precision.
    package init(_ tensor: Tensor) {
        self.init(tensor.floats.map(Double.init), shape: tensor.shape)
    }

    /// An array whose elements are given by their indices along each dimension.
    package init(shape: Shape, _ element: ([Int]) -> Double) {
        var values: [Double] = []
        values.reserveCapacity(shape.count)
        forEachIndex(of: shape) { values.append(element($0)) }
        self.init(values, shape: shape)
    }

    /// The element at one index along each dimension.
    ///
    /// Missing leading dimensions and sizes of 1 repeat: this is how broadcasting is defined.
    package subscript(index: [Int]) -> Double {
        var offset = 0
        for (size, position) in zip(shape.sizes, index.suffix(shape.rank)) {
            offset = offset * size + (size == 1 ? 0 : position)
        }
        return values[offset]
    }
}

/// Visits every index of a shape in row-major order.
package func forEachIndex(of shape: Shape, _ body: ([Int]) -> Void) {
    guard shape.count > 0 else { return }
    var index = [Int](repeating: 0, count: shape.rank)
    while true {
        body(index)
        var dimension = shape.rank - 1
        while dimension >= 0 {
            index[dimension] += 1
            if index[dimension] < shape[dimension] { break }
            index[dimension] = 0
            dimension -= 1
        }
        if dimension < 0 { return }
    }
}

/// An array of numbers of one type with a shape, stored in row-major order: what goes into a
/// network and what comes out.
public struct Tensor: Hashable, Sendable {
    /// The numbers themselves, by their type.
    public enum Storage: Hashable, Sendable {
        /// Single-precision numbers.
        case float32([Float])
        /// Whole numbers.
        case int32([Int32])
        /// Bytes.
        case uint8([UInt8])
    }

    /// The sizes along each dimension.
    public let shape: Shape
    /// The elements in row-major order; as many as `shape.count`.
    public let storage: Storage

    private init(shape: Shape, storage: Storage, count: Int) {
        precondition(
            count == shape.count,
            "\(count) elements do not fill the shape \(shape)"
        )
        self.shape = shape
        self.storage = storage
    }

    /// A tensor of single-precision numbers; without a shape, a vector.
    public init(_ elements: [Float], shape: Shape? = nil) {
        self.init(
            shape: shape ?? [elements.count],
            storage: .float32(elements),
            count: elements.count
        )
    }

    /// A tensor of whole numbers; without a shape, a vector.
    ///
    /// Literals make floats.
    @_disfavoredOverload
    public init(_ elements: [Int32], shape: Shape? = nil) {
        self.init(
            shape: shape ?? [elements.count],
            storage: .int32(elements),
            count: elements.count
        )
    }

    /// A tensor of bytes; without a shape, a vector.
    ///
    /// Literals make floats.
    @_disfavoredOverload
    public init(_ elements: [UInt8], shape: Shape? = nil) {
        self.init(
            shape: shape ?? [elements.count],
            storage: .uint8(elements),
            count: elements.count
        )
    }

    /// The type of the elements.
    public var elementType: ElementType {
        switch storage {
        case .float32: .float32
        case .int32: .int32
        case .uint8: .uint8
        }
    }

    /// The elements as single-precision numbers, converted where they are of another type.
    public var floats: [Float] {
        switch storage {
        case .float32(let elements): elements
        case .int32(let elements): elements.map(Float.init)
        case .uint8(let elements): elements.map(Float.init)
        }
    }

    /// The same elements under another shape of the same count.
    public func reshaped(to shape: Shape) -> Tensor {
        Tensor(shape: shape, storage: storage, count: self.shape.count)
    }

    /// The part at `index` along the first dimension: of a batch, one example.
    public subscript(index: Int) -> Tensor {
        self[index..<index + 1].reshaped(to: Shape(Array(shape.sizes.dropFirst())))
    }

    /// The parts at `indices` along the first dimension, in that order: of `[batch, …]`, some examples, each
    /// index from 0 to batch − 1, as in an array.
    public subscript(indices: [Int]) -> Tensor {
        let width = shape.sizes.dropFirst().reduce(1, *)
        let part = Shape([indices.count] + shape.sizes.dropFirst())
        func gather<Element>(_ all: [Element]) -> [Element] {
            var result: [Element] = []
            result.reserveCapacity(indices.count * width)
            for index in indices { result += all[index * width..<(index + 1) * width] }
            return result
        }
        return switch storage {
        case .float32(let all): Tensor(gather(all), shape: part)
        case .int32(let all): Tensor(gather(all), shape: part)
        case .uint8(let all): Tensor(gather(all), shape: part)
        }
    }

    /// The parts at `range` along the first dimension: of a batch, some examples.
    public subscript(range: Range<Int>) -> Tensor {
        let width = shape.sizes.dropFirst().reduce(1, *)
        let elements = range.lowerBound * width..<range.upperBound * width
        let part = Shape([range.count] + shape.sizes.dropFirst())
        return switch storage {
        case .float32(let all): Tensor(Array(all[elements]), shape: part)
        case .int32(let all): Tensor(Array(all[elements]), shape: part)
        case .uint8(let all): Tensor(Array(all[elements]), shape: part)
        }
    }
}

extension Tensor {
    /// Lends the elements as they lie in memory.
    package func withUnsafeBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        switch storage {
        case .float32(let elements): try unsafe elements.lend(to: body)
        case .int32(let elements): try unsafe elements.lend(to: body)
        case .uint8(let elements): try unsafe elements.lend(to: body)
        }
    }
}

extension Array {
    /// Lends the bytes; in the standard library, an error's type gets lost on the way.
    fileprivate func lend<Result, Failure>(
        to body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let result = unsafe withUnsafeBytes { bytes in
            Swift.Result { () throws(Failure) in try unsafe body(bytes) }
        }
        return try result.get()
    }
}

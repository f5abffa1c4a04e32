import Computation
import Testing

@Suite struct ShapeTests {
    @Test func stridesAndCount() {
        let shape: Shape = [2, 3, 4]
        #expect(shape.count == 24)
        #expect(shape.strides == [12, 4, 1])
        #expect(shape[-1] == 4 && shape[0] == 2)
        #expect("\(shape)" == "[2, 3, 4]")
        #expect(Shape([]).count == 1)
    }

    @Test(
        arguments: [
            ([4, 5], [5], [4, 5]), ([4, 1], [5], [4, 5]), ([], [3], [3]),
            ([2, 1, 4], [3, 1], [2, 3, 4]),
        ] as [(Shape, Shape, Shape)]
    )
    func shapesMeet(first: Shape, second: Shape, result: Shape) {
        #expect(first.broadcast(with: second) == result)
        #expect(second.broadcast(with: first) == result)
    }

    @Test func shapesThatDoNotMeet() {
        #expect(Shape([4]).broadcast(with: [5]) == nil)
        #expect(Shape([2, 3]).broadcast(with: [3, 2]) == nil)
    }

    @Test func extents() {
        func extent(_ shape: Shape, _ result: Shape) -> String {
            guard let found = shape.extent(in: result) else { return "none" }
            return "\(found.extent) \(found.columns.map(String.init) ?? "any")"
        }
        #expect(extent([4, 5], [4, 5]) == "full any")
        #expect(extent([1], [4, 5]) == "scalar any")
        #expect(extent([5], [4, 5]) == "row 5")
        #expect(extent([4, 1], [4, 5]) == "column 5")
        #expect(extent([3, 5], [2, 3, 5]) == "row 15")
        #expect(extent([2, 1, 1], [2, 3, 5]) == "column 15")
        #expect(extent([2, 1, 5], [2, 3, 5]) == "group(period: 3) 5")
        #expect(extent([2, 1, 1, 5], [2, 3, 4, 5]) == "group(period: 12) 5")
        #expect(extent([2, 1, 4, 1], [2, 3, 4, 5]) == "none")
        #expect(extent([1, 3, 1, 5], [2, 3, 4, 5]) == "none")
    }

    @Test func tensorsAreSlicedByExample() {
        let tensor = Tensor((0..<12).map { Float($0) }, shape: [3, 2, 2])
        #expect(tensor[1] == Tensor([4, 5, 6, 7] as [Float], shape: [2, 2]))
        #expect(tensor[1..<3].shape == [2, 2, 2])
        #expect(Tensor([1, 2] as [UInt8]).floats == [1, 2])
        #expect(Tensor([1, 2] as [Int32]).elementType == .int32)
    }
}

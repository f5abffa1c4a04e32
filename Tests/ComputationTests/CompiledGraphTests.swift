import Computation
import TestSupport
import Testing

@Suite("A graph that runs on its own")
struct CompiledGraphTests {
    private let builder = GraphBuilder()

    private func inputs() -> (Symbol, Symbol) {
        (
            builder.input("a", TensorType(.float32, [3, 5])),
            builder.input("b", TensorType(.float32, [5, 2]))
        )
    }

    @Test("It computes what the reference computes, again and again", arguments: [1, 2])
    func values(threads: Int) throws {
        let (a, b) = inputs()
        let outputs = [a.matmul(b), a.sigmoid()]
        let graph = try CompiledGraph(outputs, processor: Processor(threads: threads))
        #expect(graph.inputs.map(\.name) == ["a", "b"])
        #expect(graph.outputTypes.map(\.shape) == [[3, 2], [3, 5]])
        var stream = RandomStream(test: 4)
        for _ in 0..<3 {
            let values = [
                Tensor(stream.numbers(15), shape: [3, 5]),
                Tensor(stream.numbers(10), shape: [5, 2]),
            ]
            let found = try graph(values)
            let expected = ReferenceInterpreter(builder.graph).run(
                inputs: ["a": ReferenceArray(values[0]), "b": ReferenceArray(values[1])]
            )
            for (tensor, symbol) in zip(found, outputs) {
                let exact = expected[symbol.node].values
                #expect(zip(tensor.floats, exact).allSatisfy { abs(Double($0) - $1) < 1e-5 })
            }
        }
    }

    @Test("What does not fit is refused with a line")
    func errors() throws {
        let (a, b) = inputs()
        let graph = try CompiledGraph([a.matmul(b)])
        let (x, y) = (
            Tensor([Float](repeating: 1, count: 15), shape: [3, 5]),
            Tensor([Float](repeating: 1, count: 10), shape: [2, 5])
        )
        let weight = builder.parameter(Parameter(name: "w", shape: [5], initializer: .zeros))
        let other = GraphBuilder().input("c", TensorType(.float32, [1]))
        let square = GraphBuilder().input("d", TensorType(.float32, [3, 5]))
        let refused: [(String, () throws -> Void)] = [
            ("the graph has 2 inputs, not 1", { _ = try graph([x]) }),
            ("the input b is float32 [5, 2], not float32 [2, 5]", { _ = try graph([x, y]) }),
            ("nothing is to be computed", { _ = try CompiledGraph([]) }),
            ("the outputs belong to several graphs", { _ = try CompiledGraph([a, other]) }),
            ("the graph has the weights w", { _ = try CompiledGraph([a + weight]) }),
            ("an output of type", { _ = try CompiledGraph([square]) }),
            (
                "an output of type",
                { _ = try CompiledGraph([square.sigmoid(), square.reshaped(to: [15])]) }
            ),
            ("matrix product of [3, 5]", { _ = try CompiledGraph([square.matmul(square)]) }),
        ]
        for (beginning, attempt) in refused {
            let error = #expect(throws: ShapeError.self) { try attempt() }
            #expect(error?.description.hasPrefix(beginning) == true)
        }
    }
}

import Computation
import TestSupport
import Testing

/// Graphs nobody thought of: random operations on random shapes, their plan against the reference.
@Suite struct RandomGraphTests {
    /// Writes a graph of random operations over small matrices.
    private static func write(seed: Int) -> (builder: GraphBuilder, outputs: [Symbol]) {
        var stream = RandomStream(test: seed)
        let builder = GraphBuilder()
        let (rows, columns) = (1 + stream.integer(below: 9), 1 + stream.integer(below: 21))
        var matrices = [
            builder.input("a", TensorType(.float32, [rows, columns])),
            builder.input("b", TensorType(.float32, [rows, columns])),
        ]
        let row = builder.input("row", TensorType(.float32, [columns]))
        let column = builder.input("column", TensorType(.float32, [rows, 1]))
        let square = builder.input("square", TensorType(.float32, [columns, columns]))
        for _ in 0..<(4 + stream.integer(below: 20)) {
            let first = matrices[stream.integer(below: matrices.count)]
            let second = matrices[stream.integer(below: matrices.count)]
            let next: Symbol
            switch stream.integer(below: 14) {
            case 0: next = first.matmul(square, transposingSecond: stream.integer(below: 2) == 0)
            case 1: next = (first + row).sigmoid()
            case 2: next = first * column
            case 3: next = (first - second).tanh()
            case 4: next = first.maximum(second)
            case 5: next = first + first.sum(over: 0..<1) * 0.1
            case 6: next = first * first.mean(over: 1..<2).reshaped(to: [rows, 1])
            case 7: next = first.softmax()
            case 8: next = first.transposed().transposed() * 0.5
            case 9:
                next = first.reshaped(to: [rows * columns]).tanh().reshaped(to: [rows, columns])
            case 10: next = first.matmul(second, transposingFirst: true).matmulLeft(first) * 0.05
            case 11: next = (first * second + row - column).silu()
            case 12: next = first.relu() + second.mean()
            default: next = -first + 0.25
            }
            matrices.append(next.tanh())
        }
        return (builder, Array(matrices.suffix(3)))
    }

    @Test(arguments: 1...120)
    func planAgreesWithReference(seed: Int) {
        let (builder, outputs) = RandomGraphTests.write(seed: seed)
        #expect(builder.failure == nil)
        var stream = RandomStream(test: seed + 1000)
        var inputs: [String: Tensor] = [:]
        for case .input(let name) in builder.graph.nodes.map(\.source) {
            let node = builder.graph.nodes.first {
                if case .input(name) = $0.source { true } else { false }
            }
            let shape = node?.type.shape ?? []
            inputs[name] = Tensor(stream.numbers(shape.count), shape: shape)
        }
        // With gradients, so that values are kept and read again backwards.
        let loss = outputs.reduce(outputs[0].sum()) { $0 + ($1 * $1).mean() }
        let targets = ["a", "square", "row"].compactMap { name in
            builder.graph.nodes.firstIndex {
                if case .input(name) = $0.source { true } else { false }
            }.map { builder.symbol($0) }
        }
        let results = outputs + [loss] + builder.gradients(of: loss, withRespectTo: targets)
        #expect(builder.failure == nil)
        let reference = ReferenceInterpreter(builder.graph).run(
            inputs: inputs.mapValues { ReferenceArray($0) }
        )
        var bits: [[Float]]?
        for set in InstructionSet.available {
            let found = runPlan(builder.graph, results, inputs: inputs, instructionSet: set)
            for (values, symbol) in zip(found, results) {
                let distance = relativeDistance(
                    values.map(Double.init),
                    reference[symbol.node].values
                )
                #expect(distance <= 2e-5, "seed \(seed), \(set): \(distance)")
            }
            // The same bits on every instruction set.
            #expect(bits == nil || bits == found, "seed \(seed), \(set)")
            bits = found
        }
    }
}

extension Symbol {
    /// The product with another matrix on the left.
    fileprivate func matmulLeft(_ other: Symbol) -> Symbol { other.matmul(self) }
}

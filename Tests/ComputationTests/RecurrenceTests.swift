import Computation
import TestSupport
import Testing

/// Recurrences that are too large for every number's difference.
@Suite("Recurrences")
struct RecurrenceTests {
    private static let cells = [RecurrentCell.tanh, .relu, .lstm, .gru]

    private func task(
        _ cell: RecurrentCell,
        batch: Int,
        length: Int,
        hidden: Int,
        isBackward: Bool
    ) -> GradientCase {
        let columns = cell.gateCount * hidden
        var inputs: [OperationCase.Input] = [
            .numbers([batch, length, columns]), .numbers([hidden, columns]),
            .numbers([batch, hidden]),
        ]
        if cell == .lstm { inputs.append(.numbers([batch, hidden])) }
        if cell == .gru { inputs.append(.numbers([columns])) }
        // From one step to all of them.
        inputs.append(
            .exactly((0..<batch).map { Int32(1 + $0 * (length - 1) / max(batch - 1, 1)) })
        )
        return GradientCase(
            OperationCase("\(cell)", inputs, [batch, length, hidden]) { symbols in
                symbols[0].recurrent(
                    cell,
                    weights: symbols[1] * 0.2,
                    state: symbols[2],
                    other: cell.gateCount > 1 ? symbols[3] : nil,
                    lengths: symbols.last,
                    isBackward: isBackward
                ).states
            }
        )
    }

    @Test("Kernels agree with the reference on any threads", arguments: cells, [false, true])
    func kernels(cell: RecurrentCell, isBackward: Bool) {
        for (batch, length, hidden) in [(1, 3, 19), (14, 3, 5), (3, 2, 35)] {
            let task = task(
                cell,
                batch: batch,
                length: length,
                hidden: hidden,
                isBackward: isBackward
            )
            var inputs = task.prepared.inputsByName
            inputs["projection"] = task.projection
            let outputs = [task.prepared.output] + task.gradients
            let alone = runPlan(task.prepared.builder.graph, outputs, inputs: inputs)
            for (values, symbol) in zip(alone, outputs) {
                let distance = relativeDistance(
                    values.map(Double.init),
                    task.reference[symbol.node].values
                )
                #expect(distance <= 1e-6, "relative distance \(distance)")
            }
            for set in InstructionSet.available {
                let found = runPlan(
                    task.prepared.builder.graph,
                    outputs,
                    inputs: inputs,
                    instructionSet: set
                )
                #expect(found == alone, "\(set)")
            }
        }
    }

    @Test("Gradients are slopes through fifty steps", arguments: cells, [false, true])
    func slopes(cell: RecurrentCell, isBackward: Bool) {
        let task = task(cell, batch: 2, length: 50, hidden: 4, isBackward: isBackward)
        var inputs = task.prepared.references
        inputs["projection"] = ReferenceArray(task.projection)
        let interpreter = ReferenceInterpreter(task.prepared.builder.graph)
        var stream = RandomStream(test: 9)
        for (index, gradient) in zip(task.prepared.differentiable, task.gradients) {
            let direction = stream.numbers(gradient.shape.count).map(Double.init)
            let step = 1e-5
            func loss(_ distance: Double) -> Double {
                var moved = inputs
                for place in direction.indices {
                    moved["\(index)"]?.values[place] += distance * direction[place]
                }
                return interpreter.run(inputs: moved)[task.loss.node].values[0]
            }
            let slope = (loss(step) - loss(-step)) / (2 * step)
            let expected = zip(task.reference[gradient.node].values, direction)
                .reduce(0) { $0 + $1.0 * $1.1 }
            let distance = abs(slope - expected) / max(abs(slope), abs(expected), 1e-3)
            #expect(distance <= 1e-6, "input \(index): \(slope), not \(expected)")
        }
    }

    @Test("What does not belong together is said")
    func problems() {
        let builder = GraphBuilder()
        let sums = builder.input("sums", TensorType(.float32, [2, 3, 8]))
        let weights = builder.input("weights", TensorType(.float32, [2, 8]))
        let state = builder.input("state", TensorType(.float32, [2, 3]))
        _ = sums.recurrent(.lstm, weights: weights, state: state, other: state)
        #expect(
            builder.failure?.problem
                == "a recurrence takes sums [batch, length, gates·hidden] and first states "
                + "[batch, hidden], not [2, 3, 8] and [2, 3]"
        )
    }
}

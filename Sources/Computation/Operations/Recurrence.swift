/// A recurrent layer over whole sequences: the part that goes from step to step.
///
/// Inputs: the sums over each step's input `[batch, length, gates·hidden]`; the recurrent weights
/// `[hidden, gates·hidden]`, for more than one sequence in panels (``Symbol/recurrentPanels()``); the first
/// states `[batch, hidden]`; of an LSTM the first cells `[batch, hidden]`, of a GRU the recurrent bias
/// `[gates·hidden]`; and lengths `int32 [batch]` where sequences have them. Steps at or beyond a length leave
/// the state as it is.
///
/// The result, `[kinds, batch, length + 1, hidden]`, has all that the gradient needs: states and cells, where
/// step t has before it position t and after it t + 1, backwards the other way round; then at position t what
/// the gates of step t were.
package struct Recurrence: Operation {
    package let cell: RecurrentCell
    /// Whether the sequence is taken from its last step to its first.
    package let isBackward: Bool
    package let hasLengths: Bool

    /// More units than this no thread's memory has room for.
    package static let largestHidden = 1 << 16
    /// How many columns of the weights lie together.
    static let panelWidth = 32

    package var description: String { "recurrence" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let sums = try inputs[0].requireFloats(for: description).shape
        let states = try inputs[2].requireFloats(for: description).shape
        guard sums.rank == 3, states.rank == 2, sums[1] > 0, states[1] > 0,
            sums[2] == cell.gateCount * states[1], states[0] == sums[0]
        else {
            throw ShapeError(
                "a \(description) takes sums [batch, length, gates·hidden] and first states "
                    + "[batch, hidden], not \(sums) and \(states)"
            )
        }
        let (batch, hidden) = (states[0], states[1])
        guard hidden <= Recurrence.largestHidden else {
            throw ShapeError(
                "a \(description) has at most \(Recurrence.largestHidden) units, not \(hidden)"
            )
        }
        var expected = [
            inputs[0], TensorType(.float32, panelShape(hidden, sums[2], batch: batch)), inputs[2],
        ]
        if cell == .lstm { expected.append(inputs[2]) }
        if cell == .gru { expected.append(TensorType(.float32, [sums[2]])) }
        if hasLengths { expected.append(TensorType(.int32, [batch])) }
        guard inputs == expected else {
            throw ShapeError("a \(description) takes \(expected), not \(inputs)")
        }
        return TensorType(.float32, [cell.keptCount, batch, sums[1] + 1, hidden])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let length = inputs[0].shape[1]
        let kept = Shape([cell.keptCount] + [inputs[2].shape[0], length + 1, inputs[2].shape[1]])
        let steps = RecurrentSteps(self, kept, lengths: hasLengths ? inputs.last : nil)
        var values = [Double](repeating: 0, count: kept.count)
        for row in 0..<kept[1] {
            for unit in 0..<steps.hidden {
                let first = steps.place(0, row, steps.first) + unit
                values[first] = inputs[2][[row, unit]]
                if cell == .lstm { values[first + steps.plane] = inputs[3][[row, unit]] }
            }
            for time in steps.times {
                let before = steps.place(0, row, steps.before(time))
                let after = steps.place(0, row, steps.after(time))
                for unit in 0..<steps.hidden {
                    guard steps.isReal(row, time) else {
                        values[after + unit] = values[before + unit]
                        if cell == .lstm {
                            values[after + steps.plane + unit] = values[before + steps.plane + unit]
                        }
                        continue
                    }
                    let sums = (0..<cell.gateCount).map { gate in
                        let column = gate * steps.hidden + unit
                        let recurrent = (0..<steps.hidden).reduce(0) {
                            $0 + values[before + $1] * inputs[1].panelElement($1, column)
                        }
                        let bias = cell == .gru ? inputs[3].values[column] : 0
                        return (input: inputs[0][[row, time, column]], recurrent: recurrent + bias)
                    }
                    let next = cell.next(
                        sums,
                        state: values[before + unit],
                        cell: cell == .lstm ? values[before + steps.plane + unit] : 0
                    )
                    values[after + unit] = next.state
                    if cell == .lstm { values[after + steps.plane + unit] = next.cell }
                    let firstGate = cell.keptCount - next.gates.count
                    for (kind, gate) in next.gates.enumerated() {
                        values[steps.place(firstGate + kind, row, time) + unit] = gate
                    }
                }
            }
        }
        return ReferenceArray(values, shape: kept)
    }

    package var gradientUses: GradientUses { [] }
    /// None: gradients flow through the states, which know the way by themselves.
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        var buffers = [lowering.output] + lowering.inputs
        if hasLengths, cell.inputCount == 3 { buffers.insert(lowering.inputs[0], at: 4) }
        lowering.emit(
            .recurrence,
            buffers,
            sizes: kernelSizes(lowering.outputType.shape),
            work: work(lowering.outputType.shape)
        )
    }

    /// The kernels' sizes for what is kept, `[kinds, batch, length + 1, hidden]`.
    func kernelSizes(_ kept: Shape) -> [Int] {
        [kept[1], kept[2] - 1, kept[3], cell.rawValue, isBackward ? 1 : 0, hasLengths ? 1 : 0]
    }

    /// How many arithmetic operations all steps take; a function counts for fifty.
    func work(_ kept: Shape) -> Int {
        2 * kept[1] * kept[2] * kept[3] * cell.gateCount * (kept[3] + 25)
    }
}

/// The shape of recurrent weights `[rows, columns]` as kernels read them.
func panelShape(_ rows: Int, _ columns: Int, batch: Int) -> Shape {
    guard batch != 1 else { return [rows, columns] }
    let width = Recurrence.panelWidth
    return [(columns + width - 1) / width, rows, width]
}

extension ReferenceArray {
    /// An element of weights that lie in panels, or row by row.
    func panelElement(_ row: Int, _ column: Int) -> Double {
        guard shape.rank == 3 else { return values[row * shape[1] + column] }
        let (panel, place) = column.quotientAndRemainder(dividingBy: shape[2])
        return values[(panel * shape[1] + row) * shape[2] + place]
    }
}

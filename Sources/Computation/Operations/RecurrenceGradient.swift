/// Back through the steps of a recurrence: from the gradient of its states `[batch, length + 1, hidden]`, what
/// it kept, its weights turned round (in panels, as its own), and lengths where it has them.
///
/// The result is a row of numbers: the gradient of the inputs' sums `[batch, length, gates·hidden]`, of a GRU
/// that of x of r, x of z, w + b of n and x of n; then that of the first states `[batch, hidden]`; of an LSTM
/// also that of the first cells.
package struct RecurrenceGradient: Operation {
    package let recurrence: Recurrence

    package var description: String { "gradient of a recurrence" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let kept = inputs[1].shape
        let steps = kept[1] * (kept[2] - 1) * kept[3] * recurrence.cell.gradientCount
        let states = kept[1] * kept[3] * (recurrence.cell == .lstm ? 2 : 1)
        return TensorType(.float32, [steps + states])
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let (upstream, kept, weights) = (inputs[0].values, inputs[1], inputs[2])
        let cell = recurrence.cell
        let steps = RecurrentSteps(
            recurrence,
            kept.shape,
            lengths: recurrence.hasLengths ? inputs.last : nil
        )
        let (batch, hidden) = (kept.shape[1], steps.hidden)
        var ofSteps = [Double](
            repeating: 0,
            count: batch * steps.length * cell.gradientCount * hidden
        )
        var ofStates = [Double](repeating: 0, count: batch * hidden)
        var ofCells = ofStates
        for row in 0..<batch {
            for time in steps.times.reversed() {
                let before = steps.place(0, row, steps.before(time))
                let after = steps.place(0, row, steps.after(time))
                let target = (row * steps.length + time) * cell.gradientCount * hidden
                for unit in 0..<hidden {
                    let place = row * hidden + unit
                    ofStates[place] += upstream[after + unit]
                    guard steps.isReal(row, time) else { continue }
                    let gates = (1..<cell.keptCount).map {
                        kept.values[steps.place($0, row, time) + unit]
                    }
                    let places = cell == .lstm ? [0, steps.plane] : [0, 0]
                    let back = cell.back(
                        ofState: ofStates[place],
                        ofCell: ofCells[place],
                        gates: gates,
                        before: places.map { kept.values[before + $0 + unit] },
                        after: places.map { kept.values[after + $0 + unit] }
                    )
                    (ofStates[place], ofCells[place]) = (back.ofState, back.ofCell)
                    for (gate, value) in back.ofSums.enumerated() {
                        ofSteps[target + gate * hidden + unit] = value
                    }
                }
                guard steps.isReal(row, time) else { continue }
                for unit in 0..<hidden {
                    for column in 0..<cell.gateCount * hidden {
                        ofStates[row * hidden + unit] +=
                            ofSteps[target + column] * weights.panelElement(column, unit)
                    }
                }
            }
            for unit in 0..<hidden {
                ofStates[row * hidden + unit] += upstream[steps.place(0, row, steps.first) + unit]
            }
        }
        let all = ofSteps + ofStates + (cell == .lstm ? ofCells : [])
        return ReferenceArray(all, shape: [all.count])
    }

    package var gradientUses: GradientUses { [] }
    package func gradient(_ context: GradientContext) -> [Symbol?]? { nil }

    package func lower(_ lowering: inout Lowering) {
        let kept = lowering.inputTypes[1].shape
        lowering.emit(
            .gradientRecurrence,
            [lowering.output] + lowering.inputs,
            sizes: recurrence.kernelSizes(kept),
            work: recurrence.work(kept)
        )
    }
}

extension RecurrentCell {
    /// The gradient of one unit's step: from that of its state and cell to those before it, but for what comes
    /// by way of the sums, and to those of its sums.
    ///
    /// `before` and `after` are state and cell.
    fileprivate func back(
        ofState: Double,
        ofCell: Double,
        gates: [Double],
        before: [Double],
        after: [Double]
    ) -> (ofState: Double, ofCell: Double, ofSums: [Double]) {
        func slope(_ function: UnaryFunction, _ value: Double) -> Double {
            function.row.derivative(value, 0)
        }
        switch self {
        case .tanh: return (0, 0, [ofState * slope(.tanh, after[0])])
        case .relu: return (0, 0, [ofState * slope(.relu, after[0])])
        case .lstm:
            let (i, f, g, o) = (gates[1], gates[2], gates[3], gates[4])
            let bent = UnaryFunction.tanh.row.value(after[1], 0)
            let all = ofCell + ofState * o * slope(.tanh, bent)
            return (
                0, all * f,
                [
                    all * g * slope(.sigmoid, i), all * before[1] * slope(.sigmoid, f),
                    all * i * slope(.tanh, g), ofState * bent * slope(.sigmoid, o),
                ]
            )
        case .gru:
            let (r, z, n, remembered) = (gates[0], gates[1], gates[2], gates[3])
            let ofFresh = ofState * (1 - z) * slope(.tanh, n)
            return (
                ofState * z, 0,
                [
                    ofFresh * remembered * slope(.sigmoid, r),
                    ofState * (before[0] - n) * slope(.sigmoid, z), ofFresh * r, ofFresh,
                ]
            )
        }
    }
}

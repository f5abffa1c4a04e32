/// The states of a recurrence, `[batch, length + 1, hidden]`: the gradient of the whole layer in one rule.
///
/// The inputs are what the recurrence has kept, whose beginning this is, and then those of the recurrence,
/// its weights as they are, `[hidden, gates·hidden]`.
///
/// The steps are gone through once more, backwards ("backpropagation through time", Werbos, 1990); that gives
/// the gradient of the sums at each step and of the first states. The gradient of the recurrent weights is
/// then one product over all steps: the states before each step times the gradient of its sums.
package struct RecurrentStates: ViewOperation {
    package let recurrence: Recurrence

    package var description: String { "states of a recurrence" }

    package func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType {
        let kept = inputs[0].shape
        return TensorType(.float32, Shape(Array(kept.sizes.dropFirst())))
    }

    package func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray {
        let shape = Shape(Array(inputs[0].shape.sizes.dropFirst()))
        return ReferenceArray(Array(inputs[0].values.prefix(shape.count)), shape: shape)
    }

    package var gradientUses: GradientUses { [.inputs, .output] }

    package func gradient(_ context: GradientContext) -> [Symbol?]? {
        let cell = recurrence.cell
        let (kept, weights, states) = (context.inputs[0], context.inputs[2], context.output)
        let (batch, length, hidden) = (states.shape[0], states.shape[1] - 1, states.shape[2])
        let columns = weights.shape[1]
        let all = states.builder.apply(
            RecurrenceGradient(recurrence: recurrence),
            to: [context.upstream, kept, weights.transposedPanels(batch: batch)]
                + (recurrence.hasLengths ? context.inputs.suffix(1) : [])
        )
        let given = all.leading([batch, length, cell.gradientCount * hidden])
        var (ofInputs, ofSums) = (given, given)
        if cell == .gru {
            ofSums = given.slice(2, 0..<3 * hidden)
            ofInputs = given.slice(2, 0..<2 * hidden)
                .concatenated(with: [given.slice(2, 3 * hidden..<4 * hidden)], along: 2)
        }
        func first(_ index: Int) -> Symbol {
            let start = given.shape.count + index * batch * hidden
            return all.slice(0, start..<start + batch * hidden).reshaped(to: [batch, hidden])
        }
        let before = states.slice(1, recurrence.isBackward ? 1..<length + 1 : 0..<length)
        let ofWeights = before.reshaped(to: [batch * length, hidden])
            .matmul(ofSums.reshaped(to: [batch * length, columns]), transposingFirst: true)
        var gradients: [Symbol?] = [nil, ofInputs, ofWeights, first(0)]
        if cell == .lstm { gradients.append(first(1)) }
        if cell == .gru { gradients.append(ofSums.sum(over: 0..<2)) }
        return gradients + (recurrence.hasLengths ? [nil] : [])
    }
}

/// What a recurrence leaves of its sequences.
package struct RecurrentSequence {
    private let kept: Symbol
    private let allStates: Symbol
    private let recurrence: Recurrence

    init(_ recurrence: Recurrence, kept: Symbol, states: Symbol) {
        (self.recurrence, self.kept, allStates) = (recurrence, kept, states)
    }

    /// What each step computes.
    package var cell: RecurrentCell { recurrence.cell }
    /// Whether the sequence is taken from its last step to its first.
    package var isBackward: Bool { recurrence.isBackward }

    private var length: Int { allStates.shape[1] - 1 }
    private var lastPosition: Range<Int> { isBackward ? 0..<1 : length..<length + 1 }

    /// The state after each step, `[batch, length, hidden]`; that of padding is the one before it.
    package var states: Symbol {
        allStates.slice(1, isBackward ? 0..<length : 1..<length + 1)
    }

    /// The state after the last step, `[batch, hidden]`.
    package var lastState: Symbol {
        allStates.slice(1, lastPosition).reshaped(to: [allStates.shape[0], allStates.shape[2]])
    }

    /// The cells of an LSTM after each step, `[batch, length, hidden]`.
    package var cells: Symbol {
        ofKind(1, isBackward ? 0..<length : 1..<length + 1)
    }

    /// What the gates were at each step, `[batch, length, hidden]` each: of an LSTM i, f, g and o, of a GRU r, z
    /// and n.
    package var gates: [Symbol] {
        let first = cell == .lstm ? 2 : 1
        return (0..<(cell.gateCount == 1 ? 0 : cell.gateCount)).map {
            ofKind(first + $0, 0..<length)
        }
    }

    private func ofKind(_ kind: Int, _ positions: Range<Int>) -> Symbol {
        kept.slice(2, positions).slice(0, kind..<kind + 1)
            .reshaped(to: [allStates.shape[0], positions.count, allStates.shape[2]])
    }

    /// The cell of an LSTM after the last step, `[batch, hidden]`; it has no gradient.
    package var lastCell: Symbol {
        ofKind(1, lastPosition).reshaped(to: [allStates.shape[0], allStates.shape[2]])
    }
}

extension Symbol {
    /// Runs a recurrence over these sums of each step's input, `[batch, length, gates·hidden]`.
    ///
    /// - Parameters:
    ///   - cell: What each step computes.
    ///   - weights: The recurrent weights, `[hidden, gates·hidden]`.
    ///   - state: The first states, `[batch, hidden]`.
    ///   - other: Of an LSTM the first cells, `[batch, hidden]`, of a GRU the recurrent bias,
    ///     `[gates·hidden]`.
    ///   - lengths: How many steps of each sequence are real, `int32 [batch]`; nil where all are.
    ///   - isBackward: Whether sequences are taken from their last step to their first.
    /// - Returns: The states of all steps, and those that the sequences end with.
    package func recurrent(
        _ cell: RecurrentCell,
        weights: Symbol,
        state: Symbol,
        other: Symbol? = nil,
        lengths: Symbol? = nil,
        isBackward: Bool = false
    ) -> RecurrentSequence {
        let recurrence = Recurrence(
            cell: cell,
            isBackward: isBackward,
            hasLengths: lengths != nil
        )
        let rest = [state] + [other, lengths].compactMap(\.self)
        let kept = builder.apply(
            recurrence,
            to: [self, weights.panels(batch: shape[0])] + rest
        )
        let states = builder.apply(
            RecurrentStates(recurrence: recurrence),
            to: [kept, self, weights] + rest
        )
        return RecurrentSequence(recurrence, kept: kept, states: states)
    }

    /// Recurrent weights `[rows, columns]` as kernels read them.
    private func panels(batch: Int) -> Symbol {
        guard batch != 1, builder.failure == nil else { return self }
        let shape = panelShape(shape[0], shape[1], batch: batch)
        return extended(1, to: shape[0] * shape[2])
            .reshaped(to: [shape[1], shape[0], shape[2]]).transposed([1, 0, 2])
    }

    /// The same of these weights turned round.
    fileprivate func transposedPanels(batch: Int) -> Symbol {
        guard batch != 1, builder.failure == nil else { return transposed() }
        let shape = panelShape(shape[1], shape[0], batch: batch)
        return extended(0, to: shape[0] * shape[2])
            .reshaped(to: [shape[0], shape[2], shape[1]]).transposed([0, 2, 1])
    }

    /// With zeros added at the end of a dimension.
    private func extended(_ dimension: Int, to size: Int) -> Symbol {
        size == shape[dimension]
            ? self : padded(dimension, before: 0, after: size - shape[dimension])
    }
}

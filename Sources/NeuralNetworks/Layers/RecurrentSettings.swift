import Computation

/// What recurrent layers have in common: everything but what a unit computes at each step.
struct RecurrentSettings: Hashable, Sendable, Encodable {
    let units: Int
    let returnsSequences: Bool
    let direction: RecurrentDirection
    let layers: Int
    let dropout: Float

    /// Writes the layers, one above the other, over `[batch, length, channels]`; without channels there is one.
    func callAsFunction(_ cell: RecurrentCell, _ input: Symbol, in scope: Scope) -> Symbol {
        guard isPossible(input, in: scope) else { return input }
        let sizes = input.shape.sizes + (input.shape.rank == 2 ? [1] : [])
        var below = input.reshaped(to: Shape(sizes))
        for layer in 0..<layers {
            if layer > 0, dropout != 0 { below = Dropout(dropout)(below, in: scope) }
            let isLast = layer == layers - 1
            let outputs = direction.areBackward.map { isBackward in
                let name = "l\(layer)" + (isBackward ? "_reverse" : "")
                let run = sequence(cell, below, name, isBackward: isBackward, in: scope)
                scope.recordRecurrence(run, level: layer)
                return isLast && !returnsSequences ? run.lastState : run.states
            }
            below =
                outputs.count == 1
                ? outputs[0]
                : outputs[0].concatenated(with: [outputs[1]], along: outputs[0].shape.rank - 1)
        }
        // Steps of padding keep the state that was before them, and are not to be seen.
        guard returnsSequences, let lengths = scope.lengths else { return below }
        return below * lengths.isReal(steps: sizes[1])
    }

    private func isPossible(_ input: Symbol, in scope: Scope) -> Bool {
        guard units > 0 else {
            scope.fail("a layer needs at least one unit, not \(units)")
            return false
        }
        guard (1...Scope.largestLayerCount).contains(layers) else {
            scope.fail("there must be 1 to 10,000 layers one above the other, not \(layers)")
            return false
        }
        guard dropout == 0 || layers > 1 else {
            scope.fail(
                "drops between layers one above the other, but has only one",
                remedy: "give it more layers, or put Dropout(\(dropout)) behind it"
            )
            return false
        }
        guard [2, 3].contains(input.shape.rank), input.shape[1] > 0 else {
            scope.fail(
                "takes sequences [batch, length, channels] of at least one step, not "
                    + "\(input.shape)",
                remedy: "put Reshape([length, channels]) before it"
            )
            return false
        }
        guard scope.position == nil || direction == .forward else {
            scope.fail(
                "reads sequences from their end, so they cannot go on from run to run",
                remedy: "let its direction be .forward"
            )
            return false
        }
        return true
    }

    /// Weights are named, laid out and drawn as PyTorch's: each is between −1/√units and 1/√units.
    private func sequence(
        _ cell: RecurrentCell,
        _ input: Symbol,
        _ name: String,
        isBackward: Bool,
        in scope: Scope
    ) -> RecurrentSequence {
        let (batch, columns) = (input.shape[0], cell.gateCount * units)
        let initializer = Initializer.uniform(limit: 1 / Float(units).squareRoot())
        func weights(_ kind: String, _ inputs: Int) -> Symbol {
            scope.weights("weight_\(kind)_\(name)", from: inputs, to: columns, initializer)
        }
        let (ofInput, recurrent) = (weights("ih", input.shape[2]), weights("hh", units))
        let biases = ["ih", "hh"].map {
            scope.parameter("bias_\($0)_\(name)", [columns], initializer)
        }
        // A GRU's reset gate acts on its recurrent bias too.
        let bias = cell == .gru ? biases[0] : biases[0] + biases[1]
        let zeros = scope.builder.constant([0], shape: [1, 1]).broadcast(to: [batch, units])
        func first(_ kind: String) -> Symbol {
            scope.carried("\(kind)_\(name)", [batch, units]) ?? zeros
        }
        let run = (input.matmul(ofInput) + bias).recurrent(
            cell,
            weights: recurrent,
            state: first("hidden"),
            other: cell == .lstm ? first("cell") : cell == .gru ? biases[1] : nil,
            lengths: scope.lengths,
            isBackward: isBackward
        )
        if scope.position != nil {
            scope.carry("hidden_\(name)", run.lastState)
            if cell == .lstm { scope.carry("cell_\(name)", run.lastCell) }
        }
        return run
    }

    /// As a layer with these settings is declared, `more` after the units.
    func declared(as name: String, _ more: String = "") -> String {
        "\(name)(\(units)" + more
            + (returnsSequences ? ", returnsSequences: true" : "")
            + (direction == .forward ? "" : ", direction: .\(direction.rawValue)")
            + (layers == 1 ? "" : ", layers: \(layers)")
            + (dropout == 0 ? "" : ", dropout: \(dropout)") + ")"
    }
}

extension RecurrentSettings {
    private enum Field: String, CodingKey, CaseIterable {
        case units, returnsSequences, direction, layers, dropout
    }

    /// Reads the fields of a layer that has no others.
    init(from decoder: any Decoder, of layer: any Layer.Type) throws {
        let fields = try LayerFields<Field>(decoder, of: layer)
        try self.init(
            units: fields.required(.units),
            returnsSequences: fields[.returnsSequences] ?? false,
            direction: fields[.direction] ?? .forward,
            layers: fields[.layers] ?? 1,
            dropout: fields[.dropout] ?? 0
        )
    }
}

extension Symbol {
    /// Of lengths `int32 [batch]`: one where a step is real and zero where it is padding,
    /// `[batch, steps, 1]`.
    func isReal(steps: Int) -> Symbol {
        let counted = builder.constant((0..<steps).map { Float($0) }, shape: [1, steps])
        return asFloats().reshaped(to: [shape[0], 1]).greater(than: counted)
            .reshaped(to: [shape[0], steps, 1])
    }
}

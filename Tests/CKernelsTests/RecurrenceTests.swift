import CKernels
import Testing

/// Sequences of a recurrent layer, with random numbers.
struct RecurrenceShape: Sendable, CustomTestStringConvertible {
    enum Cell: Int, CaseIterable, Sendable {
        case tanh, relu, lstm, gru
        var gates: Int { [1, 1, 4, 3][rawValue] }
        var kinds: Int { [1, 1, 6, 5][rawValue] }
        var gradients: Int { [1, 1, 4, 4][rawValue] }
    }

    let cell: Cell
    let lengths: [Int32]
    let length: Int
    let hidden: Int
    var isBackward = false

    var testDescription: String {
        "\(cell) \(lengths)/\(length) steps, \(hidden) units\(isBackward ? ", backward" : "")"
    }
    var batch: Int { lengths.count }
    var columns: Int { cell.gates * hidden }
    var sizes: [Int] { [batch, length, hidden, cell.rawValue, isBackward ? 1 : 0, 1] }
    var keptCount: Int { cell.kinds * batch * (length + 1) * hidden }
    var stepsCount: Int { batch * length * cell.gradients * hidden }
    var gradientCount: Int { stepsCount + (cell == .lstm ? 2 : 1) * batch * hidden }

    /// One sequence of it, without its padding.
    func alone(_ row: Int) -> RecurrenceShape {
        RecurrenceShape(
            cell: cell,
            lengths: [lengths[row]],
            length: Int(lengths[row]),
            hidden: hidden,
            isBackward: isBackward
        )
    }

    /// Tails of vectors and panels, several segments, more rows than a tile has, and every direction.
    static let all = Cell.allCases.flatMap { cell in
        [([5, 0, 3, 1], 5, 7), ([2, 3], 3, 48), (Array(1...14), 14, 3), ([1, 2], 2, 290)].flatMap {
            (lengths: [Int32], length: Int, hidden: Int) in
            [false, true].map { isBackward in
                RecurrenceShape(
                    cell: cell,
                    lengths: lengths,
                    length: length,
                    hidden: hidden,
                    isBackward: isBackward
                )
            }
        }
    }
}

/// What goes into the kernels for a shape.
struct RecurrenceInputs {
    let shape: RecurrenceShape
    var sums, weights, states, other, upstream: [Float]

    init(_ shape: RecurrenceShape) {
        self.shape = shape
        var numbers = Numbers(seed: shape.hidden * 7 + shape.length)
        sums = numbers.floats(shape.batch * shape.length * shape.columns)
        weights = numbers.floats(shape.hidden * shape.columns, in: -0.1...0.1)
        states = numbers.floats(shape.batch * shape.hidden)
        other = numbers.floats(shape.cell == .gru ? shape.columns : shape.batch * shape.hidden)
        upstream = numbers.floats(shape.batch * (shape.length + 1) * shape.hidden)
    }

    /// The part that belongs to one sequence without its padding.
    func alone(_ row: Int) -> RecurrenceInputs {
        var result = RecurrenceInputs(shape.alone(row))
        (result.weights, result.other) = (weights, other)
        let (length, hidden) = (Int(shape.lengths[row]), shape.hidden)
        let first = row * shape.length * shape.columns
        result.sums = Array(sums[first..<first + length * shape.columns])
        result.states = Array(states[row * hidden..<(row + 1) * hidden])
        if shape.cell != .gru { result.other = Array(other[row * hidden..<(row + 1) * hidden]) }
        let place = row * (shape.length + 1) * hidden
        result.upstream = Array(upstream[place..<place + (length + 1) * hidden])
        return result
    }

    /// Weights `[rows, columns]` as kernels want them, turned round or not.
    private func panels(transposed: Bool) -> [Float] {
        let (rows, columns) = (shape.hidden, shape.columns)
        let (height, width) = transposed ? (columns, rows) : (rows, columns)
        func weight(_ row: Int, _ column: Int) -> Float {
            weights[transposed ? column * columns + row : row * columns + column]
        }
        let panel = Int(CK_PANEL)
        if shape.batch == 1 {
            return (0..<height).flatMap { row in (0..<width).map { weight(row, $0) } }
        }
        return (0..<(width + panel - 1) / panel).flatMap { index in
            (0..<height).flatMap { row in
                (index * panel..<(index + 1) * panel).map { $0 < width ? weight(row, $0) : .nan }
            }
        }
    }

    func forward(_ set: InstructionSet, parts: Int = 1) -> [Float] {
        let out = GuardedMemory([Float](repeating: .nan, count: shape.keptCount))
        run(
            set,
            .recurrence,
            [
                out, GuardedMemory(sums), GuardedMemory(panels(transposed: false)),
                GuardedMemory(states), GuardedMemory(other), GuardedMemory(shape.lengths),
            ],
            sizes: shape.sizes,
            parts: parts
        )
        return out.floats
    }

    func backward(_ set: InstructionSet, kept: [Float], parts: Int = 1) -> [Float] {
        let out = GuardedMemory([Float](repeating: .nan, count: shape.gradientCount))
        run(
            set,
            .gradientRecurrence,
            [
                out, GuardedMemory(upstream), GuardedMemory(kept),
                GuardedMemory(panels(transposed: true)), GuardedMemory(shape.lengths),
            ],
            sizes: shape.sizes,
            parts: parts
        )
        return out.floats
    }
}

@Suite struct RecurrenceTests {
    @Test(
        "Every instruction set and every split gives the same bits",
        arguments: RecurrenceShape.all
    )
    func bitsAgree(shape: RecurrenceShape) {
        let inputs = RecurrenceInputs(shape)
        let portable = InstructionSet(name: "portable")
        let kept = inputs.forward(portable)
        let gradient = inputs.backward(portable, kept: kept)
        #expect(kept.allSatisfy { $0.isFinite }, "a position is not written, or padding leaks")
        #expect(gradient.allSatisfy { $0.isFinite }, "a gradient is not written, or padding leaks")
        for set in InstructionSet.supported {
            for parts in splits {
                let isSame = bits(inputs.forward(set, parts: parts)) == bits(kept)
                #expect(isSame, "\(set.name), \(parts) parts")
                let found = inputs.backward(set, kept: kept, parts: parts)
                #expect(bits(found) == bits(gradient), "gradient, \(set.name), \(parts) parts")
            }
        }
    }

    @Test(
        "A sequence has the same bits alone and padded among others",
        arguments: RecurrenceShape.all
    )
    func alone(shape: RecurrenceShape) {
        var inputs = RecurrenceInputs(shape)
        let hidden = shape.hidden
        // What arrives beyond the length belongs to the state that stays.
        for row in shape.lengths.indices {
            for position in 0...shape.length where position > shape.lengths[row] {
                let place = (row * (shape.length + 1) + position) * hidden
                for unit in 0..<hidden { inputs.upstream[place + unit] = 0 }
            }
        }
        for set in InstructionSet.supported {
            let kept = inputs.forward(set)
            let gradient = inputs.backward(set, kept: kept)
            for row in shape.lengths.indices where shape.lengths[row] > 0 {
                let own = inputs.alone(row)
                let length = own.shape.length
                let ownKept = own.forward(set)
                for kind in 0..<shape.cell.kinds {
                    let all = (kind * shape.batch + row) * (shape.length + 1) * hidden
                    let alone = kind * (length + 1) * hidden
                    // Of gates the last position belongs to no step.
                    let count =
                        (kind == 0 || shape.cell == .lstm && kind == 1 ? length + 1 : length)
                    let padded = bits(Array(kept[all..<all + count * hidden]))
                    #expect(padded == bits(Array(ownKept[alone..<alone + count * hidden])))
                }
                let ownGradient = own.backward(set, kept: ownKept)
                let width = shape.cell.gradients * hidden
                let steps = row * shape.length * width
                let padded = bits(Array(gradient[steps..<steps + length * width]))
                #expect(padded == bits(Array(ownGradient[..<(length * width)])))
                for (index, start) in [shape.stepsCount, shape.stepsCount + shape.batch * hidden]
                    .enumerated() where start < shape.gradientCount
                {
                    let first = bits(
                        Array(gradient[start + row * hidden..<start + (row + 1) * hidden])
                    )
                    let alone = length * width + index * hidden
                    #expect(first == bits(Array(ownGradient[alone..<alone + hidden])))
                }
            }
        }
    }

    @Test("Sums are taken in the promised order", arguments: InstructionSet.supported)
    func order(set: InstructionSet) {
        for hidden in [5, 33, 300] {
            let shape = RecurrenceShape(cell: .relu, lengths: [3, 3], length: 3, hidden: hidden)
            let inputs = RecurrenceInputs(shape)
            var expected = [Float](repeating: 0, count: shape.keptCount)
            for row in 0..<2 {
                var state = Array(inputs.states[row * hidden..<(row + 1) * hidden])
                for position in 0...3 {
                    let place = (row * 4 + position) * hidden
                    expected.replaceSubrange(place..<place + hidden, with: state)
                    guard position < 3 else { continue }
                    let product = emulatedProduct(
                        ProductShape(m: 1, n: hidden, k: hidden),
                        state,
                        inputs.weights
                    )
                    state = (0..<hidden).map {
                        max(inputs.sums[(row * 3 + position) * hidden + $0] + product[$0], 0)
                    }
                }
            }
            #expect(bits(inputs.forward(set)) == bits(expected))
        }
    }
}

public import Computation

/// Goes on with sequences from call to call: what a model keeps of the steps so far, keys and values or a
/// recurrent state, stays between the calls.
///
/// ```swift
/// let sequences = try SequencePredictor(model)
/// var logits = try sequences.outputs(for: Tensor([3, 1, 4] as [Int32], shape: [1, 3]))
/// logits = try sequences.outputs(for: Tensor([1] as [Int32], shape: [1, 1]))  // one more step
/// ```
///
/// The outputs have the bits that ``Model/outputs(_:)`` gives for the whole sequence. The model's weights are
/// those of the moment in which the predictor was made. One call at a time.
public final class SequencePredictor {
    private struct Key: Hashable {
        let steps: Int
        let elementType: ElementType
    }

    private let model: Model
    private let weights: Weights
    /// How many sequences go on side by side.
    public let count: Int
    /// How many steps a sequence may have, where the model looks back at all of them; nil where it remembers
    /// what it needs, as recurrent layers do.
    public private(set) var capacity: Int?
    /// How many steps each sequence has had.
    public private(set) var lengths: [Int]
    private let room: Int
    private var executions: [Key: Execution] = [:]
    /// What goes from call to call, in the order in which layers ask for it.
    private var carried: [AlignedMemory] = []

    /// Sequences that have not begun.
    ///
    /// - Parameters:
    ///   - model: A model whose inputs are sequences, `[length]` tokens or `[length, channels]` numbers.
    ///   - count: How many sequences go on side by side.
    ///   - capacity: How many steps a sequence may have, where the model looks back at all of them; as many as
    ///     the model was made for if nothing is said.
    /// - Throws: ``ShapeError`` where the network cannot go on with sequences.
    public init(_ model: Model, count: Int = 1, capacity: Int? = nil) throws(ShapeError) {
        room = capacity ?? model.inputShape.sizes.first ?? 0
        guard count > 0, room > 0 else {
            throw ShapeError(
                "\(count) sequences of \(room) steps cannot be gone on with",
                remedy: "ask for at least one of each"
            )
        }
        self.model = model
        self.count = count
        lengths = Array(repeating: 0, count: count)
        weights = model.weights
        let isOfTokens = model.inputShape.rank == 1
        _ = try execution(Key(steps: 1, elementType: isOfTokens ? .int32 : .float32))
    }

    /// Lets all sequences begin anew.
    public func begin() {
        for memory in carried { memory.clear() }
        lengths = Array(repeating: 0, count: count)
    }

    /// What the network makes of the next steps of all sequences.
    ///
    /// Sequences of tokens may go on by different numbers of steps: what follows a sequence's last one is
    /// padding, the token −1, and its outputs mean nothing.
    ///
    /// - Parameter steps: `[count, steps]` tokens or `[count, steps, channels]` numbers.
    /// - Returns: The network's outputs as they are, `[count, …]`, logits included.
    /// - Throws: ``ShapeError`` where the steps do not fit, or a sequence becomes longer than its capacity.
    public func outputs(for steps: Tensor) throws(ShapeError) -> Tensor {
        let others = model.inputShape.sizes.dropFirst()
        guard steps.shape.rank == others.count + 2, steps.shape[0] == count, steps.shape[1] > 0,
            steps.shape.sizes.dropFirst(2).elementsEqual(others)
        else {
            throw ShapeError(
                "the next steps are \(steps.shape)",
                remedy: "give \(Shape([count, 1] + others)), or more steps"
            )
        }
        let number = steps.shape[1]
        let longest = lengths.max() ?? 0
        if let capacity, longest + number > capacity {
            throw ShapeError(
                "a sequence of \(longest) steps cannot go on by \(number): there is room for \(capacity)",
                remedy: "begin anew with its last steps"
            )
        }
        let execution = try execution(Key(steps: number, elementType: steps.elementType))
        let outputs = unsafe steps.withUnsafeBytes { bytes in
            unsafe execution.read(0, from: bytes)
            setPlaces(of: execution, steps: number)
            execution.run(with: weights, on: execution.isShared ? model.processor.pool : nil)
            return Tensor(
                execution.floats(ofOutput: 0),
                shape: execution.plan.outputs[0].type.shape
            )
        }
        for index in 0..<count { lengths[index] += SequencePredictor.real(steps, index) }
        return outputs
    }

    /// How many steps of a sequence are not padding.
    private static func real(_ steps: Tensor, _ index: Int) -> Int {
        let number = steps.shape[1]
        guard case .int32(let tokens) = steps.storage, steps.shape.rank == 2 else { return number }
        let row = tokens[index * number..<(index + 1) * number]
        return (row.lastIndex { $0 >= 0 } ?? row.startIndex - 1) + 1 - row.startIndex
    }

    private func setPlaces(of execution: Execution, steps: Int) {
        let inputs = [
            (Continuation.positionName, lengths),
            (Continuation.endName, lengths.map { $0 + steps }),
        ]
        for (name, numbers) in inputs {
            guard let input = execution.plan.input(named: name) else { continue }
            execution.set(input, to: numbers.map { Int32(clamping: $0) })
        }
    }

    private func execution(_ key: Key) throws(ShapeError) -> Execution {
        if let kept = executions[key] { return kept }
        let shape = Shape([count, key.steps] + model.inputShape.sizes.dropFirst())
        let built = try BuiltNetwork(
            model.network,
            input: TensorType(key.elementType, shape),
            mode: .predicting,
            capacity: room
        )
        guard let continuation = built.record.continuation else {
            preconditionFailure("a network with a capacity has a continuation")
        }
        var placed: [(symbol: Symbol, buffer: Buffer)] = []
        for (index, item) in continuation.carried.enumerated() {
            if index == carried.count {
                carried.append(AlignedMemory(byteCount: item.before.type.byteCount))
            }
            guard let after = item.after, carried[index].byteCount == after.type.byteCount else {
                throw ShapeError(
                    "nothing is carried on as \(item.name), or another amount than before",
                    remedy: "let the layer carry on what it has asked for"
                )
            }
            placed.append((after, Buffer(region: .external(index), offset: 0)))
        }
        capacity = continuation.isBounded ? room : nil
        let plan = try Plan(
            built.builder.graph,
            outputs: [built.output],
            placed: placed,
            parameterOffsets: model.layout.offsets(for: built.builder.graph)
        )
        let execution = Execution(
            plan,
            instructionSet: model.processor.instructionSet,
            threads: model.processor.threads
        )
        for (index, item) in continuation.carried.enumerated() {
            execution.bind(.external(index), to: carried[index])
            guard let input = plan.input(named: Continuation.inputName(item.name)) else { continue }
            execution.bind(.input(input), to: carried[index])
        }
        executions[key] = execution
        return execution
    }
}

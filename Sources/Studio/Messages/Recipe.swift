/// How the weights of a session came about from its start, one entry after another.
///
/// Replayed, it gives the same weights to the bit.
struct Recipe: Encodable, Hashable, Sendable {
    /// What happened, in order.
    private(set) var entries: [RecipeEntry] = []
    /// Whether all that happened is in it.
    private(set) var isWhole = true
    /// How many steps of training are in it.
    private(set) var stepCount = 0

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(entries)
    }

    /// Notes steps of training.
    mutating func add(steps: Int) {
        guard isWhole, steps > 0 else { return }
        stepCount += steps
        // More could not be replayed.
        if stepCount > Limits.steps { return isWhole = false }
        guard case .steps(let before) = entries.last else { return append(.steps(steps)) }
        entries[entries.count - 1] = .steps(before + steps)
    }

    /// Notes one step on one example.
    mutating func add(example: LabelledInput) { append(.example(example)) }

    /// Notes that a weight was turned; several turns of one weight in a row are one.
    mutating func add(turn: Turn) {
        guard isWhole else { return }
        if case .turn(let before) = entries.last, before.isSamePlace(as: turn) {
            entries.removeLast()
        }
        append(.turn(turn))
    }

    /// Takes back the last turn.
    mutating func removeLastTurn() {
        guard isWhole, case .turn = entries.last else { return }
        entries.removeLast()
    }

    /// Notes new settings of learning, where `before` held until now.
    ///
    /// A replay begins with the settings that hold at the end, so those of the beginning are noted, too.
    mutating func add(learning: Learning, before: Learning) {
        guard isWhole else { return }
        if !entries.contains(where: \.isLearning) {
            // Nothing has been learned yet: the settings have always been these.
            if !entries.contains(where: \.isTraining) { return }
            if entries.count + 2 > Limits.recipe { return isWhole = false }
            entries.insert(.learning(before), at: 0)
        }
        if case .learning = entries.last { entries.removeLast() }
        append(.learning(learning))
    }

    /// Gives up: something happened that cannot be replayed.
    mutating func end() { isWhole = false }

    private mutating func append(_ entry: RecipeEntry) {
        guard isWhole else { return }
        if entries.count >= Limits.recipe { return isWhole = false }
        entries.append(entry)
    }
}

/// One thing that changed the weights.
enum RecipeEntry: Codable, Hashable, Sendable {
    /// So many steps of training.
    case steps(Int)
    /// One step on one example.
    case example(LabelledInput)
    /// One weight or bias was given another value.
    case turn(Turn)
    /// From here on learning has other settings, and the optimizer's memory starts anew.
    case learning(Learning)

    var isLearning: Bool { if case .learning = self { true } else { false } }

    var isTraining: Bool {
        switch self {
        case .steps, .example: true
        case .turn, .learning: false
        }
    }

    private enum CodingKeys: String, CodingKey { case steps, example, turn, learning }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: container.codingPath,
                    debugDescription: "an entry has one of steps, example, turn, learning"
                )
            )
        }
        switch key {
        case .steps: self = .steps(try container.decode(Int.self, forKey: key))
        case .example: self = .example(try container.decode(LabelledInput.self, forKey: key))
        case .turn: self = .turn(try container.decode(Turn.self, forKey: key))
        case .learning: self = .learning(try container.decode(Learning.self, forKey: key))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .steps(let count): try container.encode(count, forKey: .steps)
        case .example(let example): try container.encode(example, forKey: .example)
        case .turn(let turn): try container.encode(turn, forKey: .turn)
        case .learning(let learning): try container.encode(learning, forKey: .learning)
        }
    }
}

/// Another value for one weight or bias.
struct Turn: Codable, Hashable, Sendable {
    /// The tensor's name, such as `layers.1.weight`.
    let parameter: String
    /// The place in the tensor, row after row.
    let index: Int
    /// The new value.
    let value: Float

    func isSamePlace(as other: Turn) -> Bool {
        (parameter, index) == (other.parameter, other.index)
    }
}

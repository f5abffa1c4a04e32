package import Conversation

/// All that a run measured.
package struct Results: Hashable, Sendable, Codable {
    /// When it began, as ISO 8601 has it.
    package var date: String
    /// Where.
    package var machine: Machine
    /// How many blocks each variant had at most.
    package var rounds: Int
    /// How long a block was to be.
    package var blockSeconds: Double
    /// Who took part.
    package var contestants: [Participant] = []
    /// What the machine can do at best, before and after.
    package var peaks: [Peak] = []
    /// What was measured.
    package var cases: [CaseResult] = []
    /// Sizes on disk.
    package var sizes: [Size] = []
    /// What went wrong, and who was left out; a line each.
    package var complaints: [String] = []

    /// Results to which measurements will be added.
    package init(date: String, machine: Machine, rounds: Int, blockSeconds: Double) {
        self.date = date
        self.machine = machine
        self.rounds = rounds
        self.blockSeconds = blockSeconds
    }
}

/// What a contestant said of itself.
package struct Participant: Hashable, Sendable, Codable {
    /// What it is called in tables.
    package let name: String
    /// The versions of what it is made of.
    package let versions: [String: String]
    /// What a reader of its figures should know.
    package let notes: String?
}

/// What the machine can do at best, as measured once.
package struct Peak: Hashable, Sendable, Codable {
    /// On how many threads.
    package let threads: Int
    /// `before` or `after` the cases.
    package let moment: String
    /// The instructions of the loops.
    package let instructions: String
    /// Floating-point operations per second.
    package let arithmetic: Double
    /// Bytes per second, by the bytes that each thread reads over and over.
    package let reading: [Int: Double]
}

/// The size of something on disk.
package struct Size: Hashable, Sendable, Codable {
    /// Whose.
    package let contestant: String
    /// What was counted.
    package let what: String
    /// Its size.
    package let bytes: Double
}

/// What came out of a case.
package struct CaseResult: Hashable, Sendable, Codable {
    /// Its short name, such as `a-step-32`.
    package let name: String
    /// The case in words.
    package let title: String
    /// What was done over and over, where it was a contestant's work.
    package let work: Work?
    /// What was measured.
    package let quantity: Quantity
    /// One for each contestant, variant and number of threads.
    package var series: [Series] = []

    /// A result to which series will be added.
    package init(name: String, title: String, work: Work? = nil, quantity: Quantity = .time) {
        self.name = name
        self.title = title
        self.work = work
        self.quantity = quantity
    }
}

/// What a case measures.
package enum Quantity: String, Hashable, Sendable, Codable {
    /// Seconds for an iteration.
    case time
    /// Bytes of resident memory at most.
    case memory
}

/// The blocks of one contestant's variant.
package struct Series: Hashable, Sendable, Codable {
    /// Who.
    package let contestant: String
    /// In which way.
    package let variant: String
    /// On how many threads.
    package let threads: Int
    /// In the order in which they were run.
    package var blocks: [Block] = []

    /// A series to which blocks will be added.
    package init(contestant: String, variant: String, threads: Int, blocks: [Block] = []) {
        self.contestant = contestant
        self.variant = variant
        self.threads = threads
        self.blocks = blocks
    }

    /// Whether it is this project's own.
    package var isOurs: Bool { contestant == RosterEntry.ours }

    /// What its blocks come to.
    package func summary(of quantity: Quantity) -> Summary? {
        switch quantity {
        case .time: Summary(blocks.map { $0.seconds / Double(max($0.iterations, 1)) })
        case .memory: Summary(blocks.compactMap(\.peakBytes))
        }
    }
}

/// One contestant's turn.
package struct Block: Hashable, Sendable, Codable {
    /// How often the work was done.
    package var iterations: Int
    /// How long all of it took.
    package var seconds: Double
    /// How many cores others used meanwhile, where the system tells.
    package var othersCores: Double?
    /// How often it was measured until others were quiet enough.
    package var attempts = 1
    /// The processor time of a whole program.
    package var processorSeconds: Double?
    /// The most memory that a whole program had resident.
    package var peakBytes: Double?

    /// A block as its contestant tells it.
    package init(iterations: Int, seconds: Double) {
        self.iterations = iterations
        self.seconds = seconds
    }
}

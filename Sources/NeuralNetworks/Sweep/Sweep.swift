public import Computation

/// Many small trainings side by side, to find the settings that serve best.
///
/// ```swift
/// let sweep = Sweep(Sweep.grid([0.1, 0.01], [16, 64]))
/// let rows = await sweep.run(epochs: 8) { setting, epochs in
///     var last: Epoch?
///     for try await epoch in trainer(setting.0).train(…, epochs: epochs, batchSize: setting.1) { last = epoch }
///     return last?.validation
/// }
/// ```
///
/// Trainings that run side by side are quickest with one thread each: `Processor(threads: 1)`.
public struct Sweep<Setting: Sendable>: Sendable {
    /// What one setting came to.
    public struct Row: Sendable {
        /// The place of the setting in the sweep, from 0.
        public let number: Int
        /// The setting.
        public let setting: Setting
        /// How many epochs its last training had.
        public let epochs: Int
        /// What its last training came to; nil where it failed.
        public let score: Score?
        /// Why it failed, if it did.
        public let failure: String?
    }

    /// The settings that are tried.
    public var settings: [Setting]

    /// A sweep over some settings.
    public init(_ settings: [Setting]) {
        self.settings = settings
    }

    /// A sweep over settings that are drawn at random.
    ///
    /// Source: Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", 2012.
    ///
    /// - Parameters:
    ///   - count: How many settings.
    ///   - seed: The same seed draws the same settings; each has a random stream of its own.
    ///   - draw: Draws one.
    public init(
        random count: Int,
        seed: UInt64,
        _ draw: (inout RandomStream) throws -> Setting
    ) rethrows {
        settings = try (0..<max(count, 0)).map { index in
            var stream = RandomStream(seed: seed, for: "sweep", index)
            return try draw(&stream)
        }
    }

    /// Every pair of two lists.
    public static func grid<First, Second>(
        _ first: [First],
        _ second: [Second]
    ) -> [Setting] where Setting == (First, Second) {
        first.flatMap { one in second.map { (one, $0) } }
    }

    /// Trains with every setting.
    ///
    /// - Parameters:
    ///   - epochs: How many epochs each training has.
    ///   - sideBySide: How many trainings run at the same time; none is as many as there are processors.
    ///   - train: Trains with a setting for so many epochs and measures the result; it may be called from
    ///     several threads at once. nil counts as a failure.
    /// - Returns: A row for each setting, the one with the lowest loss first, failures last. It does not
    ///   depend on how many trainings run side by side.
    public func run(
        epochs: Int,
        sideBySide: Int? = nil,
        _ train: @escaping @Sendable (Setting, _ epochs: Int) async throws -> Score?
    ) async -> [Row] {
        await rows(Array(settings.indices), epochs, sideBySide, train).sorted(by: Sweep.isBetter)
    }

    /// Trains with every setting for a little, with the better part of them for longer, and so on: most
    /// of the time goes to what is promising.
    ///
    /// Source: Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
    /// Optimization", 2016. Trainings begin anew in each round.
    ///
    /// - Parameters:
    ///   - factor: After each round one of so many settings stays, with so many times the epochs; at
    ///     least 2.
    ///   - epochs: How many epochs the trainings of the first round have.
    ///   - sideBySide: How many trainings run at the same time; none is as many as there are processors.
    ///   - train: As in ``run(epochs:sideBySide:_:)``.
    /// - Returns: A row for each setting with its last training; those that stayed longer come first.
    public func halve(
        by factor: Int = 2,
        from epochs: Int,
        sideBySide: Int? = nil,
        _ train: @escaping @Sendable (Setting, _ epochs: Int) async throws -> Score?
    ) async -> [Row] {
        let factor = max(factor, 2)
        var (left, epochs) = (Array(settings.indices), epochs)
        var result: [Row] = []
        while !left.isEmpty {
            let rows = await rows(left, epochs, sideBySide, train).sorted(by: Sweep.isBetter)
            let kept = left.count == 1 ? 0 : (left.count + factor - 1) / factor
            result = rows.dropFirst(kept) + result
            left = rows.prefix(kept).map(\.number).sorted()
            epochs *= factor
        }
        return result
    }

    /// Trains with some settings, so many at a time.
    private func rows(
        _ numbers: [Int],
        _ epochs: Int,
        _ sideBySide: Int?,
        _ train: @escaping @Sendable (Setting, Int) async throws -> Score?
    ) async -> [Row] {
        await withTaskGroup(of: Row.self) { group in
            var waiting = numbers.makeIterator()
            func startNext() {
                guard let number = waiting.next() else { return }
                let setting = settings[number]
                group.addTask {
                    var (score, failure): (Score?, String?) = (nil, nil)
                    do {
                        score = try await train(setting, epochs)
                        if score?.loss.isFinite != true { failure = "it came to no score" }
                    } catch {
                        failure = "\(error)"
                    }
                    return Row(
                        number: number,
                        setting: setting,
                        epochs: epochs,
                        score: failure == nil ? score : nil,
                        failure: failure
                    )
                }
            }
            for _ in 0..<max(1, sideBySide ?? Processor().threads) { startNext() }
            var rows: [Row] = []
            while let row = await group.next() {
                rows.append(row)
                startNext()
            }
            return rows
        }
    }

    /// Whether one row is better than another, however they came; the order is total.
    private static func isBetter(_ left: Row, _ right: Row) -> Bool {
        let (one, other) = (left.score?.loss ?? .infinity, right.score?.loss ?? .infinity)
        return one == other ? left.number < right.number : one < other
    }
}

import NeuralNetworks

/// The settings from which a sweep takes those that it tries: what there is to choose for each of some names.
///
/// ```swift
/// let space = SweepSpace([try .init("learning-rate", "0.0001..0.1", range: .anyNumber)])
/// for values in try space.random(20, seed: 1) { … }
/// ```
public struct SweepSpace: Hashable, Sendable {
    /// One name, and the texts that are its values.
    public struct Dimension: Hashable, Sendable {
        /// Which ranges there are between two numbers.
        public enum Range: Hashable, Sendable {
            /// None.
            case none
            /// Of whole numbers.
            case wholeNumber
            /// Of all numbers.
            case anyNumber
        }

        private enum Choices: Hashable {
            case texts([String])
            case between(Double, Double, isWhole: Bool)
        }

        /// The name of the setting, as an option has it.
        public let name: String
        private let choices: Choices

        /// Values to choose from.
        public init(_ name: String, texts: [String]) {
            self.init(name, .texts(texts))
        }

        private init(_ name: String, _ choices: Choices) {
            (self.name, self.choices) = (name, choices)
        }

        /// What a text offers: values with a separator between, or all numbers of a range, `0.0001..0.1`.
        ///
        /// - Parameters:
        ///   - name: The name of the setting.
        ///   - text: The text.
        ///   - separator: What stands between two values.
        ///   - range: Which ranges the setting takes.
        /// - Throws: ``SweepSpaceError`` where the ends of a range make none.
        public init(
            _ name: String,
            _ text: String,
            separator: Character = ",",
            range: Range = .none
        ) throws(SweepSpaceError) {
            guard range != .none, let dots = text.firstRange(of: "..") else {
                let parts = text.split(separator: separator, omittingEmptySubsequences: false)
                self.init(name, texts: parts.map(String.init))
                return
            }
            let low = Double(text[..<dots.lowerBound]) ?? .nan
            let high = Double(text[dots.upperBound...]) ?? .nan
            let isWhole = range == .wholeNumber
            guard low > 0, low < high, (high / low).isFinite, !isWhole || low >= 1 && high <= 1e9
            else {
                throw SweepSpaceError(
                    "the range of --\(name) must go from a number above 0 to a larger one, such as "
                        + (isWhole ? "16..128" : "0.0001..0.1") + ", not \"\(text)\""
                )
            }
            self.init(name, .between(low, high, isWhole: isWhole))
        }

        /// Whether there is more than one value.
        public var varies: Bool {
            if case .texts(let texts) = choices { Set(texts).count > 1 } else { true }
        }

        /// All values; nil for a range.
        var texts: [String]? { if case .texts(let texts) = choices { texts } else { nil } }

        /// A value by chance, of a range so that each doubling is as likely as any other.
        func draw(_ stream: inout RandomStream) -> String {
            switch choices {
            case .texts(let texts): return texts[stream.integer(below: texts.count)]
            case .between(let low, let high, let isWhole):
                let place = Int(stream.uniform() * 0x1p24)
                // low·(high/low)^share, with the same bits everywhere.
                let growth = Exponential(end: high / low).factor(step: place, of: 1 << 24)
                return isWhole ? "\(Int((low * growth).rounded()))" : significant(low * growth, 3)
            }
        }
    }

    /// How many settings a sweep may have.
    public static let limit = 10_000

    /// What there is to choose.
    public let dimensions: [Dimension]

    /// Settings of some names.
    public init(_ dimensions: [Dimension]) {
        self.dimensions = dimensions
    }

    /// Whether there is anything to choose.
    public var varies: Bool { dimensions.contains { $0.varies } }

    /// Every combination of values, in the order of ``dimensions``; the last changes fastest.
    ///
    /// - Throws: ``SweepSpaceError`` where there is a range, or there are more than ``limit``.
    public func grid() throws(SweepSpaceError) -> [[String]] {
        var rows: [[String]] = [[]]
        for dimension in dimensions {
            guard let texts = dimension.texts else {
                throw SweepSpaceError(
                    "--\(dimension.name) is a range to draw from; say how many trials by --trials N"
                )
            }
            guard rows.count * texts.count <= SweepSpace.limit else {
                throw SweepSpaceError(
                    "there are more than \(SweepSpace.limit) combinations of settings; "
                        + "draw some of them by --trials N"
                )
            }
            rows = rows.flatMap { row in texts.map { row + [$0] } }
        }
        return rows
    }

    /// Settings drawn at random, none of them twice; fewer where there are not so many.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seed: The same seed draws the same settings.
    /// - Returns: The values of each.
    /// - Throws: ``SweepSpaceError`` where the count is not 1 to ``limit``.
    public func random(_ count: Int, seed: UInt64) throws(SweepSpaceError) -> [[String]] {
        guard (1...SweepSpace.limit).contains(count) else {
            throw SweepSpaceError(
                "the number of trials must be 1 to \(SweepSpace.limit), not \(count)"
            )
        }
        guard dimensions.allSatisfy({ $0.texts?.isEmpty != true }) else { return [] }
        // What is drawn twice counts once, so that more is drawn than is needed.
        let drawn = Sweep(random: 20 * count, seed: seed) { stream in
            dimensions.map { $0.draw(&stream) }
        }
        var known: Set<[String]> = []
        return Array(drawn.settings.filter { known.insert($0).inserted }.prefix(count))
    }
}

/// Settings from which no sweep can be made.
public struct SweepSpaceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line: what was wrong, and how to mend it.
    public let description: String

    init(_ description: String) { self.description = description }
}

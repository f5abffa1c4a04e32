import NeuralNetworks

/// Which examples are learned from, which choose settings, and which judge the result: indices in
/// ascending order.
///
/// Examples of one group, and equal examples, are on one side only. The same seed makes the same split.
public struct ExampleSplit: Hashable, Sendable {
    /// What is learned from.
    public var training: [Int]
    /// What settings and the moment to stop are chosen by.
    public var validation: [Int]
    /// What the result is judged by, once.
    public var test: [Int]

    /// A split that was made elsewhere.
    public init(training: [Int], validation: [Int], test: [Int]) {
        (self.training, self.validation, self.test) = (training, validation, test)
    }

    /// Draws a test and a validation part; each class is spread evenly, as far as groups allow.
    ///
    /// - Parameters:
    ///   - traits: What must stay together, and what must be spread.
    ///   - test: The share of the examples that judges the result; 0 for none.
    ///   - validation: The share of the others that settings are chosen by; 0 for none.
    ///   - seed: The same seed makes the same split.
    /// - Throws: ``SplitError`` where a part would be empty.
    public init(
        of traits: ExampleTraits,
        test: Double,
        validation: Double,
        seed: UInt64
    ) throws(SplitError) {
        let units = SplitUnits(traits)
        let (rest, test) = try units.heldOut(test, as: "test", of: Array(units.units.indices), seed)
        try self.init(units, rest: rest, test: test, validation: validation, seed: seed)
    }

    /// A validation part of examples, where others are for the test already.
    ///
    /// Examples that are equal to one of the test, or of a group of it, are left out of the other parts.
    ///
    /// - Parameters:
    ///   - traits: The traits of all examples, those of the test included.
    ///   - test: The indices of the test.
    ///   - validation: The share of the others that settings are chosen by; 0 for none.
    ///   - seed: The same seed makes the same split.
    /// - Throws: ``SplitError`` where a part would be empty.
    public init(
        of traits: ExampleTraits,
        test: [Int],
        validation: Double,
        seed: UInt64
    ) throws(SplitError) {
        let units = SplitUnits(traits)
        let judged = Set(test)
        let rest = units.units.indices.filter { judged.isDisjoint(with: units.units[$0]) }
        try self.init(units, rest: rest, test: [], validation: validation, seed: seed)
        self.test = test.sorted()
    }

    /// Splits for cross-validation: each example is in the test part of one of them.
    ///
    /// Source: Kohavi, "A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model
    /// Selection", 1995.
    ///
    /// - Parameters:
    ///   - count: How many; as many as there are groups leaves out each group in turn.
    ///   - traits: What must stay together, and what must be spread.
    ///   - validation: The share of the other examples that settings are chosen by; 0 for none.
    ///   - seed: The same seed makes the same folds.
    /// - Returns: The splits.
    /// - Throws: ``SplitError`` where there are not so many examples or groups.
    public static func folds(
        _ count: Int,
        of traits: ExampleTraits,
        validation: Double,
        seed: UInt64
    ) throws(SplitError) -> [ExampleSplit] {
        let units = SplitUnits(traits)
        guard count >= 2, count <= units.units.count else {
            throw .folds(count, units: units.units.count)
        }
        let fold = units.folds(count, seed)
        var splits: [ExampleSplit] = []
        for number in 0..<count {
            let rest = fold.indices.filter { fold[$0] != number }
            let test = fold.indices.filter { fold[$0] == number }
            splits.append(
                try ExampleSplit(units, rest: rest, test: test, validation: validation, seed: seed)
            )
        }
        return splits
    }

    /// A split of a series, which is in the order of time: the end judges, what comes before it chooses.
    ///
    /// - Parameters:
    ///   - count: How many steps there are.
    ///   - test: How many of them, at the end, judge the result.
    ///   - validation: The share of the others, at their end, that settings are chosen by.
    /// - Throws: ``SplitError`` where nothing would be left to learn from.
    public init(
        seriesOf count: Int,
        test: Int,
        validation: Double
    ) throws(SplitError) {
        guard (0..<1).contains(validation) else { throw .share(validation) }
        let rest = count - max(test, 0)
        let cut = rest - Int((Double(max(rest, 0)) * validation).rounded())
        guard cut > 0 else { throw .empty(part: "training", units: count) }
        self.init(
            training: Array(0..<cut),
            validation: Array(cut..<rest),
            test: Array(rest..<count)
        )
    }

    private init(
        _ units: SplitUnits,
        rest: [Int],
        test: [Int],
        validation: Double,
        seed: UInt64
    ) throws(SplitError) {
        let (training, held) = try units.heldOut(validation, as: "validation", of: rest, seed)
        guard !training.isEmpty else {
            throw .empty(part: "training", units: units.units.count)
        }
        self.init(
            training: units.examples(of: training),
            validation: units.examples(of: held),
            test: units.examples(of: test)
        )
    }
}

import Datasets
import NeuralNetworks
import Testing

@Suite("Honest splits")
struct SplitTests {
    /// Examples of three classes, some equal, of several groups, all drawn from a seed.
    private static func traits(_ seed: Int, count: Int = 200, groups: Int = 23) throws
        -> ExampleTraits
    {
        var stream = RandomStream(seed: UInt64(seed), for: "traits of examples")
        var (labels, owners, contents): ([Int], [Int], [UInt64]) = ([], [], [])
        for _ in 0..<count {
            labels.append(Int(stream.nextWord() % 3))
            owners.append(Int(stream.nextWord()) % groups)
            contents.append(contentHash("\(stream.nextWord() % 150)".utf8))
        }
        return try ExampleTraits(
            count: count,
            labels: labels,
            groups: seed % 2 == 0 ? owners : nil,
            contents: contents
        )
    }

    /// The traits that two parts have in common.
    private static func common(
        _ traits: ExampleTraits,
        _ one: [Int],
        _ other: [Int]
    ) -> Int {
        func shared<Key: Hashable>(_ keys: [Key]?) -> Int {
            guard let keys else { return 0 }
            return Set(one.map { keys[$0] }).intersection(other.map { keys[$0] }).count
        }
        return shared(traits.groups) + shared(traits.contents)
            + Set(one).intersection(other).count
    }

    @Test("Nothing equal and nobody is on both sides", arguments: 0..<20)
    func sides(seed: Int) throws {
        // With groups and equal examples at random, all may hang together: few groups stay apart.
        var traits = try Self.traits(seed)
        if traits.groups != nil { traits.contents = nil }
        let split = try ExampleSplit(of: traits, test: 0.25, validation: 0.2, seed: UInt64(seed))
        #expect(Self.common(traits, split.training, split.validation) == 0)
        #expect(Self.common(traits, split.training, split.test) == 0)
        #expect(Self.common(traits, split.validation, split.test) == 0)
        let all = split.training + split.validation + split.test
        #expect(all.sorted() == Array(0..<traits.count))
        #expect(abs(split.test.count - 50) <= 12 && abs(split.validation.count - 30) <= 12)
        let again = try ExampleSplit(of: traits, test: 0.25, validation: 0.2, seed: UInt64(seed))
        #expect(again == split)
        let other = try ExampleSplit(of: traits, test: 0.25, validation: 0.2, seed: 99)
        #expect(other != split)
    }

    @Test("Every fold judges another part, and all are judged", arguments: 0..<10)
    func folds(seed: Int) throws {
        var traits = try Self.traits(seed)
        if traits.groups != nil { traits.contents = nil }
        let folds = try ExampleSplit.folds(5, of: traits, validation: 0.1, seed: 7)
        #expect(folds.flatMap(\.test).sorted() == Array(0..<traits.count))
        for fold in folds {
            #expect(Self.common(traits, fold.training + fold.validation, fold.test) == 0)
            #expect(abs(fold.test.count - 40) <= 12)
        }
    }

    @Test("As many folds as groups leave out each group in turn")
    func eachGroup() throws {
        let groups = (0..<60).map { $0 % 6 }
        let traits = try ExampleTraits(count: 60, labels: (0..<60).map { $0 / 6 }, groups: groups)
        let folds = try ExampleSplit.folds(6, of: traits, validation: 0, seed: 3)
        let left = folds.map { Set($0.test.map { groups[$0] }) }
        #expect(left.allSatisfy { $0.count == 1 } && Set(left).count == 6)
    }

    @Test("Every class is spread evenly, and a class of one example is learned from")
    func strata() throws {
        let labels = (0..<300).map { $0 < 200 ? 0 : $0 < 299 ? 1 : 2 }
        let traits = try ExampleTraits(count: 300, labels: labels)
        let split = try ExampleSplit(of: traits, test: 0.2, validation: 0.1, seed: 5)
        func count(_ part: [Int], _ label: Int) -> Int { part.count { labels[$0] == label } }
        #expect(count(split.test, 0) == 40 && (19...20).contains(count(split.test, 1)))
        #expect(count(split.validation, 0) == 16)
        #expect(count(split.training, 2) == 1)
        for fold in try ExampleSplit.folds(5, of: traits, validation: 0, seed: 5) {
            #expect(count(fold.test, 0) == 40 && (19...20).contains(count(fold.test, 1)))
        }
    }

    @Test("A small share of a few examples is one of them")
    func few() throws {
        let traits = try ExampleTraits(count: 4, labels: [0, 0, 0, 1])
        let split = try ExampleSplit(of: traits, test: 0.1, validation: 0.1, seed: 1)
        #expect(split.test.count == 1 && split.validation.count == 1)
        #expect(split.training.contains(3))
    }

    @Test("What equals an example of one's own test is not learned from")
    func ownTest() throws {
        let contents = [1, 2, 3, 4, 5, 6, 7, 8, 2, 9].map(UInt64.init)
        let traits = try ExampleTraits(count: 10, contents: contents)
        let split = try ExampleSplit(of: traits, test: [8, 9], validation: 0, seed: 1)
        #expect(split.training == [0, 2, 3, 4, 5, 6, 7])
        #expect(split.test == [8, 9] && traits.duplicateCount == 1)
    }

    @Test("A series is split by time")
    func series() throws {
        let split = try ExampleSplit(seriesOf: 100, test: 10, validation: 0.1)
        #expect(split.training == Array(0..<81))
        #expect(split.validation == Array(81..<90) && split.test == Array(90..<100))
        #expect(throws: SplitError.empty(part: "training", units: 10)) {
            try ExampleSplit(seriesOf: 10, test: 10, validation: 0)
        }
    }

    @Test("What cannot be split is told")
    func errors() throws {
        #expect(throws: SplitError.traits(2, of: 3)) {
            try ExampleTraits(count: 3, labels: [0, 1])
        }
        let equal = try ExampleTraits(count: 4, contents: [1, 1, 1, 1])
        #expect(throws: SplitError.empty(part: "test", units: 1)) {
            try ExampleSplit(of: equal, test: 0.5, validation: 0, seed: 1)
        }
        #expect(throws: SplitError.folds(2, units: 1)) {
            try ExampleSplit.folds(2, of: equal, validation: 0, seed: 1)
        }
        let some = try ExampleTraits(count: 4)
        for share in [1, 1.5, -0.1, .nan] {
            #expect(throws: SplitError.self) {
                try ExampleSplit(of: some, test: share, validation: 0, seed: 1)
            }
        }
    }
}

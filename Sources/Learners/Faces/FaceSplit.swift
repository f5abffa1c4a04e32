import Datasets
import NeuralNetworks

/// Which pictures of faces are learned from, which people choose thresholds, and which pictures judge.
struct FaceSplit: Sendable {
    /// Pictures to learn from, those of strangers included.
    let training: [Int]
    /// Pictures of people that a first training leaves out, so that thresholds are chosen on them.
    let strangers: [Int]
    /// Pictures that judge.
    let test: [Int]
    /// Whether those that judge show people that are never learned from.
    let areUnseen: Bool

    /// Splits pictures of people.
    ///
    /// - Throws: `SplitError` where there are too few.
    static func splits(of set: LabelledSet, _ splitting: FileSplitting) throws -> [FaceSplit] {
        if let folds = splitting.folds {
            let people = Array(Set(set.files.map(\.label))).sorted()
            guard folds <= people.count / 2 else {
                throw SplitError.folds(folds, units: people.count / 2)
            }
            // People who stand side by side are judged together, so that each fold can be told in words.
            return try (0..<folds).map { fold in
                let judged = Set(
                    people[fold * people.count / folds..<(fold + 1) * people.count / folds]
                )
                let test = set.files.indices.filter { judged.contains(set.files[$0].label) }
                return try split(set, test: test, areUnseen: true, splitting)
            }
        }
        var drawn = splitting
        drawn.validation = 0
        let test = try set.splits(drawn)[0].test
        let judging = Set(test)
        let known = Set(
            set.files.indices.filter { !judging.contains($0) }.map { set.files[$0].label }
        )
        let areUnseen = test.allSatisfy { !known.contains(set.files[$0].label) }
        return [try split(set, test: test, areUnseen: areUnseen, splitting)]
    }

    private static func split(
        _ set: LabelledSet,
        test: [Int],
        areUnseen: Bool,
        _ splitting: FileSplitting
    ) throws(SplitError) -> FaceSplit {
        let judged = Set(test)
        let contents = Set(test.compactMap { set.traits.contents?[$0] })
        let rest = set.files.indices.filter { index in
            !judged.contains(index) && !contents.contains(set.traits.contents?[index] ?? 0)
        }
        var pictures: [Int: [Int]] = [:]
        for index in rest { pictures[set.files[index].label, default: []].append(index) }
        // Of a single picture no pair can be made.
        let candidates = pictures.keys.sorted().filter { (pictures[$0]?.count ?? 0) > 1 }
        let wanted = Int((Double(pictures.count) * splitting.validation).rounded())
        var strangers: Set<Int> = []
        if wanted >= 2, candidates.count >= wanted, pictures.count - wanted >= 2 {
            var order = candidates.map(Int32.init)
            var stream = RandomStream(seed: splitting.seed, for: "strangers")
            var span = order.mutableSpan
            stream.shuffle(&span)
            strangers = Set(order.prefix(wanted).map(Int.init))
        }
        guard !rest.isEmpty else { throw .empty(part: "training", units: 0) }
        return FaceSplit(
            training: rest,
            strangers: rest.filter { strangers.contains(set.files[$0].label) },
            test: test,
            areUnseen: areUnseen
        )
    }
}

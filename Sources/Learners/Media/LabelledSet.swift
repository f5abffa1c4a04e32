import Datasets
import NeuralNetworks

/// Files that could be read, with what must be known to split them, and what was seen in them.
struct LabelledSet: Sendable {
    /// The names of the classes.
    let classNames: [String]
    /// The files, in the order of the examples.
    let files: [LabelledFiles.File]
    /// Which of them are kept for the test, where files say so.
    let test: [Int]?
    /// What must stay together.
    let traits: ExampleTraits
    /// What was seen.
    var findings: [Finding]

    /// Takes what could be read of listed files.
    ///
    /// - Parameters:
    ///   - listed: The files.
    ///   - indices: Which of them could be read, counted over the training files and then those of the test.
    ///   - contents: The content of each of these.
    ///   - alike: Pairs of these that are nearly the same.
    ///   - problems: Why the others could not be read.
    ///   - noun: What a file is called, in the plural.
    /// - Throws: ``LabelledSetError`` where nothing can be learned from what is left.
    init(
        _ listed: LabelledFiles,
        read indices: [Int],
        contents: [UInt64],
        alike: [(Int, Int)] = [],
        problems: [String],
        noun: String
    ) throws {
        let all = listed.training + (listed.test ?? [])
        guard !indices.isEmpty else {
            throw LabelledSetError.nothingRead(noun: noun, first: problems.first ?? "")
        }
        files = indices.map { all[$0] }
        classNames = listed.classNames
        test =
            listed.test == nil
            ? nil : indices.indices.filter { indices[$0] >= listed.training.count }
        let learned = indices.indices.filter { indices[$0] < listed.training.count }
        let found = Set(learned.map { all[indices[$0]].label })
        guard found.count > 1 else {
            let name = found.first.map { listed.classNames[$0] } ?? ""
            throw LabelledSetError.oneClass(name, noun: noun, count: learned.count)
        }
        let names = Array(Set(files.compactMap(\.group))).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        // A file without a group is a group of its own.
        let groups = files.enumerated().map { place, file in
            file.group.flatMap { numbers[$0] } ?? names.count + place
        }
        traits = try ExampleTraits(
            count: files.count,
            labels: files.map(\.label),
            groups: names.isEmpty ? nil : groups,
            contents: Self.joined(contents, alike)
        )
        findings = []
        findings =
            counts(noun) + left(listed, problems, noun) + doubles(contents, noun)
            + likenesses(alike, noun)
        if !names.isEmpty {
            findings.append(
                .note("\(names.count.grouped) groups, each on one side of every split", names)
            )
        }
    }

    private func counts(_ noun: String) -> [Finding] {
        var counts = [Int](repeating: 0, count: classNames.count)
        for file in files { counts[file.label] += 1 }
        let known = classNames.indices.filter { counts[$0] > 0 }.map {
            (classNames[$0], counts[$0])
        }
        var findings = Finding.classes(known.map { (name: $0.0, count: $0.1) }, of: noun)
        if let test {
            findings.append(.note("\(test.count.grouped) of them are kept to judge the result"))
        }
        return findings
    }

    private func left(_ listed: LabelledFiles, _ problems: [String], _ noun: String) -> [Finding] {
        var findings: [Finding] = []
        if !problems.isEmpty {
            let count = problems.count == 1 ? "1 file" : "\(problems.count.grouped) files"
            let were = problems.count == 1 ? "was" : "were"
            findings.append(.warning("\(count) could not be read and \(were) left out", problems))
        }
        if !listed.skipped.isEmpty {
            findings.append(
                .note(
                    "\(listed.skipped.count.grouped) other files are no \(noun) with a label",
                    listed.skipped
                )
            )
        }
        return findings
    }

    /// Equal files: kept on one side, and doubtful where they have different labels.
    private func doubles(_ contents: [UInt64], _ noun: String) -> [Finding] {
        var first: [UInt64: Int] = [:]
        var (equal, contrary): ([String], [String]) = ([], [])
        for (place, content) in contents.enumerated() {
            guard let other = first[content] else {
                first[content] = place
                continue
            }
            let words = "\(files[place].path) = \(files[other].path)"
            if files[place].label == files[other].label {
                equal.append(words)
            } else {
                contrary.append(words)
            }
        }
        var findings: [Finding] = []
        if !equal.isEmpty {
            findings.append(
                .warning("some \(noun) are equal; equal ones are on one side of every split", equal)
            )
        }
        if !contrary.isEmpty {
            findings.append(
                .warning(
                    "some \(noun) are equal but have different labels; delete the wrong ones",
                    contrary
                )
            )
        }
        return findings
    }

    /// Contents of which those that are alike are the same.
    private static func joined(_ contents: [UInt64], _ alike: [(Int, Int)]) -> [UInt64] {
        var others: [UInt64: UInt64] = [:]
        func root(_ content: UInt64) -> UInt64 {
            var content = content
            while let other = others[content] { content = other }
            return content
        }
        for (one, other) in alike {
            let (kept, joined) = (root(contents[one]), root(contents[other]))
            if kept != joined { others[joined] = kept }
        }
        return others.isEmpty ? contents : contents.map(root)
    }

    /// Files that are nearly the same: kept on one side, as equal ones are.
    private func likenesses(_ alike: [(Int, Int)], _ noun: String) -> [Finding] {
        let judging = Set(test ?? [])
        var (within, across): ([String], [String]) = ([], [])
        for (one, other) in alike {
            let words = "\(files[other].path) ≈ \(files[one].path)"
            if judging.contains(one) == judging.contains(other) {
                within.append(words)
            } else {
                across.append(words)
            }
        }
        var findings: [Finding] = []
        if !within.isEmpty {
            let sides = test == nil ? "; such ones are on one side of every split" : ""
            findings.append(.warning("some \(noun) are nearly the same" + sides, within))
        }
        if !across.isEmpty {
            findings.append(
                .warning(
                    "nearly the same \(noun) are among those to learn from and those that judge; the "
                        + "former are not learned from",
                    across
                )
            )
        }
        return findings
    }

    /// How they are split: once, or for each fold.
    ///
    /// - Throws: `SplitError` where there are too few.
    func splits(_ splitting: FileSplitting) throws -> [ExampleSplit] {
        if let folds = splitting.folds {
            return try ExampleSplit.folds(
                folds,
                of: traits,
                validation: splitting.validation,
                seed: splitting.seed
            )
        }
        guard let test else {
            return [
                try ExampleSplit(
                    of: traits,
                    test: splitting.testShare,
                    validation: splitting.validation,
                    seed: splitting.seed
                )
            ]
        }
        return [
            try ExampleSplit(
                of: traits,
                test: test,
                validation: splitting.validation,
                seed: splitting.seed
            )
        ]
    }
}

/// Files from which nothing can be learned.
public enum LabelledSetError: Error, Hashable, Sendable, CustomStringConvertible {
    /// None could be read.
    case nothingRead(noun: String, first: String)
    /// All are of one class.
    case oneClass(String, noun: String, count: Int)

    /// One line: what is wrong, and what would help.
    public var description: String {
        switch self {
        case .nothingRead(let noun, let first): "none of the \(noun) could be read: \(first)"
        case .oneClass(let name, let noun, let count):
            "all \(count.grouped) \(noun) to learn from are of one class, \"\(name)\"; give \(noun) of two "
                + "classes at least, each in a folder of its own"
        }
    }
}

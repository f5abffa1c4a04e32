import Datasets
import NeuralNetworks

/// What is seen in a table before anything is learned from it.
enum TableFindings {
    /// Findings on a table.
    ///
    /// - Parameters:
    ///   - whole: As the file has it.
    ///   - table: The rows whose answer is known.
    ///   - target: What is predicted.
    ///   - choice: The columns that are read.
    /// - Returns: What is worth to be told.
    static func of(
        _ whole: Table,
        _ table: Table,
        _ target: TableTarget,
        _ choice: ColumnChoice
    ) -> [Finding] {
        sample(
            whole,
            "are learned from and judge, so that memory suffices; --rows takes more"
        ) + damage(whole) + answers(whole, table, target) + columns(table, choice)
            + leaks(table, target, choice)
    }

    /// Rows that are equal to another.
    static func duplicates(_ traits: ExampleTraits) -> [Finding] {
        guard traits.duplicateCount > 0 else { return [] }
        return [
            .note(
                "\(traits.duplicateCount.grouped) rows are equal to another in all columns that are read; "
                    + "equal rows are on one side only"
            )
        ]
    }

    /// That there are more rows than were kept, and what these are for.
    static func sample(_ table: Table, _ purpose: String) -> [Finding] {
        guard table.rowCount < table.fileRowCount else { return [] }
        return [
            .note(
                "of \(table.fileRowCount.grouped) rows \(table.rowCount.grouped), drawn at random, "
                    + purpose
            )
        ]
    }

    /// What could not be read as the rest of a table.
    static func damage(_ table: Table) -> [Finding] {
        var findings: [Finding] = []
        if let skipped = table.skipped {
            findings.append(
                .warning(
                    "\(skipped.count.grouped) rows were left out, for they have too many or too few "
                        + "fields: the first in line \(skipped.line.grouped), with \(skipped.fields) "
                        + "instead of \(table.columns.count)"
                )
            )
        }
        for column in table.columns where column.unreadableCount > 0 {
            findings.append(
                .warning(
                    "\(column.name) has \(column.unreadableCount.grouped) cells that are no numbers; they "
                        + "count as missing"
                )
            )
        }
        for (name, example) in table.ambiguousDates.sorted(by: { $0.key < $1.key }) {
            findings.append(
                .warning(
                    "the dates of \(name), such as \(example), can be day/month or month/day and are "
                        + "read as texts; write them as 2026-11-30"
                )
            )
        }
        return findings
    }

    private static func answers(
        _ whole: Table,
        _ table: Table,
        _ target: TableTarget
    ) -> [Finding] {
        var findings: [Finding] = []
        if table.rowCount < whole.rowCount {
            findings.append(
                .note(
                    "\((whole.rowCount - table.rowCount).grouped) rows without \(target.name) are left out"
                )
            )
        }
        let answers = ((try? target.answers(table)) ?? []).compactMap(\.self)
        if target.classNames.isEmpty {
            let (least, most) = (answers.min() ?? 0, answers.max() ?? 0)
            findings.append(
                .note(
                    "\(table.rowCount.grouped) rows; \(target.name) is a number from "
                        + "\(shortNumber(least)) to \(shortNumber(most))"
                )
            )
        } else {
            var counts = [Int](repeating: 0, count: target.outputs)
            for answer in answers { counts[Int(answer)] += 1 }
            findings += Finding.classes(
                zip(target.classNames, counts).map { ($0, $1) },
                of: "rows"
            )
        }
        if target.classNames.isEmpty, answers.count > 20, Set(answers).count == answers.count,
            answers.allSatisfy({ $0 == $0.rounded() })
        {
            findings.append(
                .warning(
                    "\(target.name) is another whole number in every row, as a number of the row is; "
                        + "what is learned of that is worth nothing"
                )
            )
        }
        if table.rowCount < 200 {
            findings.append(
                .warning(
                    "\(table.rowCount) rows are few: what is measured on a part of them is uncertain; "
                        + "--folds 10 measures on all of them"
                )
            )
        }
        return findings
    }

    private static func columns(_ table: Table, _ choice: ColumnChoice) -> [Finding] {
        var findings: [Finding] = []
        if !choice.leftOut.isEmpty {
            findings.append(
                .note(
                    "columns that are not read",
                    choice.leftOut.map { "\($0.name) (\($0.reason))" }
                )
            )
        }
        let gaps = table.columns.filter { choice.names.contains($0.name) }.compactMap {
            column -> String? in
            let cells = column.emptyCount
            return cells > 0 ? "\(column.name) \(cells.grouped)" : nil
        }
        if !gaps.isEmpty {
            findings.append(.note("cells are missing, which the network is told", gaps))
        }
        return findings
    }

    /// Columns each of which alone says nearly everything of the target.
    private static func leaks(
        _ table: Table,
        _ target: TableTarget,
        _ choice: ColumnChoice
    ) -> [Finding] {
        let answers = ((try? target.answers(table)) ?? []).map { $0 ?? 0 }
        guard answers.count >= 100 else { return [] }
        let found = table.columns.filter { choice.names.contains($0.name) }.filter {
            TargetLeak.share(of: $0, answers, areClasses: !target.classNames.isEmpty) > 0.995
        }
        guard !found.isEmpty else { return [] }
        return [
            .warning(
                "columns each of which alone nearly gives \(target.name) away; leave them out by --ignore, "
                    + "if they are not known beforehand",
                found.map(\.name)
            )
        ]
    }
}

/// How much one column alone says of the answers.
enum TargetLeak {
    /// The share of what is uncertain about the answers that a column takes away: of wrong guesses, or of the
    /// variance; 1 is all.
    static func share(of column: TableColumn, _ answers: [Double], areClasses: Bool) -> Double {
        let bins = bins(of: column)
        var groups: [Int: [Double]] = [:]
        for (bin, answer) in zip(bins, answers) { groups[bin, default: []].append(answer) }
        // A bin of a few rows fits them by chance.
        guard groups.count * 10 <= answers.count else { return 0 }
        let measure = areClasses ? wrongGuesses : squares
        let before = measure(answers)
        guard before > 0 else { return 0 }
        return 1 - groups.values.reduce(0) { $0 + measure($1) } / before
    }

    private static func bins(of column: TableColumn) -> [Int] {
        switch column.values {
        case .texts(let codes, _): codes.map { Int($0) }
        case .numbers(let numbers): ranges(numbers.map(Double.init))
        case .dates(let dates): ranges(dates)
        }
    }

    /// For each number which of up to fifty ranges of equally many it lies in; −1 where it is missing.
    private static func ranges(_ numbers: [Double]) -> [Int] {
        let sorted = numbers.filter { !$0.isNaN }.sorted()
        let count = min(50, max(sorted.count / 20, 1))
        let edges = (1..<max(count, 1)).map { sorted[sorted.count * $0 / count] }
        return numbers.map { number in
            number.isNaN ? -1 : edges.count { $0 <= number }
        }
    }

    private static func wrongGuesses(_ answers: [Double]) -> Double {
        var counts: [Double: Int] = [:]
        for answer in answers { counts[answer, default: 0] += 1 }
        return Double(answers.count - (counts.values.max() ?? 0))
    }

    private static func squares(_ answers: [Double]) -> Double {
        let mean = answers.reduce(0, +) / Double(max(answers.count, 1))
        return answers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}

/// A number with as many decimals as tell something.
func shortNumber(_ value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), abs(value) < 1e15 { return Int(value).grouped }
    return fixed(value, abs(value) >= 100 ? 1 : abs(value) >= 1 ? 3 : 5)
}

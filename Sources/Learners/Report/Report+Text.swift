import NeuralNetworks

extension Report {
    /// The report as a terminal shows it; pictures are told by what is said of them.
    public var text: String {
        let parts = [metrics.map(\.line).joined(separator: "\n")] + sections.compactMap(\.text)
        return parts.joined(separator: "\n\n")
    }

    /// The report as programs read it: each number by its name, its interval and what other ways come to.
    ///
    /// - Parameter prefix: What stands before each name, such as `test_`.
    /// - Returns: The fields: `accuracy`, `accuracy_interval`, …, `count`, `baseline` (the trivial guess),
    ///   `baselines`, and `confusion` where there are classes.
    public func json(prefix: String = "") -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for metric in metrics {
            fields[prefix + metric.name] = .number(metric.value)
            if let interval = metric.interval {
                fields[prefix + metric.name + "_interval"] = .numbers([
                    interval.lowerBound, interval.upperBound,
                ])
            }
        }
        if let main = metrics.first {
            fields["count"] = .count(main.count)
            fields["baseline"] = main.baselines.first.map { .number($0.value) }
            if !main.baselines.isEmpty {
                fields["baselines"] = .object(
                    Dictionary(
                        main.baselines.map { ($0.name, .number($0.value)) },
                        uniquingKeysWith: { first, _ in first }
                    )
                )
            }
        }
        for section in sections {
            guard case .confusion(let matrix) = section.content else { continue }
            fields["confusion"] = .list(matrix.counts.map { .numbers($0.map(Double.init)) })
            fields["classes"] = .list(matrix.classNames.map(JSONValue.text))
        }
        if !findings.isEmpty { fields["findings"] = .list(findings.map(\.json)) }
        return fields
    }
}

extension ReportSection {
    /// The part as a terminal shows it; nil for drawings.
    var text: String? {
        let body: String
        var note = note
        switch content {
        case .table(let table): body = table.text
        case .confusion(let matrix):
            // Wider than a terminal it says nothing.
            guard matrix.classNames.count <= 16 else { return nil }
            body = ReportTable(counts: matrix).text
            if note.isEmpty { note = ReportSection.howToReadConfusion }
        case .drawing: return nil
        case .pictures(let pictures):
            body = pictures.map { "  " + $0.caption }.joined(separator: "\n")
        case .text(let text): body = text
        }
        return "\(title)\(note.isEmpty ? "" : " (\(note))"):\n\n\(body)"
    }
}

extension ReportTable {
    /// How often each class (row) was taken for each (column).
    init(counts matrix: ConfusionMatrix) {
        self.init(
            columns: [""] + matrix.classNames,
            rows: zip(matrix.classNames, matrix.counts).map { name, counts in
                [name] + counts.map { $0 == 0 ? "·" : $0.grouped }
            }
        )
    }

    /// Whether a column is read from the left: the first, and those of long words.
    func isOfWords(_ column: Int) -> Bool {
        column == 0 || rows.contains { column < $0.count && $0[column].count > 24 }
    }

    /// The table with columns as wide as their widest cell: words to the left, numbers to the right.
    var text: String {
        let all = [columns] + rows
        let widths = columns.indices.map { column in
            all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        let areWords = columns.indices.map(isOfWords)
        return all.map { row in
            let line = zip(row, widths).enumerated().map { place, cell in
                let space = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
                return areWords[place] ? cell.0 + space : space + cell.0
            }.joined(separator: "  ")
            return "  " + line.trimmedAtEnd
        }.joined(separator: "\n")
    }
}

extension String {
    /// Without the spaces at its end.
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

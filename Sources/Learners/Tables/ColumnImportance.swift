import Datasets
import NeuralNetworks

/// How much worse a model becomes where one column is shuffled among the rows, so that it says nothing.
///
/// Source: Breiman, "Random Forests", 2001, section 10; Fisher, Rudin, Dominici, "All Models are Wrong, but
/// Many are Useful", 2019.
struct ColumnImportance {
    /// The most rows that are looked at.
    private static let most = 2_000

    let section: ReportSection

    /// Shuffles each column that is read.
    init(_ model: TableModel, _ table: Table, _ answers: [Double]) throws {
        let rows = Array(0..<min(table.rowCount, Self.most))
        let part = table.rows(rows)
        let answers = Array(answers.prefix(rows.count))
        let isNumber = model.form.target.classNames.isEmpty
        func error(_ table: Table) throws -> Double {
            let found = try model.answers(table)
            guard isNumber else {
                let wrong = zip(found, answers).count { shares, answer in
                    shares.indices.max { shares[$0] < shares[$1] } != Int(answer)
                }
                return Double(wrong) / Double(max(answers.count, 1))
            }
            let squares = zip(found, answers).reduce(0) { sum, pair in
                sum + (pair.0[0] - pair.1) * (pair.0[0] - pair.1)
            }
            return (squares / Double(max(answers.count, 1))).squareRoot()
        }
        var order = rows.map { Int32($0) }
        var stream = RandomStream(seed: 1, for: "importance")
        var span = order.mutableSpan
        stream.shuffle(&span)
        let shuffled = order.map { Int($0) }
        let before = try error(part)
        let names = model.form.columns.columns.map(\.name)
        let rises = try names.map { name in
            let changed = Table(
                file: part.file,
                columns: part.columns.map { $0.name == name ? $0.rows(shuffled) : $0 }
            )
            return (name: name, rise: try error(changed) - before)
        }
        let sorted = rises.sorted { ($1.rise, $0.name) < ($0.rise, $1.name) }
        section = ReportSection(
            "What each column is worth",
            note: "how much larger the error becomes where the column is shuffled among the rows",
            .table(
                ReportTable(
                    columns: ["column", isNumber ? "root mean squared error +" : "errors +"],
                    rows: sorted.prefix(50).map { entry in
                        [
                            entry.name,
                            isNumber ? shortNumber(entry.rise) : fixed(100 * entry.rise, 2) + " %",
                        ]
                    }
                )
            )
        )
    }
}

import Datasets

extension TableModel: RowAnswers {
    /// The columns that are read: what is usual in them, and which texts are known.
    public var fields: [RowField] {
        form.columns.columns.map { column in
            switch column.encoding {
            case .number(_, _, let middle, _):
                RowField(column.name, usual: TableColumn.text(middle) ?? "")
            case .date(let mean, _, _):
                RowField(column.name, usual: TableColumn.text((mean / 86_400).rounded() * 86_400))
            case .category(let names):
                RowField(column.name, choices: names, usual: names.first ?? "")
            case .words: RowField(column.name)
            }
        }
    }

    /// The answer to a row of cells.
    public func predict(row cells: [String: String]) throws -> [Prediction] {
        let names = form.columns.columns.map(\.name)
        let lines = [names, names.map { cells[$0] ?? "" }].map { CSVLine.text(of: $0) }
        let format = TableFormat(
            delimiter: UInt8(ascii: ","),
            hasHeader: true,
            texts: form.columns.texts
        )
        let table = try Table(
            decoding: Array(lines.joined().utf8),
            file: "the row",
            format: format
        )
        return try predictions(table) { _ in "the row" }
    }
}

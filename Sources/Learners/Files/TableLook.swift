import Datasets

/// What can be asked of a table, by what its columns are.
struct TableLook {
    private let table: Table

    /// Looks at a table.
    init(_ table: Table) { self.table = table }

    /// The questions, the likeliest first.
    var questions: [FilesQuestion] {
        let forecast = forecast
        let texts = texts
        let answer = answer.map { FilesQuestion(TableModel.kind, target: $0) }
        // Rows that begin with their time are a series; two columns, one of them of texts, are texts with their classes.
        let isSeries = forecast.map { _ in times == 0..<(times?.count ?? 0) } ?? false
        let order =
            isSeries
            ? [forecast, answer, texts]
            : table.columns.count <= 3 ? [texts, answer, forecast] : [answer, texts, forecast]
        return order.compactMap(\.self)
    }

    /// The last column that can be answered.
    private var answer: String? {
        guard table.columns.count > 1 else { return nil }
        return table.columns.last { [.number, .category].contains($0.kind) }?.name
    }

    /// The columns that make the time: one of dates, or year, month, day and hour one after another.
    private var times: Range<Int>? {
        if let date = table.columns.firstIndex(where: { $0.kind == .date }) {
            return date..<(date + 1)
        }
        let names = table.columns.map { $0.name.lowercased() }
        guard let year = names.firstIndex(of: "year") else { return nil }
        let parts = ["year", "month", "day", "hour", "minute"]
        let count = zip(parts, names[year...]).prefix { $0 == $1 }.count
        return count > 1 ? year..<(year + count) : nil
    }

    private var forecast: FilesQuestion? {
        guard let times else { return nil }
        let others = table.columns.enumerated().filter { !times.contains($0.offset) }
        guard let column = others.last(where: { $0.element.kind == .number }) else { return nil }
        let names = times.map { table.columns[$0].name }
        return FilesQuestion(
            ForecastModel.kind,
            target: column.element.name,
            time: names.joined(separator: ","),
            horizon: 7
        )
    }

    private var texts: FilesQuestion? {
        guard let text = table.columns.first(where: { $0.kind == .text }),
            let target = table.columns.first(where: { $0.kind == .category })
        else { return nil }
        return FilesQuestion(TextModel.kind, target: target.name, text: text.name)
    }
}

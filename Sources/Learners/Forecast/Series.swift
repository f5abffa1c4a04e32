import Datasets
import MediaFiles
import NeuralNetworks

/// Columns over the same even steps of time, from one file or several.
struct Series {
    /// One column: a number or a text for each step; nothing where it is missing.
    enum Values {
        case numbers([Float])
        case texts([String?])
    }

    /// The steps.
    let grid: SeriesGrid
    /// How many steps there are.
    let count: Int
    /// The most rows of a file that are taken, the latest ones: more of the past tell hardly more.
    static let mostRows = 1_000_000
    /// The columns in order.
    let columns: [(name: String, kind: TableColumn.Kind, values: Values)]
    /// What was seen in the files.
    let findings: [Finding]

    /// Reads files and joins them on their times.
    ///
    /// - Parameters:
    ///   - files: Tables with a row for each time.
    ///   - time: The columns that make the time: one of dates, or year, month, day, hour; empty is found out.
    ///   - known: The steps, where they are known.
    ///   - format: How the files are written.
    ///   - progress: Is told which share of large files is read.
    /// - Throws: `TableError` or ``SeriesError``.
    init(
        files: [String],
        time: [String],
        grid known: SeriesGrid? = nil,
        format: TableFormat = TableFormat(),
        progress: (Double) -> Void = { _ in }
    ) throws {
        var tables: [TimedTable] = []
        for file in files {
            let table = try Table(contentsOf: file, format: format) { share in
                progress((Double(tables.count) + share) / Double(files.count))
            }
            tables.append(try TimedTable(table, time: time))
        }
        let step = try SeriesGrid(tables[0].times)
        if let known, known.step != step.step {
            throw SeriesError.otherStep(step.stepName, expected: known.stepName)
        }
        let first = tables.map { $0.times[0] }.min() ?? 0
        let grid = step.from(first)
        let last = tables.map { $0.times[$0.times.count - 1] }.max() ?? 0
        guard let end = grid.index(last), end < 100_000_000 else {
            throw SeriesError.uneven(TableColumn.text(first))
        }
        var columns: [(name: String, kind: TableColumn.Kind, values: Values)] = []
        var findings: [Finding] = []
        for table in tables {
            findings += table.findings
            let places = table.times.map { grid.index($0) }
            let between = places.count { $0 == nil }
            guard 10 * between < places.count else { throw SeriesError.apart(table.file) }
            if between > 0 {
                findings.append(
                    .warning("\(table.file): \(between) rows between two steps are left out")
                )
            }
            for column in table.columns {
                var name = column.name
                if columns.contains(where: { $0.name == name }) { name += " of \(table.file)" }
                columns.append((name, column.kind, Self.spread(column, places, end + 1)))
            }
            let gaps = end + 1 - Set(places.compactMap(\.self)).count
            if gaps > 0 {
                findings.append(
                    .note(
                        "\(table.file): \(gaps.grouped) of \((end + 1).grouped) steps have no row; "
                            + "they count as missing"
                    )
                )
            }
        }
        (self.grid, count, self.columns, self.findings) = (grid, end + 1, columns, findings)
    }

    /// A column of rows as one of steps.
    private static func spread(_ column: TableColumn, _ places: [Int?], _ count: Int) -> Values {
        if let numbers = column.asNumbers {
            var values = [Float](repeating: .nan, count: count)
            for (place, number) in zip(places, numbers) { if let place { values[place] = number } }
            return .numbers(values)
        }
        var values = [String?](repeating: nil, count: count)
        for (row, place) in places.enumerated() {
            if let place { values[place] = column.text(row) }
        }
        return .texts(values)
    }

    /// The last steps alone.
    func latest(_ most: Int) -> Series {
        guard most < count else { return self }
        return Series(
            grid: grid.from(grid.time(count - most)),
            count: most,
            columns: columns.map { name, kind, values in
                switch values {
                case .numbers(let numbers): (name, kind, .numbers(Array(numbers.suffix(most))))
                case .texts(let texts): (name, kind, .texts(Array(texts.suffix(most))))
                }
            },
            findings: findings
        )
    }

    private init(
        grid: SeriesGrid,
        count: Int,
        columns: [(name: String, kind: TableColumn.Kind, values: Values)],
        findings: [Finding]
    ) {
        (self.grid, self.count, self.columns, self.findings) = (grid, count, columns, findings)
    }

    /// The column of a name.
    func column(_ name: String) throws(SeriesError) -> Values {
        guard let found = columns.first(where: { $0.name == name }) else {
            throw .missingColumn(name, known: columns.map(\.name))
        }
        return found.values
    }
}

/// A table whose rows have times, in their order.
struct TimedTable {
    let file: String
    /// Seconds since 1970, rising.
    let times: [Double]
    /// The other columns, in the order of the times.
    let columns: [TableColumn]
    let findings: [Finding]

    init(_ table: Table, time names: [String]) throws {
        file = table.file
        let names = try names.isEmpty ? [Self.timeColumn(of: table)] : names
        let found = try Self.times(table, names)
        var findings = TableFindings.damage(table)
        let present = found.indices.filter { !found[$0].isNaN }
        if present.count < found.count {
            findings.append(
                .warning(
                    "\(table.file): \(found.count - present.count) rows without a time are left out"
                )
            )
        }
        var order = present
        if !zip(present, present.dropFirst()).allSatisfy({ found[$0] <= found[$1] }) {
            order.sort { (found[$0], $0) < (found[$1], $1) }
            findings.append(
                .note("\(table.file): the rows were not in the order of time, and are sorted")
            )
        }
        if order.count > Series.mostRows {
            findings.append(
                .note(
                    "\(table.file): of \(order.count.grouped) rows the latest "
                        + "\(Series.mostRows.grouped) are taken"
                )
            )
            order = Array(order.suffix(Series.mostRows))
        }
        times = order.map { found[$0] }
        for (early, late) in zip(times, times.dropFirst()) where early == late {
            throw SeriesError.twice(TableColumn.text(early), file: table.file)
        }
        guard times.count > 2 else { throw SeriesError.tooShort(times.count) }
        columns = table.columns.filter { column in
            if names.contains(column.name) { return false }
            if case .dates = column.values { return false }
            return true
        }.map { $0.rows(order) }
        self.findings = findings
    }

    /// The only column of dates.
    private static func timeColumn(of table: Table) throws -> String {
        let found = table.columns.filter {
            if case .dates = $0.values { return true }
            return false
        }
        if let (name, example) = table.ambiguousDates.first, found.isEmpty {
            throw TableError(
                file: table.file,
                problem: .ambiguousDates(column: name, example: example)
            )
        }
        guard let first = found.first else {
            // One slip makes texts of dates.
            for column in table.columns {
                guard let slip = column.slipAmongDates else { continue }
                throw TableError(
                    file: table.file,
                    problem: .notDate(column: column.name, text: slip)
                )
            }
            throw SeriesError.noTime(table.columns.map(\.name))
        }
        guard found.count == 1 else { throw SeriesError.severalTimes(found.map(\.name)) }
        return first.name
    }

    /// The time of each row; NaN where it is missing.
    private static func times(_ table: Table, _ names: [String]) throws -> [Double] {
        let columns = try names.map { name throws(TableError) in try table.column(name) }
        if columns.count == 1 {
            if let example = table.ambiguousDates[names[0]] {
                throw TableError(
                    file: table.file,
                    problem: .ambiguousDates(column: names[0], example: example)
                )
            }
            if let dates = columns[0].asDates { return dates }
            // Years alone.
            if let numbers = columns[0].asNumbers,
                numbers.allSatisfy({ $0.isNaN || $0 == $0.rounded() && (1000...3000).contains($0) })
            {
                return numbers.map { seconds([$0]) }
            }
            throw TableError(
                file: table.file,
                problem: .notDate(
                    column: names[0],
                    text: columns[0].slipAmongDates ?? columns[0].firstText
                )
            )
        }
        let parts = try columns.map { column in
            guard let numbers = column.asNumbers else {
                throw TableError(
                    file: table.file,
                    problem: .notNumber(column: column.name, text: column.firstText)
                )
            }
            return numbers
        }
        return (0..<table.rowCount).map { row in seconds(parts.map { $0[row] }) }
    }

    /// The time of year, month, day, hour, minute, as far as they are given.
    private static func seconds(_ parts: [Float]) -> Double {
        guard parts.allSatisfy({ abs($0) < 10_000 }) else { return .nan }
        let whole = parts.map { Int($0) }
        let date = CivilDate(
            year: whole[0],
            month: whole.count > 1 ? whole[1] : 1,
            day: whole.count > 2 ? whole[2] : 1
        )
        guard let date else { return .nan }
        let hour = whole.count > 3 ? Double(whole[3]) : 0
        let minute = whole.count > 4 ? Double(whole[4]) : 0
        return Double(date.dayNumber) * 86_400 + 3600 * hour + 60 * minute
    }
}

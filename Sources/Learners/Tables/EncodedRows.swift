import Datasets
import NeuralNetworks

/// Rows of a table as a network reads them.
struct EncodedRows {
    /// Numbers of mean 0 and deviation 1, row after row.
    private(set) var numbers: [Float] = []
    /// Zeros and ones: what is missing, which words there are.
    private(set) var flags: [Float] = []
    /// For each column of categories a row of the table of embeddings.
    private(set) var codes: [Float] = []
    let count: Int
    let widths: EncodedWidths

    /// Encodes the rows of a table.
    ///
    /// - Throws: `TableError` where a column is missing or is of another kind.
    init(_ table: Table, _ preparation: TablePreparation) throws(TableError) {
        count = table.rowCount
        widths = EncodedWidths(preparation)
        let (rows, widths) = (count, widths)
        var numbers = [Float](repeating: 0, count: rows * widths.numbers)
        var flags = [Float](repeating: 0, count: rows * widths.flags)
        var codes = [Float](repeating: 0, count: rows * widths.codes)
        var place = (number: 0, flag: 0, code: 0, entry: 0)
        for column in preparation.columns {
            let cells = try table.column(column.name)
            func wrong(_ problem: TableError.Problem) -> TableError {
                TableError(file: table.file, problem: problem)
            }
            func numberAt(_ row: Int, _ offset: Int, _ value: Float) {
                numbers[row * widths.numbers + place.number + offset] = value
            }
            func codeAt(_ row: Int, _ code: Int) {
                codes[row * widths.codes + place.code] = Float(place.entry + code)
            }
            switch column.encoding {
            case .number(let mean, let deviation, let middle, let isEverMissing):
                guard let values = cells.asNumbers else {
                    throw wrong(.notNumber(column: column.name, text: cells.firstText))
                }
                for row in 0..<rows {
                    let value = values[row].isNaN ? middle : values[row]
                    numberAt(row, 0, (value - mean) / deviation)
                    if isEverMissing, values[row].isNaN {
                        flags[row * widths.flags + place.flag] = 1
                    }
                }
            case .date(let mean, let deviation, let hasHours):
                guard let dates = cells.asDates else {
                    throw wrong(.notDate(column: column.name, text: cells.firstText))
                }
                for row in 0..<rows {
                    let moment = CalendarPlace(dates[row].isNaN ? mean : dates[row])
                    numberAt(row, 0, Float((moment.seconds - mean) / deviation))
                    for (offset, wave) in moment.waves(hasHours: hasHours).enumerated() {
                        numberAt(row, 1 + offset, wave)
                    }
                    codeAt(row, dates[row].isNaN ? 0 : 1 + moment.weekday)
                }
            case .category(let names):
                let known = Dictionary(
                    zip(names, 2...),
                    uniquingKeysWith: { first, _ in first }
                )
                let found = cells.texts
                for row in 0..<rows {
                    codeAt(row, found[row].map { known[$0] ?? 0 } ?? 1)
                }
            case .words(let words):
                let places = Dictionary(
                    zip(words, 0...),
                    uniquingKeysWith: { first, _ in first }
                )
                for (row, text) in cells.texts.enumerated() {
                    for word in text.map(Words.of) ?? [] {
                        guard let offset = places[word] else { continue }
                        flags[row * widths.flags + place.flag + offset] = 1
                    }
                }
            }
            let width = EncodedWidths(column.encoding)
            place.number += width.numbers
            place.flag += width.flags
            place.code += width.codes
            place.entry += width.entries
        }
        (self.numbers, self.flags, self.codes) = (numbers, flags, codes)
    }

    /// The named parts that a network is given; those without a number are left out.
    var parts: [String: Tensor] {
        let all = [
            "numbers": (numbers, widths.numbers), "flags": (flags, widths.flags),
            "categories": (codes, widths.codes),
        ]
        return all.filter { $0.value.1 > 0 }
            .mapValues { Tensor($0.0, shape: [count, $0.1]) }
    }

    /// The numbers of each column.
    var columnsOfNumbers: [[Float]] {
        (0..<widths.numbers).map { column in
            (0..<count).map { numbers[$0 * widths.numbers + column] }
        }
    }

    /// All that the linear baselines read of some rows: numbers, flags, and a column for each category.
    func linear(_ chosen: [Int]) -> Tensor {
        let width = widths.numbers + widths.flags + widths.entries
        var rows = [Float](repeating: 0, count: chosen.count * width)
        for (place, row) in chosen.enumerated() {
            let start = place * width
            for column in 0..<widths.numbers {
                rows[start + column] = numbers[row * widths.numbers + column]
            }
            for column in 0..<widths.flags {
                rows[start + widths.numbers + column] = flags[row * widths.flags + column]
            }
            for column in 0..<widths.codes {
                let code = Int(codes[row * widths.codes + column])
                rows[start + widths.numbers + widths.flags + code] = 1
            }
        }
        return Tensor(rows, shape: [chosen.count, width])
    }
}

/// How many numbers, flags and codes rows have.
struct EncodedWidths: Hashable, Sendable {
    var numbers = 0
    var flags = 0
    var codes = 0
    /// How many rows the table of embeddings has.
    var entries = 0

    init(_ preparation: TablePreparation) {
        for column in preparation.columns {
            let width = EncodedWidths(column.encoding)
            numbers += width.numbers
            flags += width.flags
            codes += width.codes
            entries += width.entries
        }
    }

    init(_ encoding: TablePreparation.Encoding) {
        switch encoding {
        case .number(_, _, _, let isEverMissing): (numbers, flags) = (1, isEverMissing ? 1 : 0)
        case .date(_, _, let hasHours): (numbers, codes, entries) = (hasHours ? 5 : 3, 1, 8)
        case .category(let names): (codes, entries) = (1, names.count + 2)
        case .words(let words): flags = words.count
        }
    }
}

extension TableColumn {
    /// The cells as texts; nil where they are missing.
    var texts: [String?] { (0..<count).map { text($0) } }

    /// The cells as numbers; nil where they are none.
    var asNumbers: [Float]? {
        switch values {
        case .numbers(let numbers): numbers
        case .dates: nil
        // A column of which nothing is known.
        case .texts(let codes, let list):
            list.count == 0 ? [Float](repeating: .nan, count: codes.count) : nil
        }
    }

    /// The cells as dates; nil where they are none.
    var asDates: [Double]? {
        switch values {
        case .dates(let dates): dates
        case .numbers: nil
        case .texts(let codes, let list):
            list.count == 0 ? [Double](repeating: .nan, count: codes.count) : nil
        }
    }

    /// The first cell that is no number, or that is anything.
    var firstText: String {
        let found = (0..<count).lazy.compactMap { text($0) }
        return found.first { Double($0) == nil } ?? found.first ?? ""
    }
}

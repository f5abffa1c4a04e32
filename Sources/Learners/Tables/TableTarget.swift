public import Datasets
import NeuralNetworks

/// The column that is predicted, and what it is.
public struct TableTarget: Hashable, Sendable, Codable {
    /// What is predicted.
    public enum Kind: Hashable, Sendable, Codable {
        /// One of these classes.
        case classes([String])
        /// A number, which the network gives less this mean, over this deviation.
        case number(mean: Double, deviation: Double)
    }

    /// The column's name.
    public let name: String
    /// What is predicted.
    public let kind: Kind
    /// Whether its cells are texts, so that `01` is another class than `1`.
    let areTexts: Bool

    /// How a target is to be understood.
    public enum Reading: String, CaseIterable, Sendable {
        /// By what the column holds: words and up to ten whole numbers are classes.
        case automatic
        /// As classes, even where they are numbers.
        case classes
        /// As a number.
        case number
    }

    /// The target of training rows.
    ///
    /// - Throws: ``TableTaskError`` where there is nothing to learn.
    public init(_ column: TableColumn, as reading: Reading = .automatic) throws(TableTaskError) {
        name = column.name
        if case .texts = column.values { areTexts = true } else { areTexts = false }
        let texts = column.texts
        let different = Set(texts.compactMap(\.self))
        guard different.count > 1 else {
            throw .oneAnswer(target: name, answer: different.first)
        }
        if reading != .classes, case .numbers(let numbers) = column.values {
            let present = numbers.filter { !$0.isNaN }.map(Double.init)
            let areWhole = present.allSatisfy { $0 == $0.rounded() }
            if reading == .number || !areWhole || different.count > 10 {
                let mean = present.reduce(0, +) / Double(present.count)
                let square = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                let deviation = (square / Double(present.count)).squareRoot()
                kind = .number(mean: mean, deviation: deviation)
                return
            }
        }
        guard reading != .number else { throw .noNumber(target: name, cell: column.firstText) }
        if case .dates = column.values { throw .date(target: name) }
        let present = texts.count { $0 != nil }
        guard different.count <= max(20, present / 5), different.count <= 1000 else {
            throw .tooManyClasses(target: name, classes: different.count, rows: present)
        }
        kind = .classes(different.sorted(by: Self.precedes))
    }

    /// Numbers by size, other names by letters.
    private static func precedes(_ a: String, _ b: String) -> Bool {
        guard let x = Double(a), let y = Double(b) else { return a < b }
        return x < y
    }

    /// How many numbers the network gives for it.
    var outputs: Int { classNames.isEmpty ? 1 : classNames.count }

    /// The names of the classes; empty for a number.
    public var classNames: [String] {
        if case .classes(let names) = kind { return names }
        return []
    }

    /// The class of each row, or its number; nil where it is missing or unknown.
    func answers(_ table: Table) throws(TableError) -> [Double?] {
        let column = try table.column(name)
        switch kind {
        case .classes(let names):
            let places = Dictionary(uniqueKeysWithValues: zip(names, 0...))
            return column.texts.map { text in
                text.flatMap { places[$0] ?? places[Self.withoutStop($0)] }.map(Double.init)
            }
        case .number:
            guard let numbers = column.asNumbers else {
                throw TableError(
                    file: table.file,
                    problem: .notNumber(column: name, text: column.firstText)
                )
            }
            return numbers.map { $0.isNaN ? nil : Double($0) }
        }
    }

    /// Some well-known test files end each class with a full stop.
    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

/// Why nothing can be learned from a table.
public enum TableTaskError: Error, Hashable, Sendable, CustomStringConvertible {
    /// All rows have the same answer, or none.
    case oneAnswer(target: String, answer: String?)
    /// The target was to be a number.
    case noNumber(target: String, cell: String)
    /// The target is a date.
    case date(target: String)
    /// Nearly every row is a class of its own.
    case tooManyClasses(target: String, classes: Int, rows: Int)
    /// A file to measure on has no answer that the model knows.
    case noAnswers(target: String, file: String)
    /// No column is left to learn from.
    case noColumns

    /// One line: what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .oneAnswer(let target, let answer):
            "\(target) is " + (answer.map { "\"\($0)\"" } ?? "missing")
                + " in every row, so that there is nothing to learn; choose another --target"
        case .noNumber(let target, let cell):
            "\(target) is \"\(cell)\" and no number; leave out --as number"
        case .date(let target):
            "\(target) is a date; choose a --target of numbers or classes, or use nn train forecast"
        case .tooManyClasses(let target, let classes, let rows):
            "\(target) has \(classes.grouped) different answers in \(rows.grouped) rows, as a name or a "
                + "number of the row has; choose another --target"
        case .noAnswers(let target, let file):
            "\(file): no row has a \(target) that the model knows; give rows with their answers"
        case .noColumns:
            "no column is left to learn from; ignore fewer, or give a table with more columns"
        }
    }
}

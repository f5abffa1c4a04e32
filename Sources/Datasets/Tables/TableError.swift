import NeuralNetworks

/// Why a table cannot be used: which file, which line, what is wrong, and what helps.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the table.
    public enum Problem: Error, Hashable, Sendable {
        /// The file cannot be read, is empty, or is not UTF-8.
        case file(DataFileError.Problem)
        /// A byte that no text has, such as the zeros of a program or a picture.
        case notText(byte: UInt8, offset: Int)
        /// A quotation mark is opened and never closed.
        case openQuote
        /// Text goes on after a closing quotation mark.
        case textAfterQuote
        /// A field is longer than any that is accepted.
        case longField(limit: Int)
        /// A row has too many or too few fields, and so have many others.
        case raggedRows(fields: Int, expected: Int, rows: Int, of: Int)
        /// Two columns have the same name.
        case sameName(String, first: Int, second: Int)
        /// There is a header and nothing below it.
        case noRows
        /// There is no such column.
        case noColumn(String, known: [String])
        /// A cell of a column of numbers is none.
        case notNumber(column: String, text: String)
        /// A cell of a column of dates is none.
        case notDate(column: String, text: String)
        /// Dates of a column can be read in two ways.
        case ambiguousDates(column: String, example: String)
    }

    /// The file as the caller named it.
    public let file: String
    /// The line in which it was found, from 1, where there is one.
    public let line: Int?
    /// What is wrong with it.
    public let problem: Problem

    /// An error about one table.
    public init(file: String, line: Int? = nil, problem: Problem) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    /// One line: the file, the line, what is wrong, and what helps.
    public var description: String {
        "\(file): " + (line.map { "line \($0.grouped): " } ?? "") + "\(problem)"
    }
}

extension TableError.Problem: CustomStringConvertible {
    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .file(let problem): "\(problem)"
        case .notText(let byte, let offset):
            "the byte \(Printable.hexadecimal(byte)) at offset \(offset.grouped) is in no text; give a "
                + "table as CSV or TSV, not a spreadsheet's own file"
        case .openQuote:
            "a quotation mark is opened here and never closed; close it, or double it if it belongs to "
                + "the text"
        case .textAfterQuote:
            "text goes on after a closing quotation mark; double the marks that belong to the text"
        case .longField(let limit):
            "a field has more than \(limit.grouped) bytes; a quotation mark may be missing"
        case .raggedRows(let fields, let expected, let rows, let all):
            "\(fields.grouped) fields instead of \(expected.grouped), as in \(rows.grouped) of "
                + "\(all.grouped) rows; check the delimiter and the quotation marks"
        case .sameName(let name, let first, let second):
            "the columns \(first) and \(second) are both named \(Self.quoted(name)); give each its "
                + "own name"
        case .noRows: "there are no rows below the header; give a table with rows"
        case .noColumn(let name, let known):
            "there is no column \(Self.quoted(name)); there are "
                + known.prefix(40).joined(separator: ", ") + (known.count > 40 ? ", …" : "")
        case .notNumber(let column, let text):
            "\(column) is \(Self.quoted(text)), where a number is expected; mend it or leave it empty"
        case .notDate(let column, let text):
            "\(column) is \(Self.quoted(text)), where a date is expected; write it as 2026-11-30, or "
                + "2026-11-30 14:00"
        case .ambiguousDates(let column, let example):
            "the dates of \(column), such as \(example), can be day/month or month/day; write them as "
                + "2026-11-30"
        }
    }

    private static func quoted(_ text: String) -> String {
        let short = text.count > 40 ? text.prefix(40) + "…" : text[...]
        return "\"" + Printable.text(Array(short.utf8)).replacing("␣", with: " ") + "\""
    }
}

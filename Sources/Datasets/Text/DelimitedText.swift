/// A table of text: rows of cells between commas, some in quotes, or between tabs.
struct DelimitedText {
    /// A row and where it begins.
    struct Row {
        var line: Int
        var cells: [String]
    }

    /// The rows that are not empty.
    private(set) var rows: [Row] = []
    private let file: String

    /// Cuts a text into rows and cells.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - isTabbed: Whether tabs are between cells, and quotes mean nothing; otherwise commas, or semicolons where the
    ///     first line has more of them.
    ///   - file: The name of the file, for the words of an error.
    /// - Throws: ``LabelledTextsError/openQuote(file:line:)``.
    init(_ text: String, isTabbed: Bool, file: String) throws(LabelledTextsError) {
        self.file = file
        let bytes = Array(text.utf8)
        let first = bytes.prefix { $0 != UInt8(ascii: "\n") }
        let semicolons = first.count { $0 == UInt8(ascii: ";") }
        let commas = first.count { $0 == UInt8(ascii: ",") }
        let separator = UInt8(ascii: isTabbed ? "\t" : semicolons > commas ? ";" : ",")
        var row = Row(line: 1, cells: [])
        var cell: [UInt8] = []
        var (line, index) = (1, 0)
        func end(_ row: inout Row, _ cell: inout [UInt8]) {
            row.cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if !isTabbed, byte == UInt8(ascii: "\""), cell.isEmpty {
                let start = line
                while true {
                    guard index < bytes.count else { throw .openQuote(file: file, line: start) }
                    let inside = bytes[index]
                    index += 1
                    if inside == UInt8(ascii: "\n") { line += 1 }
                    guard inside == UInt8(ascii: "\"") else {
                        cell.append(inside)
                        continue
                    }
                    // A quote within quotes is doubled.
                    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
                    cell.append(inside)
                    index += 1
                }
            } else if byte == separator {
                end(&row, &cell)
            } else if byte == UInt8(ascii: "\n") {
                if cell.last == UInt8(ascii: "\r") { cell.removeLast() }
                end(&row, &cell)
                if row.cells != [""] { rows.append(row) }
                line += 1
                row = Row(line: line, cells: [])
            } else {
                cell.append(byte)
            }
        }
        if !cell.isEmpty || !row.cells.isEmpty {
            end(&row, &cell)
            rows.append(row)
        }
    }

    /// Which columns hold the texts and the classes, and whether the first row names them.
    func columns(
        text: String?,
        target: String?
    ) throws(LabelledTextsError) -> (text: Int, target: Int, hasHeader: Bool) {
        let first = rows.first?.cells.map { String($0.trimmed) } ?? []
        func place(_ name: String) -> (index: Int, isName: Bool)? {
            if let index = first.firstIndex(of: name) { return (index, true) }
            return Int(name).flatMap { first.indices.contains($0 - 1) ? ($0 - 1, false) : nil }
        }
        let known = [
            "text", "message", "sentence", "review", "label", "class", "target", "category",
        ]
        let looksNamed = first.contains { known.contains($0.lowercased()) }
        func found(_ name: String) throws(LabelledTextsError) -> (index: Int, isName: Bool) {
            guard let place = place(name) else {
                throw .noColumn(file: file, name: name, columns: names(first))
            }
            return place
        }
        let textPlace: (index: Int, isName: Bool)?
        if let text { textPlace = try found(text) } else { textPlace = nil }
        let targetPlace: (index: Int, isName: Bool)?
        if let target { targetPlace = try found(target) } else { targetPlace = nil }
        let hasHeader = textPlace?.isName == true || targetPlace?.isName == true || looksNamed
        if let textPlace, let targetPlace { return (textPlace.index, targetPlace.index, hasHeader) }
        // Of two columns the one with fewer different cells names classes.
        guard first.count == 2 else { throw .unclear(file: file, columns: names(first)) }
        if let textPlace { return (textPlace.index, 1 - textPlace.index, hasHeader) }
        if let targetPlace { return (1 - targetPlace.index, targetPlace.index, hasHeader) }
        let body = rows.dropFirst(hasHeader ? 1 : 0)
        let kinds = (0..<2).map { column in
            Set(body.compactMap { column < $0.cells.count ? $0.cells[column] : nil }).count
        }
        guard kinds[0] != kinds[1] else { throw .unclear(file: file, columns: names(first)) }
        return kinds[0] < kinds[1] ? (1, 0, hasHeader) : (0, 1, hasHeader)
    }

    private func names(_ first: [String]) -> [String] {
        first.prefix(12).enumerated().map { "\($0.offset + 1) \"\($0.element.prefix(24))\"" }
    }
}

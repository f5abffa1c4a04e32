import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension LabelledTexts {
    /// Reads texts and their classes from raw files.
    ///
    /// - Parameters:
    ///   - paths: A table (`.csv`, `.tsv`), a folder with a folder for each class, or several files, one for each
    ///     class, whose names or endings name the classes.
    ///   - text: The name of the column of texts, or its number from 1, in a table; nil finds it.
    ///   - target: The same for the column of classes.
    /// - Throws: ``LabelledTextsError`` or ``DataFileError``.
    public init(
        contentsOf paths: [String],
        text: String? = nil,
        target: String? = nil
    ) throws {
        self.init()
        guard let first = paths.first else { throw LabelledTextsError.noFiles }
        if paths.count > 1 {
            try readFiles(paths)
        } else if Self.isFolder(first) {
            try readFolder(first)
        } else {
            try readTable(first, text: text, target: target)
        }
        sortClasses()
        guard classNames.count > 1 else {
            throw LabelledTextsError.oneClass(file: first, name: classNames.first)
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
    }

    /// Files of which each line is a text.
    private mutating func readFiles(_ paths: [String]) throws {
        let names = Self.classNames(of: paths)
        guard Set(names).count == names.count else {
            throw LabelledTextsError.sameName(files: paths)
        }
        for (path, name) in zip(paths, names) {
            let content = try LanguageText(file: path)
            for (number, line) in Self.lines(of: content.text).enumerated() {
                append(String(line), name, place: "\(path):\(number + 1)")
            }
        }
    }

    /// What files are called where they differ: `pos` of `rt-polarity.pos`, `ham` of `ham.txt`.
    private static func classNames(of paths: [String]) -> [String] {
        let files = paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        func parts(_ name: String) -> (stem: String, ending: String) {
            guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
                return (name, "")
            }
            return (String(name[..<dot]), String(name[name.index(after: dot)...]))
        }
        let stems = files.map { parts($0).stem }
        let endings = files.map { parts($0).ending }
        return Set(endings).count == files.count ? endings : stems
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private mutating func readFolder(_ path: String) throws {
        let manager = FileManager.default
        let folders = ((try? manager.contentsOfDirectory(atPath: path)) ?? []).sorted()
            .filter { !$0.hasPrefix(".") && Self.isFolder(path + "/" + $0) }
        guard folders.count > 1 else { throw LabelledTextsError.fewFolders(path, folders.count) }
        for folder in folders {
            let files = ((try? manager.contentsOfDirectory(atPath: path + "/" + folder)) ?? [])
                .sorted()
            for file in files where !file.hasPrefix(".") {
                let full = [path, folder, file].joined(separator: "/")
                guard !Self.isFolder(full) else { continue }
                do throws(DataFileError) {
                    append(try LanguageText(file: full).text, folder, place: full)
                } catch {
                    guard error.problem == .empty else { throw error }
                    append("", folder, place: full)
                }
            }
        }
    }

    private mutating func readTable(_ path: String, text: String?, target: String?) throws {
        let content = try LanguageText(file: path)
        let isTabbed =
            path.lowercased().hasSuffix(".tsv")
            || (!path.lowercased().hasSuffix(".csv") && content.text.contains("\t"))
        let table = try DelimitedText(content.text, isTabbed: isTabbed, file: path)
        let columns = try table.columns(text: text, target: target)
        for (number, row) in table.rows.enumerated().dropFirst(columns.hasHeader ? 1 : 0) {
            guard columns.text < row.cells.count, columns.target < row.cells.count else {
                throw LabelledTextsError.shortRow(
                    file: path,
                    line: row.line,
                    cells: row.cells.count,
                    least: max(columns.text, columns.target) + 1
                )
            }
            let label = String(row.cells[columns.target].trimmed)
            guard !label.isEmpty else {
                throw LabelledTextsError.noClass(file: path, line: row.line)
            }
            append(row.cells[columns.text], label, place: "\(path):\(row.line)")
            guard classNames.count <= 1_000 else {
                throw LabelledTextsError.manyClasses(file: path, row: number)
            }
        }
    }
}

/// Why texts and their classes cannot be read.
public enum LabelledTextsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are no files.
    case noFiles
    /// There is one class, or none.
    case oneClass(file: String, name: String?)
    /// Several files would name the same class.
    case sameName(files: [String])
    /// A folder has no folders for classes.
    case fewFolders(String, Int)
    /// A row has too few cells.
    case shortRow(file: String, line: Int, cells: Int, least: Int)
    /// A row has no class.
    case noClass(file: String, line: Int)
    /// There are more than a thousand classes.
    case manyClasses(file: String, row: Int)
    /// There is no such column.
    case noColumn(file: String, name: String, columns: [String])
    /// It is not clear which columns are meant.
    case unclear(file: String, columns: [String])
    /// A quote never ends.
    case openQuote(file: String, line: Int)

    /// One line: what was wrong, and how to mend it.
    public var description: String {
        switch self {
        case .noFiles:
            "there are no files; give a table, a folder with a folder for each class, or a file for each class"
        case .oneClass(let file, let name):
            "\(file): "
                + (name.map { "all texts are of the class \"\($0)\"" } ?? "there are no texts")
                + "; give texts of at least two classes"
        case .sameName(let files):
            "\(files.joined(separator: ", ")): the names of the files do not tell the classes apart; name each "
                + "file as its class"
        case .fewFolders(let folder, let count):
            "\(folder): there \(count == 1 ? "is one folder" : "are no folders") in it; put the texts of each "
                + "class in a folder of its name"
        case .shortRow(let file, let line, let cells, let least):
            "\(file): line \(line.grouped) has \(cells) cells, at least \(least) are needed; mend the line"
        case .noClass(let file, let line):
            "\(file): line \(line.grouped) has no class; fill the cell or take the line out"
        case .manyClasses(let file, let row):
            "\(file): there are more than 1,000 classes up to row \(row.grouped); check which column is the "
                + "target (--target)"
        case .noColumn(let file, let name, let columns):
            "\(file): there is no column \"\(name)\"; there are \(columns.joined(separator: ", "))"
        case .unclear(let file, let columns):
            "\(file): which columns are the text and the class? Say --text and --target by name or number; there "
                + "are \(columns.joined(separator: ", "))"
        case .openQuote(let file, let line):
            "\(file): the quote that begins in line \(line.grouped) never ends; add the missing \""
        }
    }
}

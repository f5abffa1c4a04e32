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
    /// - Throws: ``LabelledTextsError``, ``TableError`` or ``DataFileError``.
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

    /// Reads a table; what stands in it is text, whatever it looks like.
    private mutating func readTable(_ path: String, text: String?, target: String?) throws {
        var format = TableFormat(skipsRaggedRows: false)
        format.hasMissingWords = false
        let table = try Table(streaming: path, format: format)
        let (texts, classes) = try Self.columns(of: table, text: text, target: target)
        for row in 0..<table.rowCount {
            let place = "\(path) row \((row + 1).grouped)"
            guard let label = classes.text(row) else {
                throw LabelledTextsError.noClass(place: place)
            }
            append(texts.text(row) ?? "", label, place: place)
            guard classNames.count <= 1_000 else {
                throw LabelledTextsError.manyClasses(place: place)
            }
        }
    }

    /// Which columns hold the texts and the classes.
    private static func columns(
        of table: Table,
        text: String?,
        target: String?
    ) throws -> (text: TableColumn, target: TableColumn) {
        func found(_ name: String) throws(TableError) -> TableColumn {
            let number = Int(name).map { $0 - 1 }
            if let number, table.columns.indices.contains(number),
                !table.columns.contains(where: { $0.name == name })
            {
                return table.columns[number]
            }
            return try table.column(name)
        }
        let (text, target) = (try text.map(found), try target.map(found))
        if let text, let target { return (text, target) }
        guard table.columns.count == 2 else { throw unclear(table) }
        func other(_ column: TableColumn) -> TableColumn {
            table.columns[table.columns[0].name == column.name ? 1 : 0]
        }
        if let text { return (text, other(text)) }
        if let target { return (other(target), target) }
        // Of two columns the one with fewer different cells names classes.
        let kinds = table.columns.map { column in
            Set((0..<column.count).lazy.compactMap { column.text($0) }).count
        }
        guard kinds[0] != kinds[1] else { throw unclear(table) }
        let place = kinds[0] < kinds[1] ? 0 : 1
        return (table.columns[1 - place], table.columns[place])
    }

    private static func unclear(_ table: Table) -> LabelledTextsError {
        .unclear(
            file: table.file,
            columns: table.columns.prefix(12).enumerated().map {
                "\($0.offset + 1) \"\($0.element.name.prefix(24))\""
            }
        )
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
    /// A row has no class.
    case noClass(place: String)
    /// There are more than a thousand classes.
    case manyClasses(place: String)
    /// It is not clear which columns are meant.
    case unclear(file: String, columns: [String])

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
        case .noClass(let place):
            "\(place): the class is missing; fill the cell or take the row out"
        case .manyClasses(let place):
            "\(place): here there are more than 1,000 classes; check which column is the target (--target)"
        case .unclear(let file, let columns):
            "\(file): which columns are the text and the class? Say --text and --target by name or number; there "
                + "are \(columns.joined(separator: ", "))"
        }
    }
}

import NeuralNetworks

/// Files and what each of them shows or says: a folder for each class, or names that tell it.
///
/// ```text
/// pets/cat/1.jpg, pets/dog/1.jpg                    the folder is the label
/// pets/train/cat/1.jpg, pets/test/cat/7.jpg         and some are kept for the test
/// digits/7_jackson_32.wav                           {label}_{group}_*.wav
/// ```
///
/// Files are in an order that is the same on every machine. A value holds names, not contents.
public struct LabelledFiles: Hashable, Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// Where it lies.
        public let path: String
        /// The number of its class, a place in ``LabelledFiles/classNames``.
        public let label: Int
        /// What it belongs to besides, such as who speaks; files of a group are alike.
        public let group: String?

        /// A file from its parts.
        public init(path: String, label: Int, group: String? = nil) {
            (self.path, self.label, self.group) = (path, label, group)
        }
    }

    /// The names of the classes.
    public let classNames: [String]
    /// What may be learned from.
    public let training: [File]
    /// What is kept for the test; nil where nothing says so.
    public let test: [File]?
    /// Files that were left out: their names end otherwise, or no pattern fits them.
    public let skipped: [String]

    /// Files that are known already.
    public init(classNames: [String], training: [File], test: [File]?, skipped: [String] = []) {
        (self.classNames, self.training) = (classNames, training)
        (self.test, self.skipped) = (test, skipped)
    }

    /// Lists a folder.
    ///
    /// - Parameters:
    ///   - folder: It holds a folder for each class, or `train` and `test` that do, or, where a pattern
    ///     says what the label is, files at any depth.
    ///   - endings: How the names of files end, without the dot; `JPG` is `jpg`.
    ///   - label: A pattern whose `{label}` is the class, and `{group}` the group.
    ///   - group: A pattern whose `{group}` is the group.
    ///   - test: Patterns of the files that are kept for the test, where no folder `test` says so.
    ///   - labels: The classes that are known already, such as a model's; nil takes those of the folder.
    /// - Throws: ``LabelledFilesError`` where there is nothing to learn from.
    public init(
        folder: String,
        endings: [String],
        label: FilePattern? = nil,
        group: FilePattern? = nil,
        test: [FilePattern] = [],
        labels: [String]? = nil
    ) throws(LabelledFilesError) {
        if let label, !label.fieldNames.contains("label") {
            throw .noField("label", pattern: label.description)
        }
        if let group, !group.fieldNames.contains("group") {
            throw .noField("group", pattern: group.description)
        }
        let lister = FileLister(folder: folder, endings: endings, label: label, group: group)
        var (found, skipped) = try lister.find()
        guard !found.isEmpty else {
            throw .nothing(folder: folder, endings: endings, other: skipped.first)
        }
        for index in found.indices where !test.isEmpty {
            found[index].isTest = test.contains { $0.matches(found[index].name) }
        }
        if !test.isEmpty, !found.contains(where: \.isTest) {
            throw .noTest(folder: folder, pattern: test.map(\.description).joined(separator: ","))
        }
        let names = labels ?? Set(found.map(\.label)).sorted(by: FolderListing.comesFirst)
        let numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
        if let stranger = found.first(where: { numbers[$0.label] == nil }) {
            throw .otherClass(stranger.label, file: stranger.path, known: names)
        }
        func files(_ isTest: Bool) -> [File] {
            found.filter { $0.isTest == isTest }.map { file in
                File(path: file.path, label: numbers[file.label] ?? 0, group: file.group)
            }
        }
        let kept = files(true)
        self.init(
            classNames: names,
            training: files(false),
            test: kept.isEmpty ? nil : kept,
            skipped: skipped
        )
    }
}

/// A folder in which there is nothing to learn from.
public enum LabelledFilesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no such folder, or it cannot be read.
    case noFolder(String)
    /// No file ends as it should, or has a label.
    case nothing(folder: String, endings: [String], other: String?)
    /// A pattern lacks a name in braces.
    case noField(String, pattern: String)
    /// No file is kept for the test by these patterns.
    case noTest(folder: String, pattern: String)
    /// A class that is not known.
    case otherClass(String, file: String, known: [String])

    /// One line: what is missing, and what would help.
    public var description: String {
        switch self {
        case .noFolder(let folder):
            "\(folder): there is no such folder, or it cannot be read; name a folder of files"
        case .nothing(let folder, let endings, let other):
            "\(folder): has no files .\(endings.joined(separator: ", .")) with a label"
                + (other.map { " (but \($0))" } ?? "")
                + "; put them into a folder for each class, or say by --label where names tell it"
        case .noField(let name, let pattern):
            "the pattern \"\(pattern)\" has no {\(name)}; write one, such as {\(name)}_*"
        case .noTest(let folder, let pattern):
            "\(folder): no file fits \(pattern), so there would be no test; see that the pattern is of "
                + "names, or of paths in the folder"
        case .otherClass(let name, let file, let known):
            "\(file): is of the class \"\(name)\", which is none of "
                + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
        }
    }
}

extension LabelledFiles {
    /// All files with these endings: those below a folder, or a path itself where it is no folder.
    ///
    /// - Throws: ``LabelledFilesError`` where a folder has none, or cannot be read.
    public static func unlabelled(
        _ path: String,
        endings: [String]
    ) throws(LabelledFilesError) -> [String] {
        guard WholeFile.isFolder(path) else { return [path] }
        let found = try FolderListing.files(below: path).filter { name in
            endings.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "")
        }
        guard !found.isEmpty else {
            throw .nothing(folder: path, endings: endings, other: nil)
        }
        return found.map { path + "/" + $0 }
    }
}

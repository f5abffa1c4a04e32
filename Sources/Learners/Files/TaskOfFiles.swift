import Datasets
import MediaFiles
import NeuralNetworks

/// What can be learned from a file or a folder, by what is in it.
public enum TaskOfFiles {
    private static let tuneEndings = ["abc", "mid", "midi"]
    private static let tableEndings = ["csv", "tsv", "csv.gz", "tsv.gz"]

    /// Whether a path is that of files to learn from rather than of a model, by its name.
    public static func mayLearn(from path: String) -> Bool {
        WholeFile.isFolder(path) || hasEnding(path, tuneEndings + tableEndings + ["txt"])
    }

    private static func hasEnding(_ path: String, _ endings: [String]) -> Bool {
        let name = path.lowercased()
        return endings.contains { name.hasSuffix(".\($0)") }
    }

    /// Looks into files.
    ///
    /// - Parameter path: A folder with a folder of pictures, recordings or texts for each class, or with names that tell
    ///   the class; tunes; a table; a text.
    /// - Returns: What can be asked of them.
    /// - Throws: Any error that says in one line why there is nothing to learn.
    public static func offer(of path: String) throws -> FilesOffer {
        if WholeFile.isFolder(path) {
            return FilesOffer(questions: try FolderLook(path).questions(), columns: [])
        }
        if hasEnding(path, tuneEndings) {
            return FilesOffer(questions: [FilesQuestion(MusicModel.kind)], columns: [])
        }
        if hasEnding(path, ["txt"]) {
            return FilesOffer(questions: [FilesQuestion(LanguageModel.kind)], columns: [])
        }
        // What columns are is seen in all rows, of which few are kept.
        let table = try Table(contentsOf: path, sample: RowSample(most: 10_000))
        let questions = TableLook(table).questions
        guard !questions.isEmpty else { throw UnknownFiles(path: path) }
        return FilesOffer(questions: questions, columns: table.columns.map(\.name))
    }

    /// Reads files to learn from, with the usual settings.
    ///
    /// - Parameters:
    ///   - path: The file or folder.
    ///   - question: What is asked; nil is the likeliest.
    /// - Returns: The task.
    /// - Throws: Any error that says in one line why there is nothing to learn.
    public static func task(
        of path: String,
        _ question: FilesQuestion? = nil
    ) throws -> any LearningTask {
        guard let question = try question ?? offer(of: path).questions.first else {
            throw UnknownFiles(path: path)
        }
        switch question.kind {
        case ImageModel.kind:
            var settings = ImageSettings()
            settings.splitting.label = question.label
            return try ImageTask(folder: path, settings)
        case FaceModel.kind: return try FaceTask(folder: path)
        case SoundModel.kind:
            var options = SoundTask.Options()
            options.splitting.label = question.label
            return try SoundTask(folder: path, options)
        case TextModel.kind:
            let texts = try LabelledTexts(
                contentsOf: [path],
                text: question.text,
                target: question.target
            )
            return try TextTask(texts)
        case MusicModel.kind: return try MusicTask(MusicCollection(contentsOf: path))
        case LanguageModel.kind: return try language(LanguageText(file: path))
        case TableModel.kind:
            return try TableTask(file: path, .init(target: question.target ?? "last"))
        case ForecastModel.kind:
            var asked = ForecastTask.Question(
                column: question.target ?? "",
                horizon: question.horizon ?? 1
            )
            asked.time = (question.time ?? "").split(separator: ",").map(String.init)
            return try ForecastTask(files: [path], asked)
        default: throw UnknownQuestion(kind: question.kind)
        }
    }

    /// A language, for three minutes, as at the command line.
    private static func language(_ text: LanguageText) throws -> LanguageTask {
        var options = LanguageTask.Options(for: text)
        // Short lines without gaps are texts of their own, such as names.
        let lines = text.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let isList = !lines.isEmpty && lines.allSatisfy { !$0.isEmpty && $0.count <= 60 }
        options.form = isList ? .lines : .running
        options.learning.timeLimit = .seconds(180)
        options.learning.epochs = 1_000_000
        return try LanguageTask(text, options: options)
    }
}

/// Files in which nothing was found to learn from.
struct UnknownFiles: Error, Hashable, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path): there is nothing here that the studio learns from; give a model file, a table, tunes, a text, or a folder "
            + "with a folder of pictures, recordings or texts for each class"
    }
}

/// A question that no learner answers.
struct UnknownQuestion: Error, Hashable, CustomStringConvertible {
    let kind: String

    var description: String {
        "there is no question of the kind \"\(kind)\"; ask for "
            + RawModelCatalogue.kinds.map { $0.kind }.joined(separator: ", ")
    }
}

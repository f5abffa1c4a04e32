public import Learners
import NeuralNetworks

/// Examples or a model of one's own, to be opened by a studio.
public struct OwnFiles: Sendable {
    /// What was found.
    enum Opened: Sendable {
        case task(any LearningTask)
        case model(Model, any RawModel)
    }

    /// What it is called on the page: the file or folder.
    let name: String
    /// What can be asked of it; nil where there is no choice.
    let offer: @Sendable () throws -> FilesOffer?
    /// Reads it, to answer a question; nil is the only one, or the likeliest.
    let open: @Sendable (FilesQuestion?) throws -> Opened

    /// Examples to learn from.
    ///
    /// - Parameter path: The file or folder they are in.
    /// - Returns: The files, whose questions follow from what is in them.
    public static func examples(_ path: String) -> OwnFiles {
        OwnFiles(name: path) {
            try TaskOfFiles.offer(of: path)
        } open: { question in
            .task(try TaskOfFiles.task(of: path, question))
        }
    }

    /// Examples to learn from, for one question.
    ///
    /// - Parameters:
    ///   - name: What they are called.
    ///   - read: Reads them; called on a thread of its own.
    /// - Returns: The files.
    public static func examples(
        _ name: String,
        _ read: @escaping @Sendable () throws -> any LearningTask
    ) -> OwnFiles {
        OwnFiles(name: name, offer: { nil }, open: { _ in .task(try read()) })
    }

    /// A model that takes raw files; nil where it takes none.
    ///
    /// - Throws: `RawModelError` where its file is damaged.
    static func model(_ model: Model, named name: String) throws -> OwnFiles? {
        guard let raw = try RawModelCatalogue.open(model) else { return nil }
        return OwnFiles(name: name, offer: { nil }, open: { _ in .model(model, raw) })
    }

    /// Words about its files without the folder that all of them lie in, which a page need not repeat.
    func shown(_ words: String) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/") + "/"
        return parts.count > 1 && parent != "/" ? words.replacing(parent, with: "") : words
    }
}

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
    let open: @Sendable () throws -> Opened

    /// Examples to learn from.
    ///
    /// - Parameters:
    ///   - name: The file or folder they are in.
    ///   - read: Reads them; called once, on a thread of its own.
    /// - Returns: The files.
    public static func examples(
        _ name: String,
        _ read: @escaping @Sendable () throws -> any LearningTask
    ) -> OwnFiles {
        OwnFiles(name: name) { .task(try read()) }
    }

    /// A model that takes raw files; nil where it takes none.
    ///
    /// - Throws: `RawModelError` where its file is damaged.
    static func model(_ model: Model, named name: String) throws -> OwnFiles? {
        guard let raw = try RawModelCatalogue.open(model) else { return nil }
        return OwnFiles(name: name) { .model(model, raw) }
    }
}

import Datasets
import MediaFiles
import NeuralNetworks

/// What can be learned from a file or a folder, by what is in it.
public enum TaskOfFiles {
    /// Finds out what there is to learn, with the usual settings.
    ///
    /// - Parameter path: A folder of pictures or of recordings with a folder for each class.
    /// - Returns: The task, whose files have been read.
    /// - Throws: Any error that says in one line why there is nothing to learn.
    public static func task(of path: String) throws -> any LearningTask {
        let kinds: [(endings: [String], task: () throws -> any LearningTask)] = [
            (ImageTask.endings, { try ImageTask(folder: path) }),
            (SoundFormat.endings, { try SoundTask(folder: path) }),
        ]
        for kind in kinds {
            guard let found = try? LabelledFiles(folder: path, endings: kind.endings),
                !found.training.isEmpty
            else { continue }
            return try kind.task()
        }
        throw UnknownFiles(path: path)
    }
}

/// Files in which nothing was found to learn from.
struct UnknownFiles: Error, Hashable, CustomStringConvertible {
    let path: String

    var description: String {
        "\(path): there is nothing here that the studio learns from; give a model file, or a folder with a folder "
            + "of pictures or recordings for each class"
    }
}

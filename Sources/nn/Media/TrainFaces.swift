import ArgumentParser
import Learners

/// `nn train faces FOLDER`: who it is, and whether two pictures show the same person.
struct TrainFaces: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faces",
        abstract: "Learn to know people by their faces, from a folder of pictures for each.",
        discussion: """
            Each picture shows one face that fills it about as in all others. A first training leaves out a part \
            of the people, --validation of them: on them it is chosen from which likeness on somebody is known. \
            With --folds, each judges by people that were never seen.
            """
    )

    @OptionGroup var files: FolderOptions

    @OptionGroup var pictures: PictureOptions

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        let settings = try pictures.settings(files, learning)
        try await LearningRunner(
            options: learning,
            usualOutput: "faces.safetensors",
            note: "reading pictures"
        ) { model in
            [
                "predict \(model) picture.jpg", "compare \(model) one.jpg other.jpg",
                "enroll \(model) Ada ada-1.jpg ada-2.jpg",
            ]
        }.run {
            let isQuiet = learning.json
            var task = try FaceTask(folder: files.folder, settings) { done, total in
                if !isQuiet { ProgressNote.reading(done, total) }
            }
            try learning.apply(to: &task.settings)
            return task
        }
    }
}

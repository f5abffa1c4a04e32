import ArgumentParser
import Learners

/// `nn train images FOLDER`: which class a picture belongs to.
struct TrainImages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "images",
        abstract: "Learn which class a picture belongs to, from a folder of pictures for each.",
        discussion: """
            Pictures may be of any size, grey or coloured: PNG, JPEG, BMP, PGM, PPM. --test names a folder, or \
            patterns such as '*/[6-9].png,*/10.png'.
            """
    )

    @OptionGroup var files: FolderOptions

    @OptionGroup var pictures: PictureOptions

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        let settings = try pictures.settings(files, learning)
        try await LearningRunner(
            options: learning,
            usualOutput: "images.safetensors",
            note: "reading pictures"
        ) { model in
            [
                "predict \(model) picture.jpg", "predict \(model) picture.jpg --heat-map why.png",
                "evaluate \(model) other-pictures",
            ]
        }.run {
            let isQuiet = learning.json
            var task = try ImageTask(folder: files.folder, settings) { done, total in
                if !isQuiet { ProgressNote.reading(done, total) }
            }
            try learning.apply(to: &task.settings)
            return task
        }
    }
}

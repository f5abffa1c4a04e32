import ArgumentParser
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train sounds FOLDER`: which class a recording belongs to.
struct TrainSounds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sounds",
        abstract: "Learn which class a recording belongs to, such as the word that is spoken.",
        discussion: """
            Recordings are WAV, FLAC or Ogg Vorbis, of any rate and length. --test names a folder, or patterns \
            such as '*_[0-4].wav'.
            """
    )

    @OptionGroup var files: FolderOptions

    @Option(
        parsing: .unconditional,
        help: """
            How many seconds are heard at once; longer recordings are heard in parts. (default: as long as \
            most are, up to 3)
            """
    )
    var seconds: Double?

    @Flag(
        inversion: .prefixedNo,
        help: "Change voice, pace, room and noise of the recordings anew for each epoch."
    )
    var augment = true

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        var settings = SoundTask.Options()
        settings.splitting = files.splitting(learning)
        if let seconds, !(0.05...60).contains(seconds) {
            throw Complaint("the seconds that are heard at once must be 0.05 to 60, not \(seconds)")
        }
        (settings.seconds, settings.augments) = (seconds, augment)
        settings.network = try learning.network.map { try Network(contentsOfFile: $0) }
        settings.processor = try learning.training.processor.processor()
        let chosen = settings
        try await LearningRunner(
            options: learning,
            usualOutput: "sounds.safetensors",
            note: "reading recordings"
        ) { model in
            [
                "predict \(model) recording.wav",
                "predict \(model) recording.wav --heat-map why.png",
                "evaluate \(model) other-recordings",
            ]
        }.run {
            let isQuiet = learning.json
            var task = try SoundTask(folder: files.folder, chosen) { done, total in
                if !isQuiet { ProgressNote.reading(done, total) }
            }
            try learning.apply(to: &task.settings)
            return task
        }
    }
}

import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train music PATH`: learning to make tunes.
struct TrainMusic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "music",
        abstract: "Learn to make music like that of some tunes.",
        discussion: """
            Takes a file or folder of tunes in ABC notation, of MIDI files, or of chorales as tables (note0,note1,…, a \
            row for each sixteenth). Folders called train, valid and test in it are these parts; otherwise a tenth of the \
            tunes judges the result. What it has learned is played by nn generate.
            """
    )

    @Argument(help: "A folder, or a file of several tunes.")
    var path: String

    @Option(parsing: .unconditional, help: "How many tunes are made up for the report.")
    var samples = 20

    @Option(parsing: .unconditional, help: "How many numbers stand for a note on its way.")
    var width = 96

    @Option(parsing: .unconditional, help: "How many blocks follow each other.")
    var blocks = 3

    @Option(parsing: .unconditional, help: "How many tokens the network looks back at most.")
    var context = 256

    @Option(parsing: .unconditional, help: "The share of numbers that are dropped while it learns.")
    var dropout: Float = 0.15

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        var options = MusicTask.Options()
        guard learning.folds == nil, learning.test == nil else {
            throw Complaint(
                "music is judged by a part of its tunes, or by a folder called test; leave --folds and --test out"
            )
        }
        for (name, value, range) in [
            ("samples", samples, 0...1_000), ("width", width, 4...4_096),
            ("blocks", blocks, 1...64),
            ("context", context, 8...8_192),
        ] where !range.contains(value) {
            throw Complaint(
                "--\(name) is \(range.lowerBound) to \(range.upperBound), not \(value)"
            )
        }
        guard width % 4 == 0 else { throw Complaint("--width is a multiple of 4, not \(width)") }
        guard dropout >= 0, dropout < 1 else {
            throw Complaint("--dropout is a share from 0 to less than 1, not \(dropout)")
        }
        options.testShare = learning.testShare ?? options.testShare
        options.validation = learning.validation
        options.sampleCount = samples
        options.size = LanguageNetwork.Size(
            width: width,
            blocks: blocks,
            heads: 4,
            context: context
        )
        options.dropout = dropout
        if let file = learning.network {
            options.architecture = .layers(try Network(contentsOfFile: file))
        }
        try learning.apply(to: &options.learning)
        let runner = LearningRunner(
            options: learning,
            usualOutput: "music.safetensors",
            note: "reading tunes",
            next: { ["generate \($0) --output tune.mid", "generate \($0) --count 3 --key D"] }
        )
        let chosen = options
        try await runner.run {
            try MusicTask(try MusicCollection(contentsOf: path), options: chosen)
        }
    }
}

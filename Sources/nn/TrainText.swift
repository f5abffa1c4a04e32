import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train text FILE…`: which class a text belongs to.
struct TrainText: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "Learn to tell classes of texts apart, such as spam.",
        discussion: """
            Takes a table (.csv, .tsv) with a column of texts and one of classes, a folder with a folder of texts for \
            each class, or several files, one for each class, with a text on each line. Equal texts are kept once.
            """
    )

    @Argument(help: "A table, a folder, or a file for each class.")
    var files: [String]

    @Option(help: "The column of texts of a table: its name, or its number from 1.")
    var text: String?

    @Option(help: "The column of classes of a table: its name, or its number from 1.")
    var target: String?

    @Option(help: "What is read in order: words, characters or byte-pairs:N.")
    var tokens = "words"

    @Option(parsing: .unconditional, help: "How many words a run has at most that is counted.")
    var runs = 2

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        var options = TextTask.Options()
        options.tokens = try TextTokens(named: tokens)
        guard (1...5).contains(runs) else {
            throw Complaint("a run has 1 to 5 words, not \(runs)")
        }
        options.lengths = 1...runs
        options.testShare = learning.testShare ?? options.testShare
        options.validation = learning.validation
        options.folds = learning.folds
        try learning.apply(to: &options.learning)
        options.network = try learning.network.map { try Network(contentsOfFile: $0) }
        let runner = LearningRunner(
            options: learning,
            usualOutput: "text.safetensors",
            note: "reading texts",
            next: { ["predict \($0) \"a text\"", "show \($0)"] }
        )
        let chosen = options
        try await runner.run {
            let texts = try LabelledTexts(contentsOf: files, text: text, target: target)
            let test = try learning.test.map {
                try LabelledTexts(contentsOf: [$0], text: text, target: target)
            }
            return try TextTask(texts, test: test, options: chosen)
        }
    }
}

extension TextTokens {
    /// Tokens by what is typed.
    init(named name: String) throws {
        let parts = name.split(separator: ":")
        switch (parts.first, parts.count > 1 ? Int(parts[1]) : nil) {
        case ("words", nil) where parts.count == 1: self = .words
        case ("characters", nil) where parts.count == 1: self = .characters
        case ("byte-pairs", let count?) where (256...65_536).contains(count):
            self = .bytePairs(count)
        default:
            throw Complaint(
                "there are no tokens \"\(name)\"; choose words, characters or byte-pairs:N, with N from 256"
            )
        }
    }
}

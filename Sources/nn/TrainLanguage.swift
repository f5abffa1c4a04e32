import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// `nn train language FILE.txt`: learning to write on.
struct TrainLanguage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language",
        abstract: "Learn to write like a text: which character comes next, after all before it.",
        discussion: """
            The size of the network follows from the size of the text, and three minutes are spent, unless it \
            is said otherwise. --network is transformer, lstm, gru, or a file of layers of one's own, from the \
            embedding of tokens to the scores of the next. The part of the text that --validation holds out \
            judges the result, or the text that --test names. What it has learned is written by nn generate.
            """
    )

    @Argument(help: "A text file in UTF-8.")
    var file: String

    @Flag(help: "Each line is a text of its own, such as a name; else the file is one long text.")
    var lines = false

    @OptionGroup var language: LanguageOptions

    @Option(help: "What the samples shown after each epoch begin with.")
    var sample = ""

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        guard learning.folds == nil, learning.testShare == nil else {
            throw Complaint(
                "a language is judged by the part that --validation holds out, or by --test; leave --folds and "
                    + "--test-share out"
            )
        }
        let runner = LearningRunner(
            options: learning,
            usualOutput: "language.safetensors",
            note: "reading the text",
            next: { [lines] file in
                lines
                    ? ["generate \(file) --count 10", "evaluate \(file) OTHER.txt"]
                    : [
                        "generate \(file) --length 500",
                        "generate \(file) --prompt \"The \" --temperature 0.7",
                    ]
            },
            prefix: learning.test == nil ? "validation_" : "test_"
        )
        try await runner.run(makeTask) { try telling($0, $1, $2) }
    }

    private func makeTask() throws -> LanguageTask {
        let text = try LanguageText(file: file)
        let count = text.text.unicodeScalars.count
        var options = LanguageTask.Options(
            try language.network(learning.network, forCharacters: count)
        )
        options.form = lines ? .lines : .running
        options.tokenizer = try language.tokenizer(of: text, withEnd: lines)
        options.validation = learning.validation
        try learning.apply(to: &options.learning)
        if learning.minutes == nil, learning.training.epochs == nil {
            options.learning.timeLimit = .seconds(180)
            options.learning.epochs = 1_000_000
        }
        let test = try learning.test.map { try LanguageText(file: $0) }
        let task = try LanguageTask(text, test: test, options: options)
        // What cannot be begun with is said before anything is learned.
        _ = try task.preparation.beginning(sample)
        return task
    }

    /// Losses by character, which compare with those of other tokens; what the model writes by now.
    private func telling(_ task: LanguageTask, _ model: Model, _ epoch: Epoch) throws
        -> EpochTelling
    {
        let score = task.score(epoch)
        var telling = EpochTelling(epoch)
        guard !learning.json else {
            telling.fields["validation_loss"] = score.map { .number($0.natsPerCharacter) }
            telling.fields["validation_perplexity"] = score.map { .number($0.perplexity) }
            return telling
        }
        var words = ["epoch \(epoch.number)", "loss \(fixed(epoch.training.loss, 4)) per token"]
        if let score {
            words.append(
                "validation \(fixed(score.natsPerCharacter, 4)) nats per character"
                    + " (perplexity \(fixed(score.perplexity, 2)))"
            )
        }
        let beginning = try task.preparation.beginning(sample)
        let written = try Writing(model, task.preparation, beginning).text(length: 120, seed: 1)
        telling.text =
            (words + [duration(epoch.seconds)]).joined(separator: "  ") + "\n  "
            + written.split(separator: "\n").joined(separator: "\n  ") + "\n"
        return telling
    }
}

import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train language FILE.txt`: learning to write on.
struct TrainLanguage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language",
        abstract: "Learn to write like a text: which character comes next, after all before it.",
        discussion: """
            The size of the network follows from the size of the text, and three minutes are spent, unless it \
            is said otherwise. What it has learned is written by nn generate.
            """
    )

    @Argument(help: "A text file in UTF-8.")
    var file: String

    @Flag(help: "Each line is a text of its own, such as a name; else the file is one long text.")
    var lines = false

    @Option(help: "The model file; an existing one is replaced only when training has succeeded.")
    var output = "language.safetensors"

    @OptionGroup var language: LanguageOptions

    @OptionGroup var steps: StepOptions

    @OptionGroup var training: TrainingOptions

    @Option(
        parsing: .unconditional,
        help: """
            Stop after so many minutes; the learning rate follows the time. (default: 3, if no number of \
            epochs is asked for)
            """
    )
    var minutes: Double?

    @Option(help: "What the samples shown after each epoch begin with.")
    var sample = ""

    @Flag(help: "Print one JSON object for each epoch and one at the end.")
    var json = false

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try WholeFile.checkWriting(to: output)
        let text = try LanguageText(file: file)
        var learner = try language.learner(forCharacters: text.text.unicodeScalars.count)
        try apply(to: &learner)
        try learner.check()
        let data = try LanguageData(
            text,
            tokenizer: language.tokenizer(of: text, withEnd: lines),
            form: lines ? .lines : .running,
            context: learner.size.context,
            validation: language.validation,
            seed: learner.seed
        )
        let model = try learner.makeModel(for: data)
        let preparation = try LanguagePreparation(of: model)
        let beginning = try preparation.beginning(sample)
        if !json { print("\(model.summary)\n\n\(file): \(data.summary)\n") }

        var last: Epoch?
        let run = learner.train(model, on: data)
        let bar = Task { for await progress in run.progress { ProgressBar.show(progress) } }
        defer { bar.cancel() }
        for try await epoch in run {
            ProgressBar.clear()
            last = epoch
            try report(epoch, data)
            if !json {
                let words = try Writing(model, preparation, beginning).text(length: 120, seed: 1)
                print("  " + words.split(separator: "\n").joined(separator: "\n  ") + "\n")
            }
        }
        ProgressBar.clear()
        try model.save(to: output)
        try conclude(model, last, data, seconds: Double((clock.now - start) / .seconds(1)))
    }

    private func apply(to learner: inout LanguageLearner) throws {
        learner.batchSize = steps.batchSize ?? learner.batchSize
        if let name = steps.optimizer {
            guard
                var found = OptimizerCatalogue.optimizers.first(where: { type(of: $0).name == name }
                )
            else {
                let known = OptimizerCatalogue.optimizers.map { type(of: $0).name }
                throw Complaint(
                    "there is no optimizer \"\(name)\"; choose " + known.joined(separator: ", ")
                )
            }
            found.weightDecay = learner.optimizer.weightDecay
            learner.optimizer = found
        }
        learner.optimizer.learningRate = steps.learningRate ?? learner.optimizer.learningRate
        learner.optimizer.weightDecay = training.weightDecay ?? learner.optimizer.weightDecay
        learner.schedule = try training.schedule(otherwise: learner.schedule)
        learner.clipping = training.clipNorm.map { .norm($0) } ?? learner.clipping
        learner.averaging = training.average.map { WeightAveraging(decay: $0) }
        learner.earlyStopping = try training.earlyStopping()
        learner.seed = training.seed
        learner.processor = try training.processor.processor()
        if let epochs = training.epochs { learner.epochs = epochs }
        if let minutes, !(minutes > 0 && minutes < 1e6) {
            throw Complaint("the minutes must be a number above 0, not \(minutes)")
        }
        guard minutes != nil || training.epochs == nil else { return }
        learner.timeLimit = .seconds(60 * (minutes ?? 3))
        // The time decides, if no number of epochs was asked for.
        if training.epochs == nil { learner.epochs = 1_000_000 }
    }

    private func report(_ epoch: Epoch, _ data: LanguageData) throws {
        let validation = epoch.validation.map { data.score(natsPerToken: $0.loss) }
        if json {
            try JSONLine([
                "epoch": epoch.number, "loss": epoch.training.loss,
                "validation_loss": validation?.natsPerCharacter,
                "validation_perplexity": validation?.perplexity,
                "validation_accuracy": epoch.validation?.accuracy,
                "examples_per_second": epoch.examplesPerSecond.rounded(),
                "seconds": epoch.seconds,
            ]).printLine()
            return
        }
        var words = ["epoch \(epoch.number)", "loss \(fixed(epoch.training.loss, 4)) per token"]
        if let validation {
            words.append(
                "validation \(fixed(validation.natsPerCharacter, 4)) nats per character"
                    + " (perplexity \(fixed(validation.perplexity, 2)))"
            )
        }
        print((words + [duration(epoch.seconds)]).joined(separator: "  "))
    }

    private func conclude(
        _ model: Model,
        _ last: Epoch?,
        _ data: LanguageData,
        seconds: Double
    ) throws {
        let score = last?.validation.map { data.score(natsPerToken: $0.loss) }
        if json {
            return try JSONLine([
                "event": "finished", "parameters": model.parameterCount,
                "validation_loss": score?.natsPerCharacter,
                "validation_bits_per_byte": score?.bitsPerByte,
                "seconds": seconds, "model": output,
            ]).printLine()
        }
        if let score {
            print(
                """
                held out: \(fixed(score.natsPerCharacter, 4)) nats = \(fixed(score.bitsPerCharacter, 4)) \
                bits per character, \(fixed(score.bitsPerByte, 4)) bits per byte
                """
            )
        }
        let program = CommandLine.arguments.first ?? "nn"
        print(
            """
            \(output) written after \(duration(seconds)). What to type next:

              \(program) generate \(output) --length 500
              \(program) generate \(output) --prompt "The " --temperature 0.7
            """
        )
    }
}

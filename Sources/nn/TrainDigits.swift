import ArgumentParser
import Learners
import NeuralNetworks

/// `nn train digits`: the main job.
struct TrainDigits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digits",
        abstract:
            "Learn to read handwritten digits: 28×28 pixels, two hidden layers of 16, ten outputs.",
        discussion: """
            Without --data the digits are drawn by the program itself, by hands that differ between \
            training and test.
            """
    )

    @OptionGroup var digits: DigitDataOptions

    @Option(
        help: """
            The model file; an existing one is replaced only when training has succeeded. \
            (default: digits.safetensors)
            """
    )
    var output: String?

    @Option(
        help: """
            The widths of the hidden layers, such as 512,512; none for no hidden layer. (default: 16,16)
            """
    )
    var hidden: String?

    @Option(
        help: ArgumentHelp(
            "The activation function of the hidden layers. "
                + "(default: relu; sigmoid with the quadratic loss)",
            valueName: ActivationFunction.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var activation: String?

    @OptionGroup var steps: StepOptions

    @OptionGroup var options: DigitLearnerOptions

    @Option(
        parsing: .unconditional,
        help: "Stop as soon as this share of the validation digits is read right, such as 0.99."
    )
    var untilAccuracy: Double?

    @Option(
        parsing: .unconditional,
        help: "Stop after so many minutes; the learning rate follows the time."
    )
    var minutes: Double?

    @Option(
        parsing: .unconditional,
        help: """
            Only measure the settings, by cross-validation: train so many times, each time without another \
            part of the training digits. No model is written.
            """
    )
    var folds: Int?

    @Flag(help: "Print one JSON object for each epoch and one at the end.")
    var json = false

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let learner = try makeLearner()
        if let folds { return try await crossValidate(learner, folds: folds) }
        let output = output ?? "digits.safetensors"
        let source = try digits.source()
        // What would end the training, or follow it in vain, is better found before it.
        try learner.check()
        try WholeFile.checkWriting(to: output)
        if !json { ProgressNote.show(digits.note) }
        let data = try DigitData(source, seed: learner.seed)
        ProgressBar.clear()
        guard (data.test ?? data.validation).count > 0 else {
            throw Complaint(
                "\(digits.data ?? ""): has no test files (t10k-…), and --validation "
                    + "\(digits.validationShare) leaves "
                    + "nothing to measure on"
            )
        }
        let model = try learner.makeModel(for: data)
        if !json {
            print("\(model.summary)\n")
            print(
                "learning from \(grouped(data.training.count)) digits"
                    + (digits.data.map { " of \($0)" } ?? ", drawn by this program") + "\n"
            )
        }
        try await train(learner, model, data)

        let report = try DigitReport(model, on: data.test ?? data.validation)
        try model.save(to: output)
        let seconds = Double((clock.now - start) / .seconds(1))
        if json {
            try JSONLine([
                "event": "finished", "parameters": model.parameterCount,
                "test_accuracy": data.test == nil ? nil : report.confusion.accuracy,
                "test_loss": data.test == nil ? nil : report.loss,
                "baseline": report.confusion.baseline, "seconds": seconds, "model": output,
            ]).printLine()
        } else {
            print("")
            let program = CommandLine.arguments.first ?? "nn"
            let file = output.contains(" ") ? "\"\(output)\"" : output
            ReportPrinter(report, isTest: data.test != nil).printAll()
            print(
                """

                \(output) written after \(duration(seconds)). What to type next:

                  \(program) show \(file)
                  \(program) predict \(file) Examples/digits/three.jpg
                  \(program) explain \(file) Examples/digits/three.jpg --layer 1 --neuron 3
                """
            )
        }
    }

    private func train(
        _ learner: DigitLearner,
        _ model: Model,
        _ data: DigitData
    ) async throws {
        let run = learner.train(model, on: data)
        let bar = Task { for await progress in run.progress { ProgressBar.show(progress) } }
        defer { bar.cancel() }
        var epochs: [Epoch] = []
        for try await epoch in run {
            ProgressBar.clear()
            epochs.append(epoch)
            guard json else {
                print(epoch)
                continue
            }
            try JSONLine([
                "epoch": epoch.number, "loss": epoch.training.loss,
                "accuracy": epoch.training.accuracy, "validation_loss": epoch.validation?.loss,
                "validation_accuracy": epoch.validation?.accuracy,
                "examples_per_second": epoch.examplesPerSecond.rounded(),
                "seconds": epoch.seconds,
            ]).printLine()
        }
        ProgressBar.clear()
        if !json, epochs.count > 2 { printCurves(epochs) }
    }

    /// Loss and accuracy over the epochs, a bar for each.
    private func printCurves(_ epochs: [Epoch]) {
        func curve(_ name: String, _ numbers: [Double?], _ decimals: Int) {
            let numbers = numbers.compactMap(\.self)
            guard let first = numbers.first, let last = numbers.last else { return }
            let ends = "\(fixed(first, decimals)) → \(fixed(last, decimals))"
            print("\(name)  \(Sparkline.of(numbers))  \(ends)")
        }
        print("")
        curve("loss           ", epochs.map(\.training.loss), 4)
        curve("validation loss", epochs.map { $0.validation?.loss }, 4)
        curve("validation in %", epochs.map { $0.validation?.accuracy.map { 100 * $0 } }, 2)
    }

    private func makeLearner() throws -> DigitLearner {
        var settings = DigitSettings()
        (settings.learningRate, settings.batchSize) = (steps.learningRate, steps.batchSize)
        for (name, text) in [
            (.hidden, hidden), (.activation, activation), (.optimizer, steps.optimizer),
        ] as [(DigitSettings.Name, String?)] {
            if let text { try settings.set(name, to: text) }
        }
        var learner = try options.learner(settings)
        learner.goal = untilAccuracy.map { .untilAccuracy($0) }
        if let minutes {
            guard minutes > 0, minutes < 1e6 else {
                throw Complaint("the minutes must be a number above 0, not \(minutes)")
            }
            learner.timeLimit = .seconds(60 * minutes)
            // The time decides, if no number of epochs was asked for.
            if options.training.epochs == nil { learner.epochs = 1_000_000 }
        }
        return learner
    }
}

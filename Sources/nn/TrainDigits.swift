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

    @Option(help: "A folder with MNIST's IDX files, compressed or not.")
    var data: String?

    @Option(
        parsing: .unconditional,
        help: """
            How many digits are drawn to learn from, without --data; for validation and test a \
            twelfth and a sixth of it besides. (default: 60000)
            """
    )
    var examples: Int?

    @Option(help: "The model file; an existing one is replaced only when training has succeeded.")
    var output = "digits.safetensors"

    @Option(help: "The widths of the hidden layers, such as 512,512; none for no hidden layer.")
    var hidden = "16,16"

    @Option(
        help: ArgumentHelp(
            "The activation function of the hidden layers. "
                + "(default: relu; sigmoid with the quadratic loss)",
            valueName: ActivationFunction.allCases.map(\.rawValue).joined(separator: "|")
        )
    )
    var activation: String?

    @Option(help: ArgumentHelp("How wrong outputs are.", valueName: "cross-entropy|quadratic"))
    var loss = "cross-entropy"

    @Option(
        parsing: .unconditional,
        help: """
            The share of the files of --data that is not learned from but measured on. \
            (default: 0.1)
            """
    )
    var validation: Double?

    @OptionGroup var training: TrainingOptions

    @Flag(help: "Print one JSON object for each epoch and one at the end.")
    var json = false

    private var validationShare: Double { validation ?? 0.1 }

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let learner = try makeLearner()
        let source = try makeSource()
        // What would end the training, or follow it in vain, is better found before it.
        try learner.check()
        try WholeFile.checkWriting(to: output)
        if !json { ProgressNote.show(data.map { "reading \($0)" } ?? "drawing digits") }
        let digits = try DigitData(source, seed: training.seed)
        ProgressBar.clear()
        guard (digits.test ?? digits.validation).count > 0 else {
            throw Complaint(
                "\(data ?? ""): has no test files (t10k-…), and --validation \(validationShare) leaves "
                    + "nothing to measure on"
            )
        }
        let model = try learner.makeModel(for: digits)
        if !json {
            print("\(model.summary)\n")
            print(
                "learning from \(grouped(digits.training.count)) digits"
                    + (data.map { " of \($0)" } ?? ", drawn by this program") + "\n"
            )
        }
        try await train(learner, model, digits)

        let report = try DigitReport(model, on: digits.test ?? digits.validation)
        try model.save(to: output)
        let seconds = Double((clock.now - start) / .seconds(1))
        if json {
            try JSONLine([
                "event": "finished", "parameters": model.parameterCount,
                "test_accuracy": digits.test == nil ? nil : report.confusion.accuracy,
                "test_loss": digits.test == nil ? nil : report.loss,
                "baseline": report.confusion.baseline, "seconds": seconds, "model": output,
            ]).printLine()
        } else {
            print("")
            let program = CommandLine.arguments.first ?? "nn"
            let file = output.contains(" ") ? "\"\(output)\"" : output
            ReportPrinter(report, isTest: digits.test != nil).printAll()
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
        _ digits: DigitData
    ) async throws {
        let run = learner.train(model, on: digits)
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

    private func makeSource() throws -> DigitData.Source {
        guard data != nil || validation == nil else {
            throw Complaint(
                "--validation takes its share of the files of --data; drawn digits have "
                    + "validation digits of their own"
            )
        }
        guard (0..<1).contains(validationShare) else {
            throw Complaint(
                "the validation share must be at least 0 and less than 1, not \(validationShare)"
            )
        }
        guard let data else { return .generated(count: try DrawnDigits.count(examples ?? 60_000)) }
        guard examples == nil else {
            throw Complaint("--examples says how many digits are drawn; leave it out with --data")
        }
        return .folder(data, validationShare: validationShare)
    }

    private func makeLearner() throws -> DigitLearner {
        let widths =
            hidden == "none"
            ? []
            : hidden.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard !widths.contains(where: { $0 ?? 0 < 1 || $0 ?? 0 > 65_536 }) else {
            throw Complaint(
                "the hidden widths must be numbers from 1 to 65536 with commas between, such as "
                    + "16,16, not \"\(hidden)\""
            )
        }
        let function = activation.flatMap(ActivationFunction.init)
        if let activation, function == nil {
            throw Complaint(
                "there is no activation \"\(activation)\"; choose "
                    + ActivationFunction.allCases.map(\.rawValue).joined(separator: ", ")
            )
        }
        let losses: [any Loss] = [SoftmaxCrossEntropy(), QuadraticCost()]
        guard let loss = losses.first(where: { type(of: $0).name == loss }) else {
            throw Complaint(
                "there is no loss \"\(loss)\" for digits; choose "
                    + losses.map { type(of: $0).name }.joined(separator: ", ")
            )
        }
        var learner = DigitLearner(
            loss: loss,
            hidden: widths.compactMap(\.self),
            activation: function
        )
        learner.optimizer = try training.optimizer(otherwise: learner.optimizer)
        learner.schedule = try training.schedule(otherwise: learner.schedule)
        learner.epochs = training.epochs ?? learner.epochs
        learner.batchSize = training.batchSize ?? learner.batchSize
        learner.seed = training.seed
        learner.processor = try training.processor.processor()
        if let patience = training.patience {
            guard patience > 0 else {
                throw Complaint("the patience must be at least 1 epoch, not \(patience)")
            }
            learner.earlyStopping = EarlyStopping(patience: patience)
        }
        return learner
    }
}

/// How many digits may be drawn.
enum DrawnDigits {
    static func count(_ count: Int) throws -> Int {
        guard (1...10_000_000).contains(count) else {
            throw Complaint("the number of examples must be 1 to 10000000, not \(count)")
        }
        return count
    }
}

/// A word on what takes a moment, drawn over by what follows.
enum ProgressNote {
    static func show(_ text: String) {
        if Terminal.canRedraw { Terminal.writeError("\r\u{1B}[K\(text) …") }
    }
}

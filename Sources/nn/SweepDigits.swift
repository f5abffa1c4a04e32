import ArgumentParser
import Learners
import NeuralNetworks

/// `nn sweep digits`: many trainings, compared on validation digits.
struct SweepDigits: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digits",
        abstract: "Try many settings for reading digits, side by side, and rank them.",
        discussion: """
            Every combination of the values is tried; where none are given, learning rates about the usual \
            one. As many trainings as --threads run at the same time. They are ranked by their loss on \
            validation digits; the test digits stay unseen.
            """
    )

    @OptionGroup var digits: DigitDataOptions

    @Option(
        parsing: .unconditional,
        help: "Learning rates to try, such as 0.001,0.01, or with --trials a range, 0.0001..0.1."
    )
    var learningRate: String?

    @Option(
        parsing: .unconditional,
        help: "Batch sizes to try, such as 16,32, or with --trials a range, 16..256."
    )
    var batchSize: String?

    @Option(help: "Widths of hidden layers to try, such as 16,16/32,32/none.")
    var hidden: String?

    @Option(help: "Activation functions to try, such as relu,sigmoid.")
    var activation: String?

    @Option(help: "Optimizers to try, such as sgd,adam.")
    var optimizer: String?

    @Option(
        parsing: .unconditional,
        help: "Draw so many settings at random instead of trying every combination."
    )
    var trials: Int?

    @Flag(
        help: """
            Train all for --epochs (then 1 if nothing is said), the better half for twice as long, and so on \
            until one is left.
            """
    )
    var halving = false

    @Flag(
        help: """
            Instead of a sweep, train a little with an ever larger learning rate, and see at which one the \
            loss falls most steeply.
            """
    )
    var findLearningRate = false

    @Option(help: ArgumentHelp("Draw the losses into this SVG file.", valueName: "FILE.svg"))
    var output: String?

    @OptionGroup var options: DigitLearnerOptions

    @Flag(help: "Print one JSON object for each trial, the best first, and one at the end.")
    var json = false

    func run() async throws {
        let start = ContinuousClock.now
        let usual = try options.learner(DigitSettings())
        let names: [(DigitSettings.Name, String?)] = [
            (.learningRate, learningRate), (.batchSize, batchSize), (.hidden, hidden),
            (.activation, activation), (.optimizer, optimizer),
        ]
        let texts = names.compactMap { name, text in text.map { (name: name, text: $0) } }
        if findLearningRate { return try findRate(texts) }

        let space = try SweepSpace(
            digits: texts,
            usualRate: usual.optimizer.learningRate,
            isDrawn: trials != nil
        )
        let rows = try trials.map { try space.random($0, seed: usual.seed) } ?? space.grid()
        let learners = try rows.map { row in try options.learner(space.settings(row)) }
        for learner in learners { try learner.check() }
        if let output { try WholeFile.checkWriting(to: output) }
        let data = try readDigits()
        guard data.validation.count > 0 else {
            throw Complaint("a sweep measures on validation digits; leave --validation 0 out")
        }

        let epochs =
            options.training.epochs ?? (halving ? 1 : learners.map(\.epochs).max() ?? 1)
        if !json {
            let count = grouped(rows.count)
            print(
                "\(count) trainings\(halving ? " and fewer, longer ones" : "") on "
                    + "\(grouped(data.training.count)) digits, "
                    + "measured on \(grouped(data.validation.count)) others\n"
            )
        }
        let outcomes = await TrialProgress.run(
            DigitTrials(learners.map { DigitTrials.Trial($0, on: data) }),
            epochs: epochs,
            halving: halving,
            sideBySide: usual.processor.threads
        )
        if let output {
            let chart = LineChart(outcomes, of: space, rows: rows)
            try WholeFile.write(Array(chart.svg.utf8), to: output)
        }
        let printer = SweepPrinter(space: space, rows: rows, outcomes: outcomes, picture: output)
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        try json ? printer.printJSON(seconds: seconds) : printer.printTable(seconds: seconds)
        guard outcomes.first?.score != nil else {
            let failure = outcomes.first?.failure.map { ", the first because \($0)" } ?? ""
            throw Complaint("no training came to a result\(failure)")
        }
    }

    /// The digits, with a word while they are fetched.
    func readDigits() throws -> DigitData {
        let source = try digits.source()
        if !json { ProgressNote.show(digits.note) }
        defer { ProgressBar.clear() }
        return try DigitData(source, seed: options.training.seed)
    }
}

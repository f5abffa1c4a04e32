import ArgumentParser
import Datasets
import Learners
import MediaFiles
import NeuralNetworks

/// `nn evaluate MODEL [DATA]`: how good a model is.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on examples that it did not learn from."
    )

    @OptionGroup var model: ModelArgument

    @Argument(
        help: """
            Files as those that the model learned from; for one that reads digits a folder with MNIST's IDX \
            files, or nothing for digits drawn for testing.
            """
    )
    var data: String?

    @Option(help: "How many digits are drawn, without a folder. (default: 10000)")
    var examples: Int?

    @Option(help: "Which generated digits are drawn for testing.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let loaded = try model.load()
        if let raw = try model.raw(loaded) { return try evaluate(raw) }
        let reader = try model.digitReader(loaded)
        if data != nil, examples != nil {
            throw Complaint("--examples says how many digits are drawn; leave it out with a folder")
        }
        let count = try DrawnDigits.count(examples ?? 10_000)
        let test =
            if let data {
                try MNISTFolder.test(in: data)
            } else {
                GeneratedDigits(seed: seed).examples(count, of: .test)
            }
        let report = try DigitReport(reader, on: test)
        guard json else {
            ReportPrinter(report, isTest: true).printAll()
            return
        }
        try JSONLine([
            "accuracy": report.confusion.accuracy, "loss": report.loss,
            "count": report.confusion.total, "baseline": report.confusion.baseline,
            "confusion": report.confusion.counts,
        ]).printLine()
    }

    private func evaluate(_ raw: any RawModel) throws {
        guard let data else {
            throw Complaint("which examples? Give files as those that \(model.model) learned from")
        }
        guard examples == nil else {
            throw Complaint("--examples says how many digits are drawn; leave it out")
        }
        let report = try raw.evaluate(data)
        guard json else { return print(report.text) }
        try JSONLine(report.json()).printLine()
    }
}

import ArgumentParser
import Datasets
import Learners
import MediaFiles
import NeuralNetworks

/// `nn evaluate MODEL [DATA]`: how good a model is.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a model on digits that it did not learn from."
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "A folder with MNIST's IDX files; without it, digits drawn for testing.")
    var data: String?

    @Option(help: "How many digits are drawn, without a folder. (default: 10000)")
    var examples: Int?

    @Option(help: "Which generated digits are drawn for testing.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let reader = try model.loadDigitReader()
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
}

import Learners
import NeuralNetworks

/// Prints how well digits are read: accuracy beside the trivial guess, which digit is taken for
/// which, and pictures of some digits, of doubts and of mistakes.
struct ReportPrinter {
    private let report: DigitReport
    private let isTest: Bool

    init(_ report: DigitReport, isTest: Bool) {
        self.report = report
        self.isTest = isTest
    }

    func printAll() {
        printScore()
        print("\nwhich digit (rows) was read as which (columns):\n\n\(table)")
        print("\nsome digits and what the network reads:\n")
        print(gallery(Array(report.answers.indices.prefix(3))))
        print("\nits greatest doubts:\n")
        print(gallery(Array(report.doubts.prefix(3))))
        guard !report.mistakes.isEmpty else { return }
        print("\nits most confident mistakes:\n")
        print(gallery(Array(report.mistakes.prefix(3))))
    }

    func printScore() {
        let confusion = report.confusion
        print(
            "\(isTest ? "test" : "validation") accuracy \(percent(confusion.accuracy)) on "
                + "\(grouped(confusion.total)) digits; always guessing the most frequent digit: "
                + "\(percent(confusion.baseline))"
        )
        if !isTest { print("(the folder has no test files, so the settings have seen these)") }
    }

    /// The confusion matrix as text.
    var table: String {
        let names = report.confusion.classNames
        let width = max(6, (names.map(\.count).max() ?? 0) + 1)
        func cell(_ text: String) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let header = cell("") + names.map(cell).joined()
        let rows = names.indices.map { truth in
            let counts = report.confusion.counts[truth]
            return cell(names[truth])
                + counts.map { cell($0 == 0 ? "·" : String($0)) }.joined()
        }
        return ([header] + rows).joined(separator: "\n")
    }

    private func gallery(_ indices: [Int]) -> String {
        let labels = report.examples.labels ?? []
        return TerminalPicture.gallery(
            indices.map { index in
                let ranking = report.answers[index].ranking
                let doubt = ranking.count > 1 ? ", \(said(ranking[1]))" : ""
                let truth = ranking[0].index == labels[index] ? "" : " (is \(labels[index]))"
                return (
                    TerminalPicture(example: index, of: report.examples),
                    said(ranking[0]) + doubt + truth
                )
            }
        )
    }

    private func said(_ answer: (index: Int, name: String, probability: Float)) -> String {
        "\(answer.name) \(fixed(100 * Double(answer.probability), 1)) %"
    }
}

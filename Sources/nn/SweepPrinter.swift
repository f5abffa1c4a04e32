import Learners
import NeuralNetworks

/// Prints what the trials of a sweep came to, the best first, and how to train with its settings.
struct SweepPrinter {
    /// How many trials the table shows.
    private static let shown = 40
    /// How many columns the losses over the epochs take.
    private static let curveWidth = 20

    let space: SweepSpace
    let rows: [[String]]
    let outcomes: [DigitTrials.Outcome]
    let picture: String?

    func printTable(seconds: Double) {
        print(table)
        let more = outcomes.count - SweepPrinter.shown
        if more > 0 { print("and \(grouped(more)) more; --json prints all") }
        print("\n\(grouped(outcomes.count)) trials in \(duration(seconds))")
        if let picture { print("\(picture) drawn") }
        if let command {
            print("the best again, with a model file and judged on test digits:\n\n  \(command)")
        }
    }

    func printJSON(seconds: Double) throws {
        for outcome in outcomes {
            let names = space.dimensions.map(\.name)
            let settings = zip(names, rows[outcome.trial]).map { ($0, $1) }
            try JSONLine([
                "trial": outcome.trial + 1,
                "settings": Dictionary(settings) { first, _ in first },
                "epochs": outcome.epochs.count, "validation_loss": outcome.score?.loss,
                "validation_accuracy": outcome.score?.accuracy,
                "validation_losses": outcome.curve, "failure": outcome.failure,
            ]).printLine()
        }
        let best = outcomes.first { $0.score != nil }
        try JSONLine([
            "event": "finished", "trials": outcomes.count,
            "failed": outcomes.count { $0.score == nil }, "best": best.map { $0.trial + 1 },
            "validation_loss": best?.score?.loss, "validation_accuracy": best?.score?.accuracy,
            "command": command, "picture": picture, "seconds": seconds,
        ]).printLine()
    }

    /// The command that trains with the best settings.
    private var command: String? {
        guard let best = outcomes.first, best.score != nil else { return nil }
        return TypedCommand.training(
            with: zip(space.dimensions.map(\.name), rows[best.trial]).map { ($0, $1) }
                + [("epochs", "\(best.plannedEpochs)")]
        )
    }

    /// A line for each trial.
    private var table: String {
        var lines = [
            ["trial", "validation loss", "accuracy", "epochs", "over the epochs", "settings"]
        ]
        for outcome in outcomes.prefix(SweepPrinter.shown) {
            lines.append([
                "\(outcome.trial + 1)", outcome.score.map { fixed($0.loss, 4) } ?? "failed",
                outcome.score?.accuracy.map(percent) ?? "", "\(outcome.epochs.count)",
                Sparkline.of(outcome.curve, columns: SweepPrinter.curveWidth),
                space.words(rows[outcome.trial]) + (outcome.failure.map { ": \($0)" } ?? ""),
            ])
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            line.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                // Numbers end below each other; what is last needs no padding.
                return column < 4 ? space + text : column == 4 ? text + space : text
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

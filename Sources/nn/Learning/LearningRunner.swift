import Learners
import NeuralNetworks

/// Learns a task and says what happens: what was found, how it goes, how good the result is, what to type next.
struct LearningRunner {
    let options: LearningOptions
    /// The model file, if no other is asked for: `images.safetensors`.
    let usualOutput: String
    /// What is said while files are read.
    let note: String
    /// Commands to type next, after `nn`, for the model file that was written.
    let next: @Sendable (String) -> [String]

    /// Reads, learns, reports.
    ///
    /// - Parameter makeTask: Reads the files.
    /// - Throws: Whatever stands in the way, in one line.
    func run(_ makeTask: () async throws -> some LearningTask) async throws {
        let start = ContinuousClock.now
        try options.check(output: usualOutput)
        let output = options.output ?? usualOutput
        let page = options.report ?? LearningRunner.page(beside: output)
        if options.folds == nil || options.report != nil { try WholeFile.checkWriting(to: page) }
        if !options.json { ProgressNote.show(note) }
        let task = try await makeTask()
        ProgressBar.clear()
        if !options.json {
            print("\(task.title)\n")
            for finding in task.findings { print("  \(finding)") }
            print("")
        }
        let json = options.json
        let count = task.lessonCount
        let outcome = try await task.learn { event in
            try LearningRunner.tell(event, of: count, json: json)
        }
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        // First the model: a page that cannot be written must not cost a training.
        if options.folds == nil { try outcome.model.save(to: output) }
        if options.folds == nil || options.report != nil {
            try WholeFile.write(Array(outcome.report.html.utf8), to: page)
        }
        guard !json else {
            return try finished(outcome, output: output, seconds: seconds)
        }
        print("\n\(outcome.report.text)\n")
        guard options.folds == nil else {
            return print(
                "measured in \(duration(seconds)); no model was written, leave --folds out for one"
            )
        }
        print("\(output) and \(page) written after \(duration(seconds)). What to type next:\n")
        let program = CommandLine.arguments.first ?? "nn"
        for command in next(TypedCommand.quoted(output)) { print("  \(program) \(command)") }
    }

    /// The page beside a model file.
    static func page(beside output: String) -> String {
        (output.hasSuffix(".safetensors") ? String(output.dropLast(12)) : output) + ".html"
    }

    @Sendable private static func tell(_ event: LearningEvent, of count: Int, json: Bool) throws {
        switch event {
        case .began(let index, let lesson):
            guard !json else { return }
            if count > 1 { print("\(index == 0 ? "" : "\n")training \(index + 1) of \(count)\n") }
            if index == 0 { print("\(lesson.model.summary)\n") }
        case .progress(_, let progress): ProgressBar.show(progress)
        case .epoch(let index, let epoch):
            ProgressBar.clear()
            guard json else { return print(epoch) }
            try JSONLine([
                "fold": count > 1 ? index + 1 : nil,
                "epoch": epoch.number, "loss": epoch.training.loss,
                "accuracy": epoch.training.accuracy, "validation_loss": epoch.validation?.loss,
                "validation_accuracy": epoch.validation?.accuracy,
                "examples_per_second": epoch.examplesPerSecond.rounded(),
                "seconds": epoch.seconds,
            ]).printLine()
        case .ended(let index, let report):
            ProgressBar.clear()
            guard count > 1 else { return }
            guard json else {
                return print(report.metrics.first?.line ?? "")
            }
            try JSONLine(report.json(prefix: "test_").merging(["fold": .count(index + 1)]) { $1 })
                .printLine()
        }
    }

    private func finished(_ outcome: LearningOutcome, output: String, seconds: Double) throws {
        var fields = outcome.report.json(prefix: "test_")
        fields["event"] = .text("finished")
        fields["parameters"] = .count(outcome.model.parameterCount)
        fields["seconds"] = .number(seconds)
        if let folds = options.folds {
            fields["folds"] = .count(folds)
        } else {
            fields["model"] = .text(output)
        }
        try JSONLine(fields).printLine()
    }
}

import Learners
import NeuralNetworks
import Synchronization

/// Learns a task and says what happens: what was found, how it goes, how good the result is, what to type next.
struct LearningRunner {
    let options: LearningOptions
    /// The model file, if no other is asked for: `images.safetensors`.
    let usualOutput: String
    /// What is said while files are read.
    let note: String
    /// Commands to type next, after `nn`, for the model file that was written.
    let next: @Sendable (String) -> [String]
    /// What stands before the names of the report's numbers where programs read them.
    var prefix = "test_"

    /// Reads, learns, reports.
    ///
    /// - Parameters:
    ///   - makeTask: Reads the files.
    ///   - tellEpoch: What is said of an epoch, by the task and its model.
    /// - Throws: Whatever stands in the way, in one line.
    func run<Kind: LearningTask>(
        _ makeTask: () async throws -> Kind,
        tellEpoch: @escaping @Sendable (Kind, Model, Epoch) throws -> EpochTelling = {
            EpochTelling($2)
        }
    ) async throws {
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
        let last = Mutex<EpochTelling?>(nil)
        let model = Mutex<Model?>(nil)
        let outcome = try await task.learn { event in
            switch event {
            case .began(let index, let lesson):
                model.withLock { $0 = lesson.model }
                began(index, of: task.lessonCount, lesson)
            case .progress(_, let progress): ProgressBar.show(progress)
            case .epoch(let index, let epoch):
                ProgressBar.clear()
                guard let model = model.withLock({ $0 }) else { return }
                let telling = try tellEpoch(task, model, epoch)
                last.withLock { $0 = telling }
                try tell(telling, index, of: task.lessonCount)
            case .ended(let index, let report):
                ProgressBar.clear()
                try ended(index, of: task.lessonCount, report)
            }
        }
        let seconds = Double((ContinuousClock.now - start) / .seconds(1))
        // First the model: a page that cannot be written must not cost a training.
        if options.folds == nil { try outcome.model.save(to: output) }
        if options.folds == nil || options.report != nil {
            try WholeFile.write(Array(outcome.report.html.utf8), to: page)
        }
        guard !options.json else {
            return try finished(
                outcome,
                last.withLock { $0 },
                output: output,
                seconds: seconds
            )
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

    private func began(_ index: Int, of count: Int, _ lesson: Lesson) {
        guard !options.json else { return }
        if count > 1 { print("\(index == 0 ? "" : "\n")training \(index + 1) of \(count)\n") }
        if index == 0 { print("\(lesson.model.summary)\n") }
    }

    private func tell(_ telling: EpochTelling, _ index: Int, of count: Int) throws {
        guard options.json else { return print(telling.text) }
        var fields = telling.fields
        if count > 1 { fields["fold"] = .count(index + 1) }
        try JSONLine(fields).printLine()
    }

    private func ended(_ index: Int, of count: Int, _ report: Report) throws {
        guard count > 1 else { return }
        guard options.json else { return print(report.metrics.first?.line ?? "") }
        try JSONLine(report.json(prefix: prefix).merging(["fold": .count(index + 1)]) { $1 })
            .printLine()
    }

    private func finished(
        _ outcome: LearningOutcome,
        _ last: EpochTelling?,
        output: String,
        seconds: Double
    ) throws {
        var fields = outcome.report.json(prefix: prefix)
        fields["event"] = .text("finished")
        fields["parameters"] = .count(outcome.model.parameterCount)
        fields["seconds"] = .number(seconds)
        if let folds = options.folds {
            fields["folds"] = .count(folds)
        } else {
            fields["model"] = .text(output)
            fields["validation_loss"] = last?.fields["validation_loss"]
        }
        try JSONLine(fields).printLine()
    }
}

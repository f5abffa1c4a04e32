import Computation
public import NeuralNetworks

/// A question and the files that answer it, read and split: what every kind of learner makes of raw files.
///
/// ```swift
/// let task = try ImageTask(folder: "flowers")
/// for finding in task.findings { print(finding) }
/// let outcome = try await task.learn()
/// print(outcome.report.text)
/// try outcome.model.save(to: "flowers.safetensors")
/// ```
///
/// To add one: a folder with a type that reads files, its ``RawModel`` that answers afterwards, and a row in
/// ``RawModelCatalogue``.
public protocol LearningTask: Sendable {
    /// What is learned, as a headline.
    var title: String { get }
    /// What was seen in the files.
    var findings: [Finding] { get }
    /// How many times it is learned: once, or once for each fold of a cross-validation.
    var lessonCount: Int { get }
    /// One of the trainings, ready to begin.
    ///
    /// - Parameter index: From 0; of several, each is judged by another part of the examples.
    /// - Returns: The training.
    /// - Throws: Any error that says in one line why it cannot begin.
    func lesson(_ index: Int) throws -> Lesson

    /// How many examples can be looked at.
    var exampleCount: Int { get }
    /// One of the examples, to be looked at.
    ///
    /// - Parameter index: From 0 to ``exampleCount`` − 1.
    /// - Returns: The example.
    /// - Throws: Any error that says in one line why it cannot be shown.
    func example(_ index: Int) throws -> LearningExample
}

/// What is told while a task is learned.
public enum LearningEvent: Sendable {
    /// A training begins.
    case began(lesson: Int, Lesson)
    /// How far it is; not every step is told.
    case progress(lesson: Int, TrainingProgress)
    /// An epoch has ended.
    case epoch(lesson: Int, Epoch)
    /// A training has ended and was judged.
    case ended(lesson: Int, Report)
}

/// What came of a task.
public struct LearningOutcome: Sendable {
    /// The model of the last training.
    public let model: Model
    /// What came of it; of several trainings, the mean over all.
    public let report: Report
    /// The reports of all trainings.
    public let reports: [Report]
}

extension LearningTask {
    /// Learns.
    ///
    /// - Parameter tell: Is told what happens, from several threads.
    /// - Returns: The model and the report.
    /// - Throws: Any error that says in one line why it cannot be learned.
    public func learn(
        _ tell: @escaping @Sendable (LearningEvent) async throws -> Void = { _ in }
    ) async throws -> LearningOutcome {
        var (reports, last): ([Report], Model?) = ([], nil)
        for index in 0..<lessonCount {
            let lesson = try await offPool { try self.lesson(index) }
            try await tell(.began(lesson: index, lesson))
            let run = lesson.train()
            let progress = Task {
                for await progress in run.progress {
                    try await tell(.progress(lesson: index, progress))
                }
            }
            defer { progress.cancel() }
            var epochs: [Epoch] = []
            for try await epoch in run {
                epochs.append(epoch)
                try await tell(.epoch(lesson: index, epoch))
            }
            var report = try await offPool { try lesson.conclude(lesson.model) }
            report.sections.append(contentsOf: Self.curves(of: epochs))
            report.findings = findings
            reports.append(report)
            last = lesson.model
            try await tell(.ended(lesson: index, report))
            // Who has seen enough keeps what there is.
            if Task.isCancelled { break }
        }
        guard let model = last, let first = reports.first else { throw NothingToLearn() }
        var report = reports.count > 1 ? Report(folds: reports) ?? first : first
        report.findings = findings
        return LearningOutcome(model: model, report: report, reports: reports)
    }

    private static func curves(of epochs: [Epoch]) -> [ReportSection] {
        guard epochs.count > 1 else { return [] }
        let chart = LineChart(
            title: "Loss over the epochs",
            xName: "epoch",
            yName: "loss",
            lines: [
                LineChart.Line(
                    "held out",
                    epochs.compactMap { epoch in
                        epoch.validation.map { (Double(epoch.number), $0.loss) }
                    }
                ),
                LineChart.Line(
                    "learned from",
                    epochs.map { (Double($0.number), $0.training.loss) }
                ),
            ].filter { !$0.points.isEmpty }
        )
        return [ReportSection("How it learned", .drawing(svg: chart.svg))]
    }
}

/// There is no training to be done.
struct NothingToLearn: Error, CustomStringConvertible {
    var description: String { "there is nothing to learn: the task has no lesson" }
}

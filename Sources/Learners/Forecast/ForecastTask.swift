public import Datasets
import NeuralNetworks

/// Learns to forecast a column of numbers some steps ahead, from its past, the past of other columns, and the
/// calendar.
///
/// ```swift
/// let task = try ForecastTask(files: ["weather.csv"], .init(column: "temperature", horizon: 24))
/// let outcome = try await task.learn()
/// print(outcome.report.text)
/// ```
public struct ForecastTask: LearningTask {
    /// What is asked of a series.
    public struct Question: Sendable {
        /// The column that is forecast.
        public var column: String
        /// How many steps ahead.
        public var horizon: Int
        /// The columns that make the time: one of dates, or year, month, day, hour; empty is found out.
        public var time: [String] = []
        /// How many steps are read; nil follows from the steps of a day, week or year.
        public var history: Int?
        /// Columns that are not read.
        public var ignored: [String] = []
        /// How the files are written.
        public var format = TableFormat()
        /// How many steps at the end judge the result; nil is a share of them.
        public var testLast: Int?
        /// The share of the steps at the end that judges the result.
        public var testShare = 0.2
        /// The share of the steps before it that says when to stop and how wide bands are.
        public var validation = 0.1
        /// First weights follow from it.
        public var seed: UInt64 = 1

        /// A question about a column.
        public init(column: String, horizon: Int) {
            (self.column, self.horizon) = (column, horizon)
        }
    }

    /// What is learned, as a headline.
    public let title: String
    /// What was seen in the files.
    public let findings: [Finding]
    /// It is learned once: the past is never judged by what it has not led to.
    public var lessonCount: Int { 1 }
    /// How it is learned.
    public var settings: LearningSettings
    /// What the network is like.
    public var shape = ForecastShape()
    private let files: [String]
    private let series: Series
    private let form: ForecastForm
    private let split: ExampleSplit

    /// Reads a series.
    ///
    /// - Parameters:
    ///   - files: Tables with a row for each time, joined on their times.
    ///   - question: What is asked.
    ///   - progress: Is told which share of large files is read.
    /// - Throws: `TableError`, ``SeriesError`` or `SplitError`.
    public init(
        files: [String],
        _ question: Question,
        progress: (Double) -> Void = { _ in }
    ) throws {
        guard (1...1000).contains(question.horizon) else {
            throw SeriesError.setting("horizon", question.horizon, "1 to 1000 steps")
        }
        let whole = try Series(
            files: files,
            time: question.time,
            format: question.format,
            progress: progress
        )
        let known = whole.columns.map(\.name)
        guard known.contains(question.column) else {
            throw SeriesError.noColumn(question.column, known: known)
        }
        guard case .numbers = try whole.column(question.column) else {
            throw SeriesError.noNumbers(question.column)
        }
        for name in question.ignored { _ = try whole.column(name) }
        let history = question.history ?? Self.usualHistory(whole, question.horizon)
        guard (1...10_000).contains(history) else {
            throw SeriesError.setting("history", history, "1 to 10,000 steps")
        }
        func form(_ choice: [ForecastForm.Column], _ grid: SeriesGrid) -> ForecastForm {
            ForecastForm(
                time: question.time,
                grid: grid,
                columns: choice,
                history: history,
                horizon: question.horizon
            )
        }
        let widest = Self.choice(whole, question, learned: whole.count).columns
        let series = whole.latest(form(widest, whole.grid).mostSteps)
        (self.files, self.series) = (files, series)
        let test = question.testLast ?? Int((Double(series.count) * question.testShare).rounded())
        guard test >= 0 else { throw SeriesError.setting("test-last", test, "0 steps or more") }
        let needed = history + 3 * question.horizon + test + 10
        guard series.count >= needed else {
            throw SeriesError.tooFewSteps(series.count, needed: needed)
        }
        split = try ExampleSplit(
            seriesOf: series.count,
            test: test,
            validation: question.validation
        )
        let choice = Self.choice(series, question, learned: split.training.count)
        self.form = form(choice.columns, series.grid)
        var settings = LearningSettings(
            optimizer: .adamW(learningRate: 0.0002, weightDecay: 0.02),
            schedule: .constant,
            epochs: 40,
            batchSize: series.count > 20_000 ? 256 : 64
        )
        if question.validation > 0 { settings.earlyStopping = EarlyStopping(patience: 6) }
        settings.seed = question.seed
        self.settings = settings
        title =
            "\(question.column), \(question.horizon) "
            + (question.horizon == 1 ? "step" : "steps") + " of \(series.grid.stepName) ahead"
        let last = series.grid.time(series.count - 1)
        let isCut = series.count < whole.count
        findings =
            series.findings
            + (isCut ? [Self.cut(whole.count, series.count)] : []) + [
                .note(
                    "\(series.count.grouped) steps of \(series.grid.stepName) from "
                        + "\(TableColumn.text(series.grid.start)) to \(TableColumn.text(last)); "
                        + "\(history) are read to look ahead"
                )
            ] + choice.findings
    }

    private static func cut(_ count: Int, _ kept: Int) -> Finding {
        .note(
            "of \(count.grouped) steps the latest \(kept.grouped) are learned from and judge, as many as fit in "
                + "memory at ease; a shorter --history, or fewer columns, leave room for more"
        )
    }

    /// The shortest cycle that has a few steps, twice where it is longer than a week of days, and enough for
    /// the horizon.
    private static func usualHistory(_ series: Series, _ horizon: Int) -> Int {
        let cycle = series.grid.cycles.map(\.steps).first { $0 >= 4 } ?? 4
        let wanted = max(cycle <= 7 ? cycle : 2 * min(cycle, 48), min(horizon, 96), 7)
        return max(2, min(wanted, series.count / 8))
    }

    /// The columns that are read, and what is made of each, learned from the first steps alone.
    private static func choice(
        _ series: Series,
        _ question: Question,
        learned: Int
    ) -> (columns: [ForecastForm.Column], findings: [Finding]) {
        var columns: [ForecastForm.Column] = []
        var (leftOut, gaps): ([String], [String]) = ([], [])
        let target = series.columns.filter { $0.name == question.column }
        let others = series.columns.filter {
            $0.name != question.column && !question.ignored.contains($0.name)
        }
        for column in target + others {
            let missing = missingCount(column.values)
            guard let encoding = encoding(column.values, learned: learned),
                column.name == question.column
                    || column.kind == .number || column.kind == .category
            else {
                leftOut.append("\(column.name) (\(column.kind.rawValue))")
                continue
            }
            if missing > 0 { gaps.append("\(column.name) \(missing.grouped)") }
            columns.append(ForecastForm.Column(name: column.name, encoding: encoding))
        }
        var findings: [Finding] = []
        if !leftOut.isEmpty { findings.append(.note("columns that are not read", leftOut)) }
        if !gaps.isEmpty {
            findings.append(
                .note("steps are missing, for which the last known number stands with a mark", gaps)
            )
        }
        return (columns, findings)
    }

    private static func missingCount(_ values: Series.Values) -> Int {
        switch values {
        case .numbers(let numbers): numbers.count { $0.isNaN }
        case .texts(let texts): texts.count { $0 == nil }
        }
    }

    private static func encoding(_ values: Series.Values, learned: Int) -> ForecastForm.Encoding? {
        switch values {
        case .numbers(let numbers):
            let present = numbers.prefix(learned).filter { !$0.isNaN }.map(Double.init)
            guard let first = present.first, present.contains(where: { $0 != first }) else {
                return nil
            }
            let mean = present.reduce(0, +) / Double(present.count)
            let square = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return .number(
                mean: Float(mean),
                deviation: Float((square / Double(present.count)).squareRoot()),
                isEverMissing: present.count < min(learned, numbers.count)
            )
        case .texts(let texts):
            let names = Set(texts.prefix(learned).compactMap(\.self))
            return names.count > 1 && names.count <= 50 ? .category(names.sorted()) : nil
        }
    }

    /// How many columns can be looked at.
    public var exampleCount: Int { form.columns.count }

    /// The last steps of one of the columns, that which is forecast first; what is expected to come after them is asked with
    /// all files.
    public func example(_ index: Int) throws -> LearningExample {
        let name = form.columns[index].name
        let first = max(0, series.count - 400)
        var (picture, text): (ReportPicture?, String) = (nil, "")
        switch try series.column(name) {
        case .numbers(let numbers):
            let points = (first..<series.count).map { (x: Double($0), y: Double(numbers[$0])) }
            let start = TableColumn.text(series.grid.time(0))
            let chart = LineChart(
                title: name,
                xName: "step of \(series.grid.stepName), from \(start)",
                yName: name,
                lines: [LineChart.Line(name, points)],
                yIsLinear: true
            )
            picture = ReportPicture(chart, caption: name)
        case .texts(let texts):
            text = texts[first...].suffix(40).map { $0 ?? "–" }.joined(separator: ", ")
        }
        return LearningExample(
            "column \(name)",
            answer: name,
            picture: picture,
            text: text,
            input: files.joined(separator: ",")
        )
    }

    /// The training, ready to begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let (form, series, title) = (form, series, title)
        let channels = try form.channels(of: series)
        func windows(_ range: Range<Int>) throws -> ForecastWindows {
            try ForecastWindows(form, series, channels, range)
        }
        let cut = split.training.count
        let end = cut + split.validation.count
        let training = try windows(0..<cut)
        let validation = try windows(cut..<end)
        let test = try windows(end..<series.count)
        guard !training.steps.isEmpty else {
            throw SeriesError.tooFewSteps(
                series.count,
                needed: series.count + form.history + form.horizon
            )
        }
        let model = try Model(
            try ForecastNetwork.network(form, shape),
            input: [form.inputCount],
            seed: settings.seed,
            information: ModelInformation(
                ForecastModel.kind,
                preparation: form,
                interpretation: .values
            ),
            processor: settings.processor
        )
        let regression = ForecastBaselines.regression(form, training, training.inputs)
        try ForecastNetwork.begin(model, with: regression, on: training, form)
        func examples(_ windows: ForecastWindows) throws -> Examples {
            try Examples(
                inputs: windows.inputs,
                targets: windows.targets(form, members: shape.members)
            )
        }
        return try Lesson(
            model,
            loss: MaskedLoss(quantiles: ForecastForm.quantiles),
            training: examples(training),
            validation: validation.steps.isEmpty ? nil : examples(validation),
            settings: settings
        ) { model in
            var form = form
            form.widening = try ForecastModel(model).widening(validation)
            try model.information.note(form)
            // What is learned without a choice learns from all that comes before the test.
            let before = try ForecastWindows(form, series, channels, 0..<end)
            return try ForecastReport(
                ForecastModel(model),
                on: test,
                of: series,
                beside: ForecastBaselines(form, before, series),
                title: title
            ).report
        }
    }
}

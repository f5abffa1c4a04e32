public import Datasets
import MediaFiles
import NeuralNetworks

/// Learns to predict one column of a table from the others: a class, or a number.
///
/// ```swift
/// let task = try TableTask(file: "houses.csv", target: "price")
/// let outcome = try await task.learn()
/// print(outcome.report.text)
/// ```
public struct TableTask: LearningTask {
    /// What is asked of a table.
    public struct Question: Sendable {
        /// The column that is predicted; `last` is the last one.
        public var target: String
        /// Whether it is a class or a number.
        public var reading = TableTarget.Reading.automatic
        /// Columns that are not read.
        public var ignored: [String] = []
        /// The column that keeps rows together on one side of every split, such as a person.
        public var group: String?
        /// How the file is written.
        public var format = TableFormat()
        /// How many rows are read at most to learn from; of a larger table so many are drawn; nil is
        /// `RowSample.usual(seed:)`.
        public var mostRows: Int?
        /// A file that judges the result, in place of a part of the rows.
        public var testFile: String?
        /// The share of the rows that judges the result.
        public var testShare = 0.2
        /// The share of the rows that each network does not learn from.
        public var validation = 0.1
        /// How many times it is learned, each time judged by another part; nil is once.
        public var folds: Int?
        /// The parts are drawn after it.
        public var seed: UInt64 = 1

        /// A question about a column.
        public init(target: String) { self.target = target }
    }

    /// What is learned, as a headline.
    public let title: String
    /// What was seen in the table.
    public let findings: [Finding]
    /// How many times it is learned.
    public let lessonCount: Int
    /// How it is learned.
    public var settings: LearningSettings
    /// What the network is like.
    public var shape: TableShape
    private let table: Table
    private let test: Table?
    private let question: Question
    private let target: TableTarget
    private let columns: [String]
    private let splits: [ExampleSplit]
    private let traits: ExampleTraits
    private let place: TableForm.Place

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - file: CSV, TSV or the like, compressed or not.
    ///   - question: What is asked.
    ///   - progress: Is told which share of a large file is read.
    /// - Throws: `TableError`, ``TableTaskError`` or `SplitError`.
    public init(
        file: String,
        _ question: Question,
        progress: (Double) -> Void = { _ in }
    ) throws {
        let sample =
            question.mostRows.map { RowSample(most: $0, seed: question.seed) }
            ?? .usual(seed: question.seed)
        let whole = try Table(
            contentsOf: file,
            format: question.format,
            sample: sample,
            progress: progress
        )
        let column = try whole.column(question.target)
        target = try TableTarget(column, as: question.reading)
        for name in question.ignored + [question.group].compactMap(\.self) {
            _ = try whole.column(name)
        }
        self.question = question
        place = TableForm.Place(
            columns: whole.columns.count,
            target: whole.columns.firstIndex { $0.name == column.name } ?? 0
        )
        let answered = Self.answered(whole, target)
        table = answered
        var testTable: Table?
        if let path = question.testFile {
            let form = TableFormat(
                delimiter: question.format.delimiter,
                hasHeader: whole.hasHeader,
                texts: Set(whole.columns.filter(\.areTexts).map(\.name))
            )
            testTable = Self.answered(
                try Table(contentsOf: path, format: form, sample: sample),
                target
            )
        }
        test = testTable
        let ignored = Set(question.ignored + [column.name])
        let choice = ColumnChoice(answered, without: ignored)
        columns = choice.names
        guard !columns.isEmpty else { throw TableTaskError.noColumns }
        traits = try Self.traits(answered, testTable, target, choice.names, question.group)
        splits = try Self.splits(traits, answered.rowCount, question)
        lessonCount = splits.count
        shape = TableShape(rows: answered.rowCount)
        settings = Self.usualSettings(rows: answered.rowCount, validation: question.validation)
        settings.seed = question.seed
        title = (whole.hasHeader ? "" : "Column ") + "\(target.name) of \(Self.name(of: file))"
        findings =
            TableFindings.of(whole, answered, target, choice)
            + TableFindings.duplicates(traits)
    }

    /// The rows whose answer is known.
    private static func answered(_ table: Table, _ target: TableTarget) -> Table {
        guard let answers = try? target.answers(table), answers.contains(where: { $0 == nil })
        else { return table }
        return table.rows(answers.indices.filter { answers[$0] != nil })
    }

    private static func name(of file: String) -> String {
        file.split(separator: "/").last.map(String.init) ?? file
    }

    /// The traits of all rows, those of the test file last.
    private static func traits(
        _ table: Table,
        _ test: Table?,
        _ target: TableTarget,
        _ columns: [String],
        _ group: String?
    ) throws -> ExampleTraits {
        let tables = [table] + (test.map { [$0] } ?? [])
        var (labels, contents, groups): ([Int], [UInt64], [String]) = ([], [], [])
        for table in tables {
            labels += try target.answers(table).map { Int($0 ?? 0) }
            contents += table.rowHashes(of: Set(columns))
            if let group { groups += try table.column(group).texts.map { $0 ?? "" } }
        }
        let names = Dictionary(
            zip(Array(Set(groups)).sorted(), 0...),
            uniquingKeysWith: { first, _ in first }
        )
        return try ExampleTraits(
            count: labels.count,
            labels: target.classNames.isEmpty ? nil : labels,
            groups: group == nil ? nil : groups.map { names[$0] ?? 0 },
            contents: contents
        )
    }

    private static func splits(
        _ traits: ExampleTraits,
        _ rows: Int,
        _ question: Question
    ) throws(SplitError) -> [ExampleSplit] {
        if let folds = question.folds {
            return try ExampleSplit.folds(folds, of: traits, validation: 0, seed: question.seed)
        }
        if rows < traits.count {
            let test = Array(rows..<traits.count)
            return [
                try ExampleSplit(of: traits, test: test, validation: 0, seed: question.seed)
            ]
        }
        let share = question.testShare
        return [
            try ExampleSplit(of: traits, test: share, validation: 0, seed: question.seed)
        ]
    }

    /// Settings that suit so many rows.
    static func usualSettings(rows: Int, validation: Double) -> LearningSettings {
        let isSmall = rows < 2_000
        var settings = LearningSettings(
            optimizer: .adamW(learningRate: 0.001, weightDecay: isSmall ? 0.1 : 0.02),
            schedule: .constant,
            epochs: isSmall ? 200 : 60,
            batchSize: isSmall ? 32 : rows < 50_000 ? 128 : 256
        )
        if validation > 0 { settings.earlyStopping = EarlyStopping(patience: isSmall ? 20 : 8) }
        return settings
    }

    /// How many rows can be looked at.
    public var exampleCount: Int { table.rowCount }

    /// One of the rows: the cells that are read, and the answer that is wanted.
    public func example(_ index: Int) throws -> LearningExample {
        let cells = try columns.map { name in (name, try table.column(name).text(index) ?? "") }
        return LearningExample(
            "row \((index + 1).grouped)",
            answer: try table.column(target.name).text(index) ?? "",
            text: cells.map { "\($0): \($1)" }.joined(separator: "\n"),
            cells: Dictionary(cells, uniquingKeysWith: { first, _ in first })
        )
    }

    /// One of the trainings, ready to begin.
    public func lesson(_ index: Int) throws -> Lesson {
        let split = splits[index]
        let learned = table.rows(split.training)
        let columns = TablePreparation(learned, reading: columns)
        guard !columns.columns.isEmpty else { throw TableTaskError.noColumns }
        let rows = try EncodedRows(learned, columns)
        let answers = try target.answers(learned).map { $0 ?? 0 }
        let form = TableForm(
            columns: columns,
            target: target,
            hasHeader: table.hasHeader,
            place: place
        )
        let judged =
            test.map { test in test.rows(split.test.map { $0 - table.rowCount }) }
            ?? table.rows(split.test)
        let members = TableMembers(
            count: shape.members,
            heldOut: try heldOut(split.training),
            target: target,
            answers: answers
        )
        let model = try Model(
            try TableNetwork.network(rows, shape, outputs: target.outputs),
            seed: settings.seed,
            information: ModelInformation(
                TableModel.kind,
                preparation: form,
                interpretation: target.classNames.isEmpty ? .values : .classLogits,
                labels: target.classNames
            ),
            processor: settings.processor
        )
        let training = try Examples(
            inputs: rows.parts,
            targets: ["target": members.targets(heldOut: false)]
        )
        let validation = try Examples(
            inputs: rows.parts,
            targets: ["target": members.targets(heldOut: true)]
        )[members.rowsHeldOut]
        let loss: any Loss = target.classNames.isEmpty ? MaskedLoss() : SoftmaxCrossEntropy()
        return try Lesson(
            model,
            loss: loss,
            training: training,
            validation: validation,
            settings: settings
        ) { model in
            var form = form
            form.reach = try members.reach(of: model, on: rows)
            try model.information.note(form)
            let table = try TableModel(model)
            let baseline = TableBaseline(rows, answers, target)
            return try TableReport(table, on: judged, beside: baseline, title: title).report
        }
    }

    /// The part of each row that learns, of as many as make a part the share of validation; nil where none
    /// is held out.
    private func heldOut(_ training: [Int]) throws -> [Int]? {
        guard question.validation > 0, training.count > 1 else { return nil }
        let traits = try ExampleTraits(
            count: training.count,
            labels: traits.labels.map { labels in training.map { labels[$0] } },
            groups: traits.groups.map { groups in training.map { groups[$0] } },
            contents: traits.contents.map { contents in training.map { contents[$0] } }
        )
        let wanted = max(shape.members, Int((1 / question.validation).rounded()), 2)
        let different = min(
            training.count - traits.duplicateCount,
            traits.groups.map { Set($0).count } ?? training.count
        )
        let folds = try ExampleSplit.folds(
            min(wanted, different),
            of: traits,
            validation: 0,
            seed: settings.seed
        )
        var parts = [Int](repeating: 0, count: training.count)
        for (number, fold) in folds.enumerated() { for row in fold.test { parts[row] = number } }
        return parts
    }
}

extension TableColumn {
    /// How many cells hold nothing.
    var emptyCount: Int {
        switch values {
        case .numbers(let numbers): numbers.count { $0.isNaN }
        case .dates(let dates): dates.count { $0.isNaN }
        case .texts(let codes, _): codes.count { $0 == Self.missing }
        }
    }

    /// Whether the cells are kept as texts.
    var areTexts: Bool {
        if case .texts = values { return true }
        return false
    }
}

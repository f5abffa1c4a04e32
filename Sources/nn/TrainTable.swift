import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train table FILE.csv --target COLUMN`: predicting one column from the others.
struct TrainTable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Learn to predict one column of a table from the others: a class, or a number.",
        discussion: """
            The table is CSV, TSV or the like, compressed with gzip or not. Several networks learn beside each \
            other, each without another part of the rows, and their mean answers; the report has what always \
            the same answer and a linear model come to on the same rows.
            """
    )

    @Argument(help: "A table, with the answers.")
    var file: String

    @Option(help: "The column that is predicted, by its name or number; last is the last one.")
    var target: String

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "What the target is. (default: words and up to ten whole numbers are classes)",
            valueName: "classes|number"
        )
    )
    var reading: String?

    @Option(help: "Columns that are not read, separated by commas.")
    var ignore: String?

    @Option(
        help: "A column that keeps rows together, such as a person: never on both sides of a split."
    )
    var group: String?

    @Option(
        parsing: .unconditional,
        help: """
            How many rows are read at most to learn from; of a larger table so many are drawn. (default: a million, \
            or fewer of more than 50 columns)
            """
    )
    var rows: Int?

    @OptionGroup var table: TableFileOptions

    @Option(help: "The widths of the hidden layers, such as 256,256.")
    var hidden: String?

    @Option(
        parsing: .unconditional,
        help: "Into how many ranges each number is divided at most; 0 for none."
    )
    var bins: Int?

    @Option(
        parsing: .unconditional,
        help: "The share of activations that is dropped while it learns."
    )
    var dropout: Double?

    @Option(parsing: .unconditional, help: "How many networks learn beside each other.")
    var members: Int?

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        let runner = LearningRunner(
            options: learning,
            usualOutput: "table.safetensors",
            note: "reading \(file)",
            next: { ["predict \($0) rows.csv", "evaluate \($0) \(TypedCommand.quoted(file))"] }
        )
        try await runner.run {
            var task = try TableTask(file: file, question()) {
                ProgressNote.reading(file, $0)
            }
            try learning.apply(to: &task.settings)
            try apply(to: &task.shape)
            return task
        }
    }

    private func question() throws -> TableTask.Question {
        var question = TableTask.Question(target: target)
        if let reading {
            guard let found = TableTarget.Reading(rawValue: reading) else {
                throw Complaint("a target is read as classes or number, not \"\(reading)\"")
            }
            question.reading = found
        }
        question.ignored = columnNames(ignore)
        question.group = group
        question.format = try table.format()
        if let rows, rows < 1 { throw Complaint("--rows must be 1 or more, not \(rows)") }
        question.mostRows = rows
        question.testFile = learning.test
        question.testShare = learning.testShare ?? question.testShare
        question.validation = learning.validation
        question.folds = learning.folds
        question.seed = learning.training.seed
        return question
    }

    private func apply(to shape: inout TableShape) throws {
        if let hidden { shape.hidden = try layerWidths(hidden) }
        shape.bins = bins ?? shape.bins
        shape.dropout = dropout ?? shape.dropout
        shape.members = members ?? shape.members
        try shape.check()
        if let path = learning.network { shape.network = try Network(contentsOfFile: path) }
    }
}

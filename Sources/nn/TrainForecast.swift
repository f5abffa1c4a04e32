import ArgumentParser
import Datasets
import Learners
import NetworkFiles
import NeuralNetworks

/// `nn train forecast FILE.csv --column NAME --horizon N`: what comes next.
struct TrainForecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Learn to forecast a column of numbers, with bands, from a table over time.",
        discussion: """
            Every row has a time; several files are joined on it. The past of all columns and the calendar are \
            read. The end of the series judges the result, beside the last number, the number of the same time \
            in the last cycle, and linear models.
            """
    )

    @Argument(help: "Tables with a row for each hour, day, month or the like.")
    var files: [String]

    @Option(
        help: """
            The column of dates, or several such as year,month,day,hour. (default: the only one of dates)
            """
    )
    var time: String?

    @Option(help: "The column that is forecast.")
    var column: String

    @Option(parsing: .unconditional, help: "How many steps ahead.")
    var horizon = 1

    @Option(
        parsing: .unconditional,
        help: "How many steps of the past are read. (default: two days, weeks or years)"
    )
    var history: Int?

    @Option(help: "Columns that are not read, separated by commas.")
    var ignore: String?

    @Option(
        parsing: .unconditional,
        help: "How many steps at the end judge the result. (default: the share of --test-share)"
    )
    var testLast: Int?

    @OptionGroup var table: TableFileOptions

    @Option(help: "The widths of the hidden layers, such as 64,64.")
    var hidden: String?

    @Option(parsing: .unconditional, help: "How many networks learn beside each other.")
    var members: Int?

    @OptionGroup var learning: LearningOptions

    func run() async throws {
        guard learning.folds == nil, learning.test == nil else {
            throw Complaint(
                "a forecast is judged by the end of the series; leave out --folds and --test, and say "
                    + "--test-last"
            )
        }
        let program = files.map { TypedCommand.quoted($0) }.joined(separator: ",")
        let runner = LearningRunner(
            options: learning,
            usualOutput: "forecast.safetensors",
            note: "reading \(files.joined(separator: ", "))",
            next: { ["predict \($0) \(program)", "evaluate \($0) \(program)"] }
        )
        try await runner.run {
            var task = try ForecastTask(files: files, question()) {
                ProgressNote.reading(files.joined(separator: ", "), $0)
            }
            try learning.apply(to: &task.settings)
            if let hidden { task.shape.hidden = try layerWidths(hidden) }
            if let members {
                guard (1...64).contains(members) else {
                    throw Complaint("--members must be 1 to 64, not \(members)")
                }
                task.shape.members = members
            }
            if let path = learning.network {
                task.shape.network = try Network(contentsOfFile: path)
            }
            return task
        }
    }

    private func question() throws -> ForecastTask.Question {
        var question = ForecastTask.Question(column: column, horizon: horizon)
        question.time = columnNames(time)
        question.history = history
        question.ignored = columnNames(ignore)
        question.format = try table.format()
        question.testLast = testLast
        question.testShare = learning.testShare ?? question.testShare
        question.validation = learning.validation
        question.seed = learning.training.seed
        return question
    }
}

import Datasets
import MediaFiles
public import NeuralNetworks

/// A model that answers rows of tables.
public struct TableModel: TabularAnswers {
    /// What the file of such a model says of its kind.
    public static let kind = "table"
    /// What it takes.
    public static let inputs = "CSV files"

    private let model: Model
    let form: TableForm
    private let members: Int

    /// The model, if it is of this kind.
    public init(_ model: Model) throws {
        self.model = model
        form = try model.information.preparation(TableForm.self, of: Self.kind)
        let outputs = form.target.outputs
        let parts = EncodedWidths(form.columns)
        guard model.outputShape.rank == 2, model.outputShape[1] == outputs,
            model.inputShape == [parts.numbers + parts.flags + parts.codes],
            form.target.classNames.isEmpty || model.information.labels == form.target.classNames
        else {
            throw RawModelError.damaged(
                kind: Self.kind,
                problem: "it does not fit the network"
            )
        }
        members = model.outputShape[0]
    }

    /// The table of a file, with the columns that the model knows.
    func table(_ path: String) throws(TableError) -> Table {
        form.renamed(try Table(contentsOf: path, format: form.format))
    }

    /// What the model makes of rows: the probability of each class, or the number.
    func answers(_ table: Table) throws -> [[Double]] {
        let rows = try EncodedRows(table, form.columns)
        let outputs = try model.predict(model.packed(rows.parts)).floats
        let width = form.target.outputs
        return (0..<rows.count).map { row in
            (0..<width).map { output in
                let sum = (0..<members).reduce(0.0) { sum, member in
                    sum + Double(outputs[(row * members + member) * width + output])
                }
                let mean = sum / Double(members)
                guard case .number(let middle, let deviation) = form.target.kind else {
                    return mean
                }
                return mean * deviation + middle
            }
        }
    }

    /// The answer to each row of a file.
    public func predict(_ input: String) throws -> [Prediction] {
        try predictions(table(input)) { "\(input) row \($0 + 1)" }
    }

    func predictions(_ table: Table, named name: (Int) -> String) throws -> [Prediction] {
        try answers(table).enumerated().map { row, answer in
            let name = name(row)
            guard form.target.classNames.isEmpty else {
                return Prediction(
                    name,
                    probabilities: answer,
                    names: form.target.classNames
                )
            }
            var json: [String: JSONValue] = [form.target.name: .number(answer[0])]
            var details: [String] = []
            if let reach = form.reach {
                let (low, high) = (answer[0] - reach.ninety, answer[0] + reach.ninety)
                json["low"] = .number(low)
                json["high"] = .number(high)
                details = ["in 90 of 100 cases \(shortNumber(low)) to \(shortNumber(high))"]
            }
            return Prediction(name, answer: shortNumber(answer[0]), details: details, json: json)
        }
    }

    /// The answer to each row of a file: the class with the probability of each, or the number and between
    /// which it lies in 90 of 100 cases.
    public func rows(_ input: String) throws -> [[String]] {
        let (target, found) = (form.target, try answers(table(input)))
        guard target.classNames.isEmpty else {
            return [[target.name] + target.classNames.map { "probability of \($0)" }]
                + found.map { shares in
                    let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
                    return [target.classNames[best]] + shares.map { fixed($0, 6) }
                }
        }
        var rows = [[target.name]]
        for answer in found { rows.append(["\(Float(answer[0]))"]) }
        guard let reach = form.reach?.ninety else { return rows }
        rows[0] += ["low_90", "high_90"]
        for (row, answer) in found.enumerated() {
            let ends: [Double] = [answer[0] - reach, answer[0] + reach]
            rows[row + 1] += ends.map { "\(Float($0))" }
        }
        return rows
    }

    /// How good the model is on rows whose answer is known.
    public func evaluate(_ path: String) throws -> Report {
        let whole = try Table(
            contentsOf: path,
            format: form.format,
            sample: .usual()
        )
        let table = form.renamed(whole)
        let answers = try form.target.answers(table)
        let known = answers.indices.filter { answers[$0] != nil }
        guard !known.isEmpty else {
            throw TableTaskError.noAnswers(target: form.target.name, file: path)
        }
        var report = try TableReport(
            self,
            on: table.rows(known),
            beside: nil,
            title: "\(form.target.name) of \(path)"
        ).report
        report.findings += TableFindings.sample(whole, "judge, so that memory suffices")
        return report
    }
}

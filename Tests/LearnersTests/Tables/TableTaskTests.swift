import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

/// Small tables that are made, with rules that can be learned.
enum MadeTable {
    /// Flats: the price follows from size and quarter, some sizes are missing.
    static func flats(_ rows: Int, header: Bool = true) -> String {
        var stream = RandomStream(seed: 5, for: "flats")
        var text = header ? "id,size,quarter,price\n" : ""
        for row in 0..<rows {
            let size = 20 + 100 * stream.uniform()
            let quarter = ["old", "new", "far"][stream.integer(below: 3)]
            let factor: Float = quarter == "old" ? 12 : quarter == "new" ? 9 : 5
            let price = size * factor + 100 + 10 * stream.normal()
            let shown = row % 20 == 7 ? "" : "\(size)"
            text += "\(row + 1),\(shown),\(quarter),\(price)\n"
        }
        return text
    }

    /// Fruit: the kind follows from colour and weight.
    static func fruit(_ rows: Int) -> String {
        var stream = RandomStream(seed: 6, for: "fruit")
        var text = "colour;weight;kind\n"
        for _ in 0..<rows {
            let isRed = stream.uniform() < 0.5
            let weight = 50 + 200 * stream.uniform()
            let kind = isRed ? (weight > 150 ? "apple" : "cherry") : "lime"
            text += "\(isRed ? "red" : "green");\(weight);\(kind)\n"
        }
        return text
    }
}

@Suite("Learning from tables")
struct TableTaskTests {
    private func learned(
        _ text: String,
        _ target: String,
        change: (inout TableTask.Question) -> Void = { _ in }
    ) async throws -> (LearningOutcome, TableTask) {
        try await withTemporaryFolder { folder in
            let path = folder + "/t.csv"
            try WholeFile.write(Array(text.utf8), to: path)
            var question = TableTask.Question(target: target)
            change(&question)
            var task = try TableTask(file: path, question)
            task.settings.epochs = 25
            task.settings.optimizer = .adam(learningRate: 0.01)
            task.shape.hidden = [16]
            task.shape.dropout = 0
            task.shape.members = 2
            return (try await task.learn(), task)
        }
    }

    private func message(_ text: String, _ target: String) -> String? {
        do {
            try withTemporaryFolder { folder in
                try WholeFile.write(Array(text.utf8), to: folder + "/t.csv")
                _ = try TableTask(file: folder + "/t.csv", .init(target: target))
            }
        } catch { return "\(error)" }
        return nil
    }

    @Test("A number is predicted better than by the mean, with intervals that hold")
    func number() async throws {
        let (outcome, task) = try await learned(MadeTable.flats(400), "price")
        let metric = outcome.report.metrics[0]
        #expect(metric.name == "root_mean_squared_error" && metric.count == 80)
        #expect(metric.baselines.map(\.name) == ["always the mean", "linear regression"])
        #expect(metric.value < 0.5 * metric.baselines[0].value)
        let coverage = try #require(outcome.report.metrics.last)
        #expect(coverage.name == "coverage_of_90_percent_interval" && coverage.value > 0.75)
        #expect(task.findings.contains { $0.description.contains("id (every row has another)") })
        #expect(task.findings.contains { $0.description.contains("size 20") })
        #expect(outcome.report.html.contains("What each column is worth"))
    }

    @Test("A class is predicted; its model answers rows whose columns come in any order")
    func classes() async throws {
        let (outcome, _) = try await learned(MadeTable.fruit(300), "kind")
        let metric = outcome.report.metrics[0]
        #expect(metric.name == "accuracy" && metric.value > 0.9)
        #expect(metric.baselines.map(\.name) == ["always \"lime\"", "logistic regression"])
        try withTemporaryFolder { folder in
            let file = folder + "/m.safetensors"
            try outcome.model.save(to: file)
            let loaded = try #require(try RawModelCatalogue.open(Model(contentsOf: file)))
            let rows = "weight,colour,note\n200,red,x\n70,red,y\n100,green,z\n,blue,z\n"
            try WholeFile.write(Array(rows.utf8), to: folder + "/rows.csv")
            let answers = try loaded.predict(folder + "/rows.csv")
            #expect(answers.map(\.answer).prefix(3) == ["apple", "cherry", "lime"])
            #expect(answers[0].input.hasSuffix("rows.csv row 1"))
            try WholeFile.write(Array("colour\nred\n".utf8), to: folder + "/less.csv")
            #expect { try loaded.predict(folder + "/less.csv") } throws: { error in
                "\(error)".contains("there is no column \"weight\"; there are colour")
            }
            try WholeFile.write(
                Array("colour,weight\nred,heavy\n".utf8),
                to: folder + "/word.csv"
            )
            #expect { try loaded.predict(folder + "/word.csv") } throws: { error in
                "\(error)".contains("weight is \"heavy\", where a number is expected")
            }
            try WholeFile.write(Array(MadeTable.fruit(50).utf8), to: folder + "/test.csv")
            #expect(try loaded.evaluate(folder + "/test.csv").metrics[0].value > 0.9)
        }
    }

    @Test("A row that is filled in cell by cell is answered as the same row of a file")
    func row() async throws {
        let (outcome, task) = try await learned(MadeTable.flats(200), "price")
        let model = try TableModel(outcome.model)
        #expect(model.fields.map(\.name) == ["size", "quarter"])
        #expect(Set(model.fields[1].choices) == ["far", "new", "old"])
        #expect(Double(model.fields[0].usual).map { (20...120).contains($0) } == true)
        try withTemporaryFolder { folder in
            let path = folder + "/r.csv"
            try WholeFile.write(Array("quarter,size\nold,70.5\nold,\n".utf8), to: path)
            let rows = try model.predict(path)
            let whole = try model.predict(row: ["size": "70.5", "quarter": "old"])
            #expect(whole.map(\.answer) == [rows[0].answer] && whole[0].json == rows[0].json)
            // What is left out is missing, as an empty cell is.
            #expect(try model.predict(row: ["quarter": "old"])[0].json == rows[1].json)
        }
        #expect { try model.predict(row: ["size": "large", "quarter": "old"]) } throws: { error in
            "\(error)".contains("the row") && "\(error)".contains("size")
        }
        let example = try task.example(8)
        let cells = example.cells
        #expect(cells.keys.sorted() == ["quarter", "size"] && example.source == "row 9")
        #expect(example.text.contains("quarter: \(cells["quarter"] ?? "?")"))
    }

    @Test("Without a header the target may be left out of what is predicted")
    func noHeader() async throws {
        let (outcome, _) = try await learned(MadeTable.flats(200, header: false), "last")
        let model = try TableModel(outcome.model)
        try withTemporaryFolder { folder in
            try WholeFile.write(Array("1,50,old\n2,50,far\n".utf8), to: folder + "/r.csv")
            let answers = try model.predict(folder + "/r.csv")
            #expect(answers.count == 2)
            #expect(answers[0].json["low"] != nil)
        }
    }

    @Test("Folds are judged by all rows, equal rows and groups stay on one side")
    func folds() async throws {
        let (outcome, task) = try await learned(MadeTable.fruit(60), "kind") { $0.folds = 3 }
        #expect(outcome.reports.count == 3 && outcome.report.metrics[0].count == 60)
        #expect(task.findings.contains { $0.description.contains("60 rows are few") })
    }

    @Test("What gives the target away, and what cannot be learned, is said")
    func findings() throws {
        let rows = (0..<200).map { "\($0 % 17),\($0 % 2 == 0 ? "a" : "b"),\($0 % 2)\n" }.joined()
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(("x,y,z\n" + rows).utf8), to: folder + "/t.csv")
            let task = try TableTask(file: folder + "/t.csv", .init(target: "y"))
            #expect(task.findings.contains { $0.description.contains("nearly gives y away") })
        }
        #expect(message("a,b\n1,x\n2,x\n", "b")?.contains("in every row") == true)
        #expect(message("a,b\n1,x\n2,y\n", "c")?.contains("there is no column \"c\"") == true)
        let names = (0..<60).map { "\($0 % 5),n\($0)\n" }.joined()
        #expect(message("a,b\n" + names, "b")?.contains("60 different answers") == true)
    }
}

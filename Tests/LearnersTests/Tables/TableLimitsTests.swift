import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Tables that are too large, and networks that do not fit")
struct TableLimitsTests {
    private func write(_ rows: Int, to folder: String) throws -> String {
        let lines = (0..<rows).map { "\($0 % 17),\($0 % 5),\(Double($0 % 17) + 0.25)\n" }
        let path = folder + "/t.csv"
        try WholeFile.write(Array(("a,b,y\n" + lines.joined()).utf8), to: path)
        return path
    }

    @Test("Of more rows than are to be read so many are drawn, and it is said")
    func sample() throws {
        try withTemporaryFolder { folder in
            let path = try write(400, to: folder)
            var question = TableTask.Question(target: "y")
            question.mostRows = 300
            let words = try TableTask(file: path, question).findings.map(\.description)
            #expect(
                words.contains {
                    $0.hasPrefix("of 400 rows 300, drawn at random, are learned from")
                },
                "\(words)"
            )
            #expect(words.contains { $0.hasPrefix("300 rows; y is a number") })
            question.mostRows = 400
            let all = try TableTask(file: path, question).findings.map(\.description)
            #expect(!all.contains { $0.contains("drawn at random") })
        }
    }

    @Test("Layers of one's own must give what is predicted")
    func outputs() throws {
        try withTemporaryFolder { folder in
            let path = try write(100, to: folder)
            func message(_ target: String, _ network: Network) throws -> String {
                var question = TableTask.Question(target: target)
                question.reading = target == "b" ? .classes : .automatic
                var task = try TableTask(file: path, question)
                task.shape.network = network
                do {
                    _ = try task.lesson(0)
                    return ""
                } catch { return "\(error)" }
            }
            let three = Network { Dense(3) }
            #expect(
                try message("y", three)
                    == "the network gives [3] for each example, where 1 number is expected, the number that is "
                    + "predicted; end it with Dense(1)"
            )
            #expect(try message("b", three).contains("5 numbers are expected, one for each class"))
            #expect(try message("b", Network { Dense(5) }) == "")
        }
    }
}

import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Series that are too long, slips in them, and networks that do not fit")
struct ForecastLimitsTests {
    private func days(_ count: Int, _ change: (Int, String) -> String = { $1 }) -> String {
        "day,load\n"
            + (0..<count).map { day in
                let line = "\(CivilDate(dayNumber: 11_000 + day).text),\(day % 7).5"
                return change(day, line) + "\n"
            }.joined()
    }

    private func message(_ text: String, _ question: ForecastTask.Question) throws -> String {
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(text.utf8), to: folder + "/d.csv")
            do {
                let task = try ForecastTask(files: [folder + "/d.csv"], question)
                return task.findings.map(\.description).joined(separator: "\n")
            } catch { return "\(error)" }
        }
    }

    private let question = ForecastTask.Question(column: "load", horizon: 3)

    @Test("The latest steps are kept, with their times")
    func latest() throws {
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(days(90).utf8), to: folder + "/d.csv")
            let series = try Series(files: [folder + "/d.csv"], time: [])
            let end = series.latest(20)
            #expect(end.count == 20 && end.grid.time(19) == series.grid.time(89))
            guard case .numbers(let all) = try series.column("load"),
                case .numbers(let kept) = try end.column("load")
            else {
                Issue.record("no numbers")
                return
            }
            #expect(kept == Array(all.suffix(20)))
            #expect(series.latest(90).count == 90 && series.latest(1_000).count == 90)
        }
    }

    @Test("As many steps are kept as have so many numbers to read and to answer")
    func most() throws {
        var columns = [
            ForecastForm.Column(
                name: "a",
                encoding: .number(mean: 0, deviation: 1, isEverMissing: false)
            )
        ]
        func steps() throws -> Int {
            let grid = try SeriesGrid([0, 86_400, 172_800])
            return ForecastForm(
                time: [],
                grid: grid,
                columns: columns,
                history: 100,
                horizon: 10
            ).mostSteps
        }
        // 100 numbers of the past, 11 of the calendar, 10 for each step ahead.
        #expect(try steps() == (1 << 26) / 211)
        columns += columns
        #expect(try steps() == (1 << 26) / 311)
    }

    @Test("A slip among dates is shown; words among numbers are told; a column must be there")
    func slips() throws {
        let slip = days(60) { $0 == 9 ? "2000-13-45,1" : $1 }
        #expect(
            try message(slip, question).contains("day is \"2000-13-45\", where a date is expected")
        )
        var named = question
        named.time = ["day"]
        #expect(
            try message(slip, named).contains("day is \"2000-13-45\", where a date is expected")
        )
        let word = days(400) { $0 == 9 ? "2000-02-22,broken" : "\($1)\($0)" }
        #expect(try message(word, question).contains("load has 1 cells that are no numbers"))
        #expect(
            try message(days(60), ForecastTask.Question(column: "lod", horizon: 1))
                == "there is no column lod besides the time; there are load"
        )
    }

    @Test("Layers of one's own must give each quantile of each step")
    func outputs() throws {
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(days(90).utf8), to: folder + "/d.csv")
            var task = try ForecastTask(files: [folder + "/d.csv"], question)
            task.shape.network = Network { Dense(3) }
            #expect {
                try task.lesson(0)
            } throws: { error in
                "\(error)"
                    == "the network gives [3] for each example, where 15 numbers are expected, 5 quantiles of "
                    + "3 steps; end it with Dense(15)"
            }
            task.shape.network = Network { Dense(15) }
            _ = try task.lesson(0)
        }
    }
}

import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Forecasts")
struct ForecastTaskTests {
    /// Days with a weekly wave and noise; every 50th is missing.
    private func days(_ count: Int, name: String = "load") -> String {
        var stream = RandomStream(seed: 8, for: "days")
        let start = 11_000
        let rows = (0..<count).compactMap { day -> String? in
            let wave = 10 * sin(2 * Double.pi * Double(day) / 7)
            let number = 50 + wave + Double(stream.normal())
            return day % 50 == 9
                ? nil : "\(CivilDate(dayNumber: start + day).text),\(number)\n"
        }
        return "day,\(name)\n" + rows.joined()
    }

    private func learned(_ horizon: Int) async throws -> (LearningOutcome, ForecastTask) {
        try await withTemporaryFolder { folder in
            try WholeFile.write(Array(days(500).utf8), to: folder + "/d.csv")
            var question = ForecastTask.Question(column: "load", horizon: horizon)
            question.testLast = 100
            var task = try ForecastTask(files: [folder + "/d.csv"], question)
            task.settings.epochs = 5
            task.shape.hidden = [8]
            task.shape.members = 2
            return (try await task.learn(), task)
        }
    }

    @Test("Steps ahead are forecast better than by the last number, with bands that hold")
    func ahead() async throws {
        let (outcome, task) = try await learned(3)
        let metric = outcome.report.metrics[0]
        #expect(metric.name == "mean_absolute_error")
        #expect(metric.baselines.count == 4 && metric.baselines[0].name == "the last number")
        #expect(metric.value < 0.3 * metric.baselines[0].value)
        #expect(metric.value < 1.2 * metric.baselines[3].value)
        #expect(metric.baselines[1].name == "the number a week before")
        let band = try #require(outcome.report.metrics.last)
        #expect(band.name == "coverage_of_90_percent_band")
        #expect((0.75...1).contains(band.value))
        #expect(task.findings.contains { $0.description.contains("10 of 500 steps have no row") })

        #expect(task.exampleCount == 1)
        let example = try task.example(0)
        #expect(example.answer == "load" && example.input?.hasSuffix("/d.csv") == true)
        #expect(example.picture?.mediaType == "image/svg+xml")

        let model = try ForecastModel(outcome.model)
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(days(60).utf8), to: folder + "/d.csv")
            let answers = try model.predict(folder + "/d.csv")
            #expect(answers.map(\.input) == ["2000-04-12", "2000-04-13", "2000-04-14"])
            let picture = try #require(try model.illustrations(of: folder + "/d.csv").first)
            let drawn = String(decoding: picture.bytes, as: UTF8.self)
            #expect(picture.mediaType == "image/svg+xml")
            #expect(drawn.components(separatedBy: "<polygon").count == 3)
            #expect(drawn.contains("90 of 100 within") && drawn.contains("what came"))
            try WholeFile.write(Array(days(6).utf8), to: folder + "/short.csv")
            #expect { try model.predict(folder + "/short.csv") } throws: { error in
                "\(error)".contains("there are 6 steps, and 7 are needed")
            }
            let report = try model.evaluate(folder + "/d.csv")
            #expect(report.metrics[0].count > 30)
        }
    }

    @Test("Files are joined on their times, in whatever order rows come")
    func joined() throws {
        try withTemporaryFolder { folder in
            let lines = days(100).split(separator: "\n").map(String.init)
            let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
            try WholeFile.write(Array(turned.utf8), to: folder + "/a.csv")
            try WholeFile.write(Array(days(100, name: "other").utf8), to: folder + "/b.csv")
            let series = try Series(files: [folder + "/a.csv", folder + "/b.csv"], time: [])
            #expect(series.columns.map(\.name) == ["load", "other"])
            #expect(series.count == 100)
            guard case .numbers(let load) = try series.column("load"),
                case .numbers(let other) = try series.column("other")
            else { return }
            #expect(load[9].isNaN && zip(load, other).allSatisfy { $0 == $1 || $0.isNaN })
            #expect(series.findings.contains { $0.description.contains("sorted") })
        }
    }

    @Test("Months are steps of their own, and years and hours can be columns")
    func grids() throws {
        try withTemporaryFolder { folder in
            let monthly =
                "month,x\n"
                + (0..<30).map { month in
                    let number = month % 12 + 1
                    return "\(1990 + month / 12)-\(number < 10 ? "0" : "")\(number),\(month % 5)\n"
                }.joined()
            try WholeFile.write(Array(monthly.utf8), to: folder + "/m.csv")
            let series = try Series(files: [folder + "/m.csv"], time: [])
            #expect(series.grid.step == .months(1) && series.count == 30)
            #expect(TableColumn.text(series.grid.time(14)) == "1991-03-01")

            let hours =
                "year,month,day,hour,x\n"
                + (0..<50).map { "2010,1,\(1 + $0 / 24),\($0 % 24),\($0 % 7)\n" }.joined()
            try WholeFile.write(Array(hours.utf8), to: folder + "/h.csv")
            let hourly = try Series(
                files: [folder + "/h.csv"],
                time: ["year", "month", "day", "hour"]
            )
            #expect(hourly.grid.step == .seconds(3600) && hourly.count == 50)
            #expect(hourly.columns.map(\.name) == ["x"])
        }
    }

    @Test(
        "What cannot be forecast is said",
        arguments: [
            ("day,x\n2001-01-01,1\n2001-01-01,2\n2001-01-02,3\n", "comes twice"),
            ("day,x\n1/2/2001,1\n2/2/2001,2\n3/2/2001,3\n", "can be day/month or month/day"),
            ("a,x\nu,1\nv,2\nw,3\n", "no column holds dates"),
            (
                "day,x\n2001-01-01,1\n2001-01-02,2\n2001-01-03,3\n2001-01-04,4\n",
                "there are 4 steps"
            ),
            ("day,y\n2001-01-01,1\n2001-01-02,2\n2001-01-03,3\n", "there is no column x"),
            ("day,x\n2001-01-01,u\n2001-01-02,v\n2001-01-03,u\n", "x holds no numbers"),
        ]
    )
    func refused(text: String, words: String) throws {
        try withTemporaryFolder { folder in
            try WholeFile.write(Array(text.utf8), to: folder + "/t.csv")
            #expect {
                try ForecastTask(files: [folder + "/t.csv"], .init(column: "x", horizon: 1))
            } throws: { error in
                "\(error)".contains(words)
            }
        }
    }
}

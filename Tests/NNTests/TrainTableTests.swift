import Foundation
import TestSupport
import Testing

@Suite("nn train table, nn train forecast")
struct TrainTableTests {
    /// Rows of which the colour says the kind.
    private static let fruit =
        "colour,weight,kind\n"
        + (0..<120).map { row in
            "\(row % 3 == 0 ? "green" : "red"),\(row * 7 % 50),\(row % 3 == 0 ? "lime" : "cherry")\n"
        }.joined()

    /// Days with a weekly wave.
    private static let days =
        "day,load\n"
        + (0..<200).map { day in
            let number = 10 + [0, 2, 4, 3, 1, -2, -4][day % 7] + day % 2
            return "2001-\(two(day / 28 + 1))-\(two(day % 28 + 1)),\(number)\n"
        }.joined()

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let quick = ["--hidden", "8", "--members", "1", "--epochs", "20", "--json"]

    @Test("A table is learned, and its rows are answered as JSON and as CSV")
    func table() async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array(Self.fruit.utf8), "f.csv", in: folder)
            let child = try await Command.run(
                ["train", "table", "f.csv", "--target", "kind", "--learning-rate", "0.02"]
                    + Self.quick,
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            let last = try #require(try child.objects().last)
            #expect(last["event"] == .text("finished"))
            #expect((last["test_accuracy"]?.number ?? 0) > 0.9)
            #expect(FileManager.default.fileExists(atPath: folder + "/table.html"))

            let rows = "weight,colour\n3,green\n4,red\n"
            try Fixture.write(Array(rows.utf8), "rows.csv", in: folder)
            let answers = try await Command.run(
                "predict",
                "table.safetensors",
                "rows.csv",
                "--json",
                in: folder
            ).objects()
            #expect(answers.map { $0["label"]?.text } == ["lime", "cherry"])
            let csv = try await Command.run(
                "predict",
                "table.safetensors",
                "rows.csv",
                "--csv",
                in: folder
            )
            #expect(csv.lines[0] == "kind,probability of cherry,probability of lime")
            #expect(csv.lines[1].hasPrefix("lime,") && csv.lines.count == 3)
            let report = try await Command.run(
                "evaluate",
                "table.safetensors",
                "f.csv",
                in: folder
            )
            #expect(report.output.contains("accuracy"))
        }
    }

    @Test("A series is learned, and what comes next is said with bands")
    func forecast() async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array(Self.days.utf8), "d.csv", in: folder)
            let child = try await Command.run(
                ["train", "forecast", "d.csv", "--column", "load", "--horizon", "2"] + Self.quick,
                in: folder
            )
            try #require(child.status == 0, "\(child.errors)")
            let last = try #require(try child.objects().last)
            #expect((last["test_mean_absolute_error"]?.number ?? 9) < 1)
            let csv = try await Command.run(
                "predict",
                "forecast.safetensors",
                "d.csv",
                "--csv",
                in: folder
            )
            #expect(csv.lines[0] == "time,low_90,low_50,median,high_50,high_90")
            #expect(csv.lines.count == 3, "\(csv.output)\(csv.errors)")
        }
    }

    @Test(
        "What cannot be done is said in one line",
        arguments: [
            ("table f.csv --target size", "f.csv: there is no column \"size\"; there are colour, "),
            ("table none.csv --target x", "none.csv: there is no such file; check the name"),
            ("table f.csv --target kind --as letters", "a target is read as classes or number"),
            ("table f.csv --target kind --members 0", "--members must be 1 to 64, not 0"),
            ("table f.csv --target kind --hidden x", "--hidden is widths such as 256,256"),
            ("table f.csv --target kind --delimiter dot", "there is no delimiter \"dot\"; choose"),
            ("table f.csv --target kind --ignore hue", "f.csv: there is no column \"hue\""),
            ("forecast f.csv --column weight", "no column holds dates; name it by --time"),
            (
                "forecast d.csv --column load --folds 3",
                "a forecast is judged by the end of the series"
            ),
            ("forecast d.csv --column load --horizon 0", "--horizon must be 1 to 1000 steps"),
        ]
    )
    func mistakes(command: String, message: String) async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array(Self.fruit.utf8), "f.csv", in: folder)
            try Fixture.write(Array(Self.days.utf8), "d.csv", in: folder)
            let words = command.split(separator: " ").map(String.init)
            let child = try await Command.run(["train"] + words, in: folder)
            #expect(child.status != 0 && child.output.isEmpty)
            #expect(child.errors.hasPrefix("Error: " + message), "\(child.errors)")
            #expect(child.errors.split(separator: "\n").count == 1)
        }
    }
}

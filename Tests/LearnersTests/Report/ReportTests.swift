import Foundation
import Learners
import NeuralNetworks
import Testing

@Suite("Reports")
struct ReportTests {
    private static let confusion = ConfusionMatrix(
        answers: [0, 0, 1, 1, 1],
        labels: [0, 0, 0, 1, 1],
        classNames: ["cat & <co>", "dog"]
    )

    private static var report: Report {
        var report = Report(
            "Pictures of \"cats\" & <dogs>",
            metrics: [
                .share(
                    "accuracy",
                    4,
                    of: 5,
                    baselines: [.init("always \"cat\"", 0.6), .init("linear", 0.7)]
                ),
                .mean(
                    "mean_absolute_error",
                    of: [1, 2, 3],
                    style: .number(decimals: 2, unit: "°C")
                ),
            ],
            sections: [
                ReportSection("Classes", .table(ReportTable(confusion))),
                ReportSection("Which was taken for which", .confusion(confusion)),
                ReportSection("Loss", .drawing(svg: "<svg xmlns='x'><g id='curve'/></svg>")),
                ReportSection(
                    "Mistakes",
                    note: "the most confident first",
                    .pictures([
                        ReportPicture([1, 2, 3], mediaType: "image/png", caption: "a \"dog\"")
                    ])
                ),
                ReportSection("Words", .text("1 < 2")),
            ]
        )
        report.findings = [
            .note("five pictures"), .warning("two cannot be read", ["a.png: <cut>", "b.png"]),
        ]
        return report
    }

    @Test("A share has Wilson's interval")
    func interval() throws {
        // Of R: binom::binom.wilson(45, 50).
        let metric = Metric.share("accuracy", 45, of: 50)
        let interval = try #require(metric.interval)
        #expect(abs(interval.lowerBound - 0.7863976) < 1e-6)
        #expect(abs(interval.upperBound - 0.9565235) < 1e-6)
        for (right, count) in [(0, 0), (0, 7), (7, 7)] {
            let interval = try #require(Metric.share("accuracy", right, of: count).interval)
            #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        }
    }

    @Test("A mean has its interval, where there is one")
    func mean() throws {
        let metric = Metric.mean("loss", of: [1, 2, 3, 4], style: .number(decimals: 2))
        let interval = try #require(metric.interval)
        // 1.959964 · 1.290994 / 2
        #expect(metric.value == 2.5 && abs(interval.upperBound - 2.5 - 1.265151) < 1e-5)
        #expect(Metric.mean("loss", of: [1], style: .number(decimals: 2)).interval == nil)
        let broken = Metric.mean("loss", of: [1, .nan], style: .number(decimals: 2))
        #expect(broken.interval == nil && broken.line.contains("nan"))
    }

    @Test("Columns of long words begin at the left, numbers end at the right")
    func columns() {
        let long = "a sentence that is longer than a number"
        let table = ReportTable(
            columns: ["name", "count", "said", "last"],
            rows: [["one", "5", long, "7"], ["three", "1,234", "short", "89"]]
        )
        let report = Report("t", metrics: [], sections: [ReportSection("s", .table(table))])
        let lines = report.text.split(separator: "\n").suffix(3).map(String.init)
        let space = String(repeating: " ", count: long.count - 5)
        #expect(lines[1] == "  one        5  \(long)     7")
        #expect(lines[2] == "  three  1,234  short\(space)    89")
        #expect(report.html.contains("<td class=\"words\">\(long)</td><td>7</td>"))
    }

    @Test("As text: the numbers beside others, tables, and what was taken for what")
    func text() {
        let text = Self.report.text
        #expect(text.hasPrefix("accuracy 80.00 % (95 % interval 37.55 % to 96.38 %) on 5; always"))
        #expect(text.contains("always \"cat\" 60.00 %, linear 70.00 %"))
        #expect(text.contains("mean absolute error 2.00 °C"))
        #expect(text.contains("cat & <co>         3    100.0 %   66.7 %  80.0 %"))
        #expect(text.contains("the most confident first"))
        #expect(!text.contains("svg"))
    }

    @Test("As JSON: every number by its name")
    func json() throws {
        let fields = Self.report.json(prefix: "test_")
        #expect(fields["test_accuracy"] == .number(0.8) && fields["count"] == .number(5))
        #expect(fields["baseline"] == .number(0.6))
        #expect(fields["test_mean_absolute_error"] == .number(2))
        #expect(fields["confusion"] == .list([.numbers([2, 1]), .numbers([0, 2])]))
        let bytes = try JSONEncoder().encode(JSONValue.object(fields))
        let back = try JSONDecoder().decode(JSONValue.self, from: bytes)
        #expect(back == .object(fields))
        #expect(String(decoding: bytes, as: UTF8.self).contains("\"count\":5"))
    }

    @Test("As a page: nothing is fetched, and no word of the data becomes markup")
    func html() {
        let html = Self.report.html
        #expect(html.contains("Pictures of &quot;cats&quot; &amp; &lt;dogs&gt;"))
        #expect(html.contains("cat &amp; &lt;co&gt;") && !html.contains("<co>"))
        #expect(html.contains("data:image/png;base64,AQID") && html.contains("id='curve'"))
        #expect(html.contains("a.png: &lt;cut&gt;") && html.contains("1 &lt; 2"))
        #expect(!html.contains("http:") && !html.contains("https:") && !html.contains("<script"))
        #expect(html.components(separatedBy: "<section>").count == 7)
    }

    @Test("Folds become one report: means, their spread, and each fold")
    func folds() throws {
        let folds = [0.5, 0.7].map { accuracy in
            Report(
                "x",
                metrics: [
                    Metric(
                        "accuracy",
                        accuracy,
                        count: 10,
                        style: .share,
                        isBetterHigh: true,
                        baselines: [.init("trivial", accuracy / 2)]
                    )
                ]
            )
        }
        let report = try #require(Report(folds: folds))
        let metric = report.metrics[0]
        #expect(abs(metric.value - 0.6) < 1e-12 && metric.count == 20)
        #expect(abs(metric.baselines[0].value - 0.3) < 1e-12)
        // 2 · 0.1414214 / √2
        let interval = try #require(metric.interval)
        #expect(abs(interval.upperBound - 0.8) < 1e-6)
        #expect(report.text.contains("50.00 %") && report.text.contains("70.00 %"))
        #expect(Report(folds: []) == nil)
    }

    @Test("Classes that differ in size, and classes of one, are told")
    func classes() {
        let findings = Finding.classes(
            [("cat", 100), ("dog", 20), ("emu", 1)],
            of: "pictures"
        )
        #expect(findings.map(\.weight) == [.note, .warning, .warning])
        #expect(findings[0].description == "121 pictures of 3 classes: cat 100; dog 20; emu 1")
        #expect(findings[1].items == ["emu"])
        #expect(Finding.classes([("a", 10), ("b", 11)], of: "rows").count == 1)
        let many = Finding.warning("bad", (1...5).map { "\($0)" })
        #expect(many.description == "warning: bad: 1; 2; 3; and 2 more")
    }
}

import Foundation
import Learners
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@testable import Studio

@Suite("One's own files in the studio")
struct OwnFilesTests {
    /// A folder of dark and of light pictures, which goes with it.
    private final class Pictures {
        let path = FileManager.default.temporaryDirectory.path + "/studio-\(UUID().uuidString)"

        init() throws {
            for (name, tone) in [("dark", 40), ("light", 180)] {
                let folder = path + "/" + name
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true
                )
                for number in 0..<30 {
                    try WholeFile.write(
                        Pictures.picture(tone: tone, number).encodedPNG(),
                        to: "\(folder)/\(number).png"
                    )
                }
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        static func picture(tone: Int, _ number: Int) -> Picture {
            Picture(
                width: 16,
                height: 16,
                channels: 1,
                pixels: (0..<256).map { UInt8(tone + ($0 * (number + 3) * 31) % 60) }
            )
        }
    }

    private static func studio(_ folder: String) async throws -> TestStudio {
        try await TestStudio.start { configuration in
            configuration.files = .examples(folder)
        }
    }

    private static func wait(
        _ studio: TestStudio,
        for phase: String
    ) async throws -> JSON.Value {
        while true {
            let now = try await studio.get("/api/files").value()
            if now["phase"]?.string == phase { return now }
            try #require(now["phase"]?.string != "failed", "\(now["problem"]?.string ?? "")")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("A folder is read, looked through, learned from, and the model answers")
    func all() async throws {
        let pictures = try Pictures()
        let studio = try await Self.studio(pictures.path)
        let ready = try await Self.wait(studio, for: "ready")
        #expect(ready["exampleCount"] == .number(60) && ready["hasReport"] == .flag(false))
        #expect(ready["findings"]?.list?.isEmpty == false && ready["inputs"] == .null)

        let shown = try await studio.get("/api/files/examples?from=58&count=10").value()
        let examples = try #require(shown["examples"]?.list)
        #expect(examples.count == 2 && examples[0]["answer"]?.string == "light")
        let source = examples[1]["picture"]?["source"]?.string ?? ""
        #expect(source.hasPrefix("data:image/png;base64,iVBOR"))

        let early = try await studio.post("/api/files/ask", #"{"name":"a.png","bytes":"AAAA"}"#)
        #expect(early.status == 409 && early.text.contains("no model yet"))
        let begun = try await studio.post("/api/files/learn", "{}").value()
        #expect(begun["phase"]?.string == "learning")
        let twice = try await studio.post("/api/files/learn", "{}")
        #expect(twice.status == 409)
        let learned = try await Self.wait(studio, for: "answering")
        #expect(learned["metrics"]?.list?[0]["title"]?.string == "accuracy")
        #expect((learned["epochs"]?.list?.count ?? 0) > 1 && learned["hasReport"] == .flag(true))

        for (tone, name) in [(40, "dark"), (180, "light")] {
            let bytes = try Pictures.picture(tone: tone, 77).encodedPNG()
            let body = JSON.Value.object([
                "name": .text("../../\(name) one.png"),
                "bytes": .text(Data(bytes).base64EncodedString()),
            ])
            let said = try await studio.post("/api/files/ask", body.text).value()
            #expect(said["answers"]?.list?[0]["answer"]?.string == name)
            // The folder in which it lay for a moment is nobody's business.
            #expect(said["answers"]?.list?[0]["input"]?.string == "\(name)one.png")
            #expect(said["pictures"]?.list?.isEmpty == false)
        }

        let report = try await studio.get("/api/files/report")
        #expect(report.status == 200 && report.text.contains("<!doctype html>"))
        let file = try await studio.get("/api/files/model")
        let path = pictures.path + "/model.safetensors"
        try WholeFile.write(Array(file.body), to: path)
        let taken = try Model(contentsOf: path)
        #expect(taken.classNames == ["dark", "light"])

        // The same model, opened by itself.
        let again = try await TestStudio.start { $0.model = path }
        let alone = try await Self.wait(again, for: "answering")
        #expect(alone["exampleCount"] == .number(0) && alone["inputs"]?.string != nil)
        let refused = try await again.post("/api/files/learn", "{}")
        #expect(refused.status == 409 && refused.text.contains("no examples"))
    }

    @Test("A learning is stopped, and the model is what it has become")
    func stop() async throws {
        let pictures = try Pictures()
        let folder = pictures.path
        let studio = try await TestStudio.start { configuration in
            configuration.files = .examples(folder) {
                var task = try ImageTask(folder: folder)
                task.settings.epochs = 1_000_000
                return task
            }
        }
        _ = try await Self.wait(studio, for: "ready")
        _ = try await studio.post("/api/files/learn", "{}")
        while try await studio.get("/api/files").value()["epochs"]?.list?.isEmpty != false {
            try await Task.sleep(for: .milliseconds(20))
        }
        _ = try await studio.post("/api/files/stop", "{}")
        let stopped = try await Self.wait(studio, for: "answering")
        #expect(stopped["hasReport"] == .flag(true))
    }

    @Test("What makes no sense is refused in one line")
    func refusals() async throws {
        let pictures = try Pictures()
        let studio = try await Self.studio(pictures.path)
        _ = try await Self.wait(studio, for: "ready")
        for query in ["from=-1", "from=61", "count=0", "count=1000"] {
            let answer = try await studio.get("/api/files/examples?\(query)")
            #expect(answer.status == 400 && answer.text.contains("60 examples"), "\(query)")
        }
        for path in ["report", "model"] {
            let answer = try await studio.get("/api/files/\(path)")
            #expect(answer.status == 409 && answer.text.contains("learn first"))
        }
        _ = try await studio.post("/api/files/learn", "{}")
        _ = try await Self.wait(studio, for: "answering")
        for (body, status, words) in [
            ("{}", 400, "give a file"), (#"{"bytes":""}"#, 400, "give a file"),
            (#"{"bytes":"not base64!"}"#, 400, "base64"),
            (#"{"name":"x.png","bytes":"AAECAwQ="}"#, 422, "x.png"),
            (#"{"name":"","bytes":"AAECAwQ="}"#, 422, "file"),
            (#"{"text":"hello"}"#, 400, "give a file"), ("[", 400, "JSON"),
        ] {
            let answer = try await studio.post("/api/files/ask", body)
            #expect(answer.status == status && answer.text.contains(words), "\(answer.text)")
            #expect(!answer.text.contains("nn-studio-"))
        }
        let healthy = try await studio.get("/api/files")
        #expect(healthy.status == 200)
    }

    /// A table of fruit, whose kind follows from colour and weight.
    private static func fruit(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/fruit-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var rows = "colour,weight,kind\n"
        for row in 0..<120 {
            let (isRed, weight) = (row % 2 == 0, 50 + 37 * row % 200)
            rows += "\(isRed ? "red" : "green"),\(weight),\(isRed ? "cherry" : "lime")\n"
        }
        try WholeFile.write(Array(rows.utf8), to: folder + "/fruit.csv")
        try await body(folder + "/fruit.csv")
    }

    @Test("Another question is asked of a table, and its model answers rows and examples")
    func questions() async throws {
        try await Self.fruit { path in
            let studio = try await Self.studio(path)
            var now = try await Self.wait(studio, for: "ready")
            #expect(
                now["question"]?["target"]?.string == "kind" && now["name"]?.string == "fruit.csv"
            )
            #expect(now["offer"]?["columns"]?.list?.count == 3)

            let unknown = try await studio.post("/api/files/question", #"{"kind":"poems"}"#)
            #expect(unknown.status == 400 && unknown.text.contains("of the kinds table"))
            // A column that is not there ends in a line, after which another one can be asked.
            _ = try await studio.post(
                "/api/files/question",
                #"{"kind":"table","target":"none"}"#
            )
            while now["phase"]?.string != "failed" {
                now = try await studio.get("/api/files").value()
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(now["problem"]?.string?.contains("there is no column \"none\"") == true)
            #expect(now["problem"]?.string?.hasPrefix("fruit.csv") == true)
            _ = try await studio.post(
                "/api/files/question",
                #"{"kind":"table","target":"colour"}"#
            )
            now = try await Self.wait(studio, for: "ready")
            #expect(now["title"]?.string == "colour of fruit.csv")

            _ = try await studio.post("/api/files/learn", "{}")
            let busy = try await studio.post("/api/files/question", #"{"kind":"table"}"#)
            #expect(busy.status == 409)
            now = try await Self.wait(studio, for: "answering")
            #expect(now["ways"]?["fields"]?.list?.map { $0["name"]?.string } == ["weight", "kind"])
            let row = try await studio.post(
                "/api/files/ask",
                #"{"cells":{"kind":"lime","weight":"90"}}"#
            ).value()
            #expect(row["answers"]?.list?[0]["answer"]?.string == "green")
            let example = try await studio.post("/api/files/ask", #"{"example":0}"#).value()
            #expect(example["answers"]?.list?[0]["answer"]?.string == "red")
            for (body, status, words) in [
                (#"{"cells":{"weight":"heavy"}}"#, 422, "where a number is expected"),
                (#"{"example":120}"#, 400, "no example 120"),
                (#"{"example":-1}"#, 400, "no example"),
                (#"{"tune":1}"#, 400, "makes up no tunes"),
                (#"{"text":"a","write":1}"#, 400, "writes no texts"),
            ] {
                let refusal = try await studio.post("/api/files/ask", body)
                #expect(refusal.status == status && refusal.text.contains(words), "\(refusal.text)")
            }
        }
    }

    @Test("A text that a page types is never taken for the name of a file")
    func typed() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/typed-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (label, words) in [("food", "bread soup"), ("weather", "rain storm")] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(label)",
                withIntermediateDirectories: true
            )
            for number in 0..<20 {
                let text = Array("the \(words) of day \(number)".utf8)
                try WholeFile.write(text, to: "\(folder)/\(label)/\(number).txt")
            }
        }
        let studio = try await Self.studio(folder)
        _ = try await Self.wait(studio, for: "ready")
        _ = try await studio.post("/api/files/learn", "{}")
        _ = try await Self.wait(studio, for: "answering")
        let secret = folder + "/food/0.txt"
        let body = JSON.Value.object(["text": .text(secret)])
        let said = try await studio.post("/api/files/ask", body.text)
        #expect(said.status == 200 && !said.text.contains("bread") && !said.text.contains("soup"))
        let example = try await studio.post("/api/files/ask", #"{"example":0}"#).value()
        #expect(example["answers"]?.list?[0]["answer"]?.string == "food")
    }

    @Test("A folder without anything to learn is told on the page")
    func empty() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/none-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let studio = try await Self.studio(folder)
        while true {
            let now = try await studio.get("/api/files").value()
            guard now["phase"]?.string != "failed" else {
                #expect(now["problem"]?.string?.contains("nothing here") == true)
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

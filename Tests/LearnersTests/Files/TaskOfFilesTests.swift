import Foundation
import Learners
import NeuralNetworks
import TestSupport
import Testing

@Suite("What can be asked of files")
struct TaskOfFilesTests {
    /// Writes files into a folder, each with its content.
    private func offer(_ files: [String: String], open name: String = "") throws -> FilesOffer {
        try withTemporaryFolder { folder in
            for (name, text) in files {
                let url = URL(filePath: folder + "/" + name)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(),
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: url)
            }
            return try TaskOfFiles.offer(of: name.isEmpty ? folder : folder + "/" + name)
        }
    }

    private func kinds(_ files: [String: String], open name: String = "") throws -> [String] {
        try offer(files, open: name).questions.map(\.kind)
    }

    private func table(_ rows: Int, _ head: String, _ row: (Int) -> String) -> String {
        head + "\n" + (0..<rows).map { row($0) + "\n" }.joined()
    }

    @Test("A folder is what most of its files are, by folders or by what names tell")
    func folders() throws {
        #expect(
            try kinds(["cat/1.png": "x", "dog/2.jpg": "y", "readme.txt": "z"]) == [
                "images", "faces",
            ]
        )
        #expect(try kinds(["a/1.wav": "x", "b/2.wav": "y"]) == ["sounds"])
        #expect(try kinds(["good/1.txt": "x", "bad/2.txt": "y"]) == ["text"])
        #expect(try kinds(["one.abc": "X:1\nM:4/4\nK:C\nCDEF|\n"]) == ["music"])
        #expect(try kinds(["a.txt": "once upon a time"], open: "a.txt") == ["language"])
        var names: [String: String] = [:]
        for digit in 0..<4 {
            for speaker in ["ann", "bob"] {
                for take in 0..<3 { names["\(digit)_\(speaker)_\(take).wav"] = "x" }
            }
        }
        let spoken = try offer(names).questions
        #expect(spoken == [FilesQuestion("sounds", label: "{label}_{group}_*")])
        #expect(throws: (any Error).self) { try offer(["a.wav": "x", "b.wav": "y"]) }
        #expect(throws: (any Error).self) { try offer(["notes.txt": "nothing"]) }
    }

    @Test("A table is asked what it is likely for, and anything else that it can answer")
    func tables() throws {
        let weather = table(40, "day,rain,warmth") { row in
            "2020-01-\(row % 28 + 1 < 10 ? "0" : "")\(row % 28 + 1),\(row % 5),\(row % 7)"
        }
        var found = try offer(["w.csv": weather], open: "w.csv")
        #expect(found.questions.map(\.kind) == ["forecast", "table"])
        #expect(found.questions[0].target == "warmth" && found.questions[0].time == "day")
        #expect(found.columns == ["day", "rain", "warmth"])

        let hours = table(48, "No,year,month,day,hour,dew,temp") { row in
            "\(row + 1),2020,1,\(1 + row / 24),\(row % 24),\(row % 5).5,\(row % 7).5"
        }
        found = try offer(["h.csv": hours], open: "h.csv")
        #expect(found.questions.first { $0.kind == "forecast" }?.time == "year,month,day,hour")

        let words = ["alpha", "beta", "gamma", "delta", "epsilon"]
        let messages = table(60, "kind,words") { row in
            "\(row % 2 == 0 ? "ham" : "spam"),\(words[row % 5]) number \(row) is \(words[(row / 5) % 5])"
        }
        found = try offer(["m.csv": messages], open: "m.csv")
        #expect(found.questions.first == FilesQuestion("text", target: "kind", text: "words"))

        let flats = table(60, "id,size,quarter,price") { row in
            "\(row),\(row % 9).5,\(row % 2 == 0 ? "old" : "new"),\(row % 11).25"
        }
        found = try offer(["f.csv": flats], open: "f.csv")
        #expect(found.questions == [FilesQuestion("table", target: "price")])
    }

    @Test("A question makes the task; one that no learner knows is refused in a line")
    func tasks() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/t.csv"
            let text = table(60, "size,quarter,price") { row in
                "\(row % 9).5,\(row % 2 == 0 ? "old" : "new"),\(row % 11).25"
            }
            try Data(text.utf8).write(to: URL(filePath: path))
            let task = try TaskOfFiles.task(of: path, FilesQuestion("table", target: "quarter"))
            #expect(task.title == "quarter of t.csv" && task.exampleCount == 60)
            let example = try task.example(1)
            #expect(example.answer == "new" && example.cells == ["size": "1.5", "price": "1.25"])
            #expect(throws: (any Error).self) {
                try TaskOfFiles.task(of: path, FilesQuestion("table", target: "none"))
            }
            let refusal = #expect(throws: (any Error).self) {
                try TaskOfFiles.task(of: path, FilesQuestion("poems"))
            }
            let words = "\(try #require(refusal))"
            #expect(words.contains("\"poems\"; ask for ") && words.contains("table"))
        }
        #expect(TaskOfFiles.mayLearn(from: "a/B.CSV") && TaskOfFiles.mayLearn(from: "x.csv.gz"))
        #expect(!TaskOfFiles.mayLearn(from: "digits.safetensors"))
    }
}

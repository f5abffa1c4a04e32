import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Labelled files")
struct LabelledFilesTests {
    private func make(_ names: [String], in folder: String) throws {
        for name in names {
            let url = URL(filePath: folder + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data().write(to: url)
        }
    }

    private func names(_ files: [LabelledFiles.File], _ folder: String) -> [String] {
        files.map { String($0.path.dropFirst(folder.count + 1)) + " \($0.label)" }
    }

    @Test("A folder is a class; numbers are in their order; other files are left out by name")
    func folders() throws {
        try withTemporaryFolder { folder in
            try make(
                [
                    "s10/1.png", "s2/10.PNG", "s2/9.png", "s2/more/1.png", "s2/notes.txt",
                    "top.png", "s2/.x.png",
                ],
                in: folder
            )
            let files = try LabelledFiles(folder: folder, endings: ["png"])
            #expect(files.classNames == ["s2", "s10"])
            #expect(
                names(files.training, folder)
                    == ["s2/9.png 0", "s2/10.PNG 0", "s2/more/1.png 0", "s10/1.png 1"]
            )
            #expect(files.test == nil)
            #expect(files.skipped == [folder + "/s2/notes.txt", folder + "/top.png"])
        }
    }

    @Test("Folders train and test, or patterns, keep files for the test")
    func test() throws {
        try withTemporaryFolder { folder in
            try make(["train/a/1.jpg", "train/b/1.jpg", "test/b/2.jpg", "README"], in: folder)
            let files = try LabelledFiles(folder: folder, endings: ["jpg"])
            #expect(files.classNames == ["a", "b"])
            #expect(names(files.test ?? [], folder) == ["test/b/2.jpg 1"])
        }
        try withTemporaryFolder { folder in
            try make((1...12).map { "x/\($0).jpg" } + ["y/3.jpg"], in: folder)
            let patterns = try ["*/[6-9].jpg", "*/10.jpg"].map { try FilePattern($0) }
            let files = try LabelledFiles(folder: folder, endings: ["jpg"], test: patterns)
            #expect(files.test?.count == 5 && files.training.count == 8)
            let none = [try FilePattern("z*")]
            #expect(throws: LabelledFilesError.noTest(folder: folder, pattern: "z*")) {
                try LabelledFiles(folder: folder, endings: ["jpg"], test: none)
            }
        }
    }

    @Test("Names tell label and group")
    func patterns() throws {
        try withTemporaryFolder { folder in
            try make(["7_jack_0.wav", "7_theo_1.wav", "10_jack_0.wav", "other.wav"], in: folder)
            let pattern = try FilePattern("{label}_{group}_*.wav")
            let files = try LabelledFiles(folder: folder, endings: ["wav"], label: pattern)
            #expect(files.classNames == ["7", "10"])
            #expect(files.training.map(\.group) == ["jack", "theo", "jack"])
            #expect(files.skipped.count == 1)
            #expect(throws: LabelledFilesError.self) {
                try LabelledFiles(folder: folder, endings: ["wav"], label: pattern, labels: ["7"])
            }
        }
    }

    @Test("A pattern takes as little as it can, and never goes across a slash")
    func matching() throws {
        let pattern = try FilePattern("{label}_{group}_*.wav")
        #expect(pattern.fields(of: "in/7_a_b_1.wav") == ["label": "7", "group": "a"])
        #expect(pattern.fields(of: "7_a.wav") == nil)
        #expect(try FilePattern("{group}/*.png").fields(of: "a/b.png") == ["group": "a"])
        #expect(try !FilePattern("*/*.png").matches("b.png"))
        #expect(try FilePattern("[0-4]?.p*").matches("3x.png"))
        #expect(try !FilePattern("[0-4]?.p*").matches("5x.png"))
        for wrong in ["{label", "[a", "{}", "{a}{a}", ""] {
            #expect(throws: FilePatternError.self) { try FilePattern(wrong) }
        }
    }

    @Test("A folder without anything to learn from is said in one line")
    func complaints() throws {
        #expect(throws: LabelledFilesError.noFolder("/none")) {
            try LabelledFiles(folder: "/none", endings: ["png"])
        }
        try withTemporaryFolder { folder in
            #expect(throws: LabelledFilesError.self) {
                try LabelledFiles(folder: folder, endings: ["png"])
            }
            let pattern = try FilePattern("{class}.png")
            #expect(throws: LabelledFilesError.noField("label", pattern: "{class}.png")) {
                try LabelledFiles(folder: folder, endings: ["png"], label: pattern)
            }
        }
    }
}

import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Whether a file could be written")
struct WritingCheckTests {
    @Test(
        "The check fails with the words of the writing",
        arguments: ["/none/file", "", "/", "/old/file"]
    )
    func failures(_ name: String) throws {
        try withTemporaryFolder { folder in
            try WholeFile.write([1], to: folder + "/old")
            let path = folder + name
            let checked = #expect(throws: FileError.self) { try WholeFile.checkWriting(to: path) }
            let written = #expect(throws: FileError.self) { try WholeFile.write([2], to: path) }
            #expect(checked == written && checked != nil)
        }
    }

    @Test("The check leaves everything as it was", arguments: ["/new", "/old", "/link"])
    func success(_ name: String) throws {
        try withTemporaryFolder { folder in
            try WholeFile.write([1], to: folder + "/old")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link",
                withDestinationPath: folder + "/old"
            )
            try WholeFile.checkWriting(to: folder + name)
            #expect(try WholeFile.read(folder + "/old") == [1])
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(files) == ["old", "link"])
        }
    }

    @Test("A device is not touched")
    func device() throws {
        try WholeFile.checkWriting(to: "/dev/null")
    }
}

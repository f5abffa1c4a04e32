import Foundation
import NeuralNetworks
import Testing

@Suite("Whole files")
final class WholeFileTests {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("What is written is read again", arguments: [0, 1, 65_536, 1_000_003])
    func roundTrip(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        try WholeFile.write(bytes, to: folder + "/file")
        #expect(try WholeFile.read(folder + "/file") == bytes)
        #expect(try names() == ["file"])
    }

    @Test("A replaced file keeps its permissions, a link stays a link")
    func replacing() throws {
        let manager = FileManager.default
        try WholeFile.write([1], to: folder + "/file")
        try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder + "/file")
        try manager.createSymbolicLink(
            atPath: folder + "/link",
            withDestinationPath: folder + "/file"
        )
        try WholeFile.write([2], to: folder + "/link")
        #expect(try WholeFile.read(folder + "/file") == [2])
        let attributes = try manager.attributesOfItem(atPath: folder + "/file")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try manager.destinationOfSymbolicLink(atPath: folder + "/link") == folder + "/file")
    }

    @Test(
        "A write that fails leaves the old file and nothing else",
        arguments: WholeFile.Step.allCases
    )
    func faults(step: WholeFile.Step) throws {
        try WholeFile.write([1], to: folder + "/file")
        let error = #expect(throws: FileError.self) {
            try WholeFile.write([2, 3], to: self.folder + "/file") { $0 == step ? ENOSPC : nil }
        }
        #expect(error?.problem == .noSpace)
        // Only the last step comes too late to undo: the new file is complete by then.
        #expect(
            try WholeFile.read(folder + "/file") == (step == .synchronizingFolder ? [2, 3] : [1])
        )
        #expect(try names() == ["file"])
    }

    @Test(
        "The system's reasons have words",
        arguments: [
            (
                EACCES,
                "writing here is not permitted; choose another folder or change its permissions"
            ),
            (
                EROFS,
                "writing here is not permitted; choose another folder or change its permissions"
            ),
            (ENOSPC, "the disk is full, the file was not written; free some space"),
            (EIO, "writing failed: Input/output error"),
        ]
    )
    func writingReasons(number: CInt, message: String) throws {
        let path = folder + "/file"
        let error = #expect(throws: FileError.self) {
            try WholeFile.write([1], to: path) { $0 == .writing ? number : nil }
        }
        #expect(error?.description == "\(path): \(message)")
    }

    @Test("Writing where nothing can be written")
    func writing() throws {
        let missing = folder + "/none/file"
        var error = #expect(throws: FileError.self) { try WholeFile.write([1], to: missing) }
        #expect(
            error?.description
                == "\(missing): there is no folder \(folder)/none; create it or choose another"
        )
        error = #expect(throws: FileError.self) { try WholeFile.write([1], to: self.folder) }
        #expect(error?.description == "\(folder): this is a folder; name a file")
        error = #expect(throws: FileError.self) { try WholeFile.write([1], to: "") }
        #expect(error?.description == "\"\": this is a folder; name a file")
        try WholeFile.write([1], to: folder + "/file")
        error = #expect(throws: FileError.self) {
            try WholeFile.write([1], to: self.folder + "/file/below")
        }
        #expect(error?.problem == .missingFolder(folder + "/file"))
        error = #expect(throws: FileError.self) {
            try WholeFile.write([1], to: self.folder + "/a\0b")
        }
        #expect(error?.problem == .system(step: "creating", reason: "the name holds a zero byte"))
        #expect(try names() == ["file"])
    }

    #if os(Linux)
        @Test("Devices are written as they are; a full one says so")
        func devices() throws {
            try WholeFile.write([1], to: "/dev/null")
            #expect(try WholeFile.read("/dev/null") == [])
            let error = #expect(throws: FileError.self) {
                try WholeFile.write([1], to: "/dev/full")
            }
            #expect(
                error?.description
                    == "/dev/full: the disk is full, the file was not written; free some space"
            )
            let endless = #expect(throws: FileError.self) {
                try WholeFile.read("/dev/zero", limit: 100_000)
            }
            #expect(endless?.problem == .tooLarge(limit: 100_000))
        }
    #endif

    @Test("Reading what cannot be read")
    func reading() throws {
        var error = #expect(throws: FileError.self) {
            try WholeFile.read(self.folder + "/none")
        }
        #expect(
            error?.description
                == "\(folder)/none: there is no such file; check the name and the folder"
        )
        error = #expect(throws: FileError.self) { try WholeFile.read(self.folder) }
        #expect(error?.description == "\(folder): this is a folder; name a file")
        error = #expect(throws: FileError.self) { try WholeFile.read("") }
        #expect(error?.description == "\"\": there is no such file; check the name and the folder")
        try WholeFile.write([1, 2, 3], to: folder + "/file")
        error = #expect(throws: FileError.self) {
            try WholeFile.read(self.folder + "/file", limit: 2)
        }
        #expect(
            error?.description
                == "\(folder)/file: the file is larger than the 2 bytes that are accepted"
        )
    }

    @Test(
        "A file that is not ours to read says so",
        .enabled(if: geteuid() != 0, "the superuser may read everything")
    )
    func permission() throws {
        try WholeFile.write([1], to: folder + "/file")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0],
            ofItemAtPath: folder + "/file"
        )
        let error = #expect(throws: FileError.self) {
            try WholeFile.read(self.folder + "/file")
        }
        #expect(
            error?.description
                == "\(folder)/file: reading this file is not permitted; change its permissions"
        )
    }

    @Test("Digits are grouped in threes")
    func grouping() {
        let numbers = [0, 7, 999, 1_000, 47_040_016, -1_234]
        #expect(numbers.map(\.grouped) == ["0", "7", "999", "1,000", "47,040,016", "-1,234"])
    }
}

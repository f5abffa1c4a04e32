import Computation
import Datasets
import MediaFiles
import NeuralNetworks
import Testing

@Suite("Gzip")
struct GzipTests {
    static let content = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

    func compressed(_ bytes: [UInt8] = content) throws -> [UInt8] {
        try #require(Gzip.compress(bytes))
    }

    @Test("What is compressed is decompressed again", arguments: [0, 1, 70_000, 1_000_000])
    func roundTrip(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0) }
        let compressed = try compressed(bytes)
        #expect(Gzip.isCompressed(compressed))
        #expect(try Gzip.decompress(compressed, file: "x") == bytes)
    }

    @Test("Several members are one content, and what follows the last is ignored")
    func members() throws {
        let members = try compressed() + compressed([]) + compressed([1, 2])
        let content = Self.content + [1, 2]
        #expect(try Gzip.decompress(members, file: "x") == content)
        #expect(try Gzip.decompress(members + [0, 0, 0], file: "x") == content)
        #expect(try Gzip.decompress(members + [0x1F], file: "x") == content)
        #expect(throws: DataFileError.self) {
            try Gzip.decompress(members + [0x1F, 0x8B, 9], file: "x")
        }
    }

    @Test("A size that the trailer claims in vain costs nothing")
    func falseSize() throws {
        // The wrong size is itself damage, found when all is read.
        var bytes = try compressed()
        bytes.replaceSubrange((bytes.count - 4)..., with: [255, 255, 255, 255])
        let error = #expect(throws: DataFileError.self) { try Gzip.decompress(bytes, file: "x") }
        #expect(error?.problem == .compressedDamaged(byteCount: 5_000))
    }

    @Test("A small file that would fill the memory is refused")
    func bomb() throws {
        let bytes = try compressed([UInt8](repeating: 0, count: 3_000_000))
        #expect(bytes.count < 4_000)
        let error = #expect(throws: DataFileError.self) {
            try Gzip.decompress(bytes, file: "bomb.gz", limit: 1_000_000)
        }
        #expect(
            error?.description
                == "bomb.gz: the content is larger than the 1,000,000 bytes that are accepted; "
                + "decompress and check it by hand"
        )
    }

    @Test("A file cut anywhere is incomplete")
    func truncation() throws {
        let bytes = try compressed()
        for count in 2..<bytes.count {
            let error = #expect(throws: DataFileError.self, "\(count) bytes") {
                try Gzip.decompress(Array(bytes[..<count]), file: "x")
            }
            guard case .compressedIncomplete = error?.problem else {
                Issue.record("\(count) bytes: \(String(describing: error))")
                continue
            }
        }
    }

    @Test("Each fault has its words")
    func messages() throws {
        let bytes = try compressed()
        func message(_ bytes: [UInt8]) -> String? {
            #expect(throws: DataFileError.self) { try Gzip.decompress(bytes, file: "a.gz") }?
                .description
        }
        #expect(message([]) == "a.gz: the file is empty; copy or download it again")
        #expect(
            message(bytes.dropLast(3) + [])
                == "a.gz: the compressed data ends early, after 5,000 bytes of content; "
                + "it is incomplete, copy or download it again"
        )
        var wrongSum = bytes
        wrongSum[bytes.count - 6] ^= 1
        #expect(
            message(wrongSum)
                == "a.gz: the compressed data is wrong after 5,000 bytes of content; "
                + "it is damaged, copy or download it again"
        )
        #expect(
            message([0x1F, 0x8B, 7] + bytes[3...])
                == "a.gz: the compressed data is wrong after 0 bytes of content; "
                + "it is damaged, copy or download it again"
        )
    }

    @Test("Thousands of damaged files end in an error or in bytes, never in a trap")
    func mutations() throws {
        let bytes = try compressed(Array(Self.content[..<600]))
        var stream = RandomStream(seed: 6, for: "mutations")
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0...stream.integer(below: 3) {
                damaged[stream.integer(below: damaged.count)] = UInt8(stream.integer(below: 256))
            }
            _ = try? Gzip.decompress(damaged, file: "x", limit: 10_000)
        }
    }

    @Test("A file is decompressed by how it begins, not by its name")
    func dataFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/data"
        try WholeFile.write(compressed(), to: path)
        #expect(try DataFile.read(path) == Self.content)
        try WholeFile.write(Self.content, to: path + ".gz")
        #expect(try DataFile.read(path + ".gz") == Self.content)
        let error = #expect(throws: DataFileError.self) { try DataFile.read(folder.path) }
        #expect(error?.description == "\(folder.path): this is a folder; name a file")
    }
}

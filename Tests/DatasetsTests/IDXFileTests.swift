import Computation
import Datasets
import Testing

@Suite("IDX files")
struct IDXFileTests {
    /// Two images of 2 × 3 pixels.
    static let images =
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3] + [UInt8](100..<112)

    struct Case: CustomTestStringConvertible {
        let bytes: [UInt8]
        let message: String
        var testDescription: String { message }

        init(_ bytes: [UInt8], _ message: String) {
            (self.bytes, self.message) = (bytes, message)
        }
    }

    static let incomplete = "it is incomplete, copy or download it again"
    static let damaged = "it is damaged, copy or download it again"

    static let cases: [Case] = [
        Case([], "the file is empty; copy or download it again"),
        Case([0], "the file ends after 1 of 4 bytes; \(incomplete)"),
        Case([0, 0, 8], "the file ends after 3 of 4 bytes; \(incomplete)"),
        Case([0, 0, 8, 3], "the file ends after 4 of 16 bytes; \(incomplete)"),
        Case(Array(images[..<15]), "the file ends after 15 of 16 bytes; \(incomplete)"),
        Case(Array(images[..<16]), "the file ends after 16 of 28 bytes; \(incomplete)"),
        Case(images + [1, 2], "the file has 30 bytes, its header announces 28; \(damaged)"),
        Case(
            Array("image,label\n".utf8),
            "the file begins with the bytes 69 6D 61 67, an IDX file with 00 00; "
                + "give a file in the format of MNIST"
        ),
        Case(
            [0, 0, 7, 1, 0, 0, 0, 0],
            "the file begins with the bytes 00 00 07 01, an IDX file with 00 00; "
                + "give a file in the format of MNIST"
        ),
        Case([0x1F, 0x8B, 8, 0], "the file is compressed with gzip; decompress it first"),
        Case(
            [0, 0, 13, 1, 0, 0, 0, 0],
            "the elements are float32, only bytes and int32 are read and written; convert them"
        ),
        Case(
            [0, 0, 8, 0],
            "the shape [] is none that an IDX file can have: "
                + "1 to 255 dimensions of 0 to 4,294,967,295"
        ),
        Case(
            [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12),
            "the shape [4294967295, 4294967295, 4294967295] has more elements than can be "
                + "counted; \(damaged)"
        ),
        Case(
            [0, 0, 8, 3, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8),
            "the shape [0, 4294967295, 4294967295] has more elements than can be counted; "
                + damaged
        ),
        Case(
            [0, 0, 12, 1, 0x80, 0, 0, 0],
            "the file ends after 8 of 8,589,934,600 bytes; \(incomplete)"
        ),
    ]

    @Test("Bytes and whole numbers are read and written", arguments: [0, 1])
    func roundTrip(index: Int) throws {
        let wholeNumbers: [Int32] = [1, -2, .max, .min, 0, 258]
        let tensor =
            index == 0
            ? Tensor([UInt8](100..<112), shape: [2, 2, 3]) : Tensor(wholeNumbers, shape: [3, 2])
        let bytes = try IDXFile.encode(tensor, file: "x")
        if index == 0 { #expect(bytes == Self.images) }
        #expect(try IDXFile.decode(bytes, file: "x") == tensor)
    }

    @Test("An empty set is a set")
    func empty() throws {
        let tensor = try IDXFile.decode([0, 0, 8, 1, 0, 0, 0, 0], file: "x")
        #expect(tensor == Tensor([] as [UInt8], shape: [0]))
    }

    @Test("Each fault has its words", arguments: cases)
    func message(_ fault: Case) {
        let error = #expect(throws: DataFileError.self) {
            try IDXFile.decode(fault.bytes, file: "train-images")
        }
        #expect(error?.description == "train-images: \(fault.message)")
    }

    @Test("A file cut anywhere is refused")
    func truncation() {
        for count in Self.images.indices {
            #expect(throws: DataFileError.self, "\(count) bytes") {
                try IDXFile.decode(Array(Self.images[..<count]), file: "x")
            }
        }
    }

    @Test("What the format cannot hold is not written")
    func unwritable() {
        var error = #expect(throws: DataFileError.self) {
            try IDXFile.encode(Tensor([1] as [Float]), file: "x")
        }
        #expect(error?.problem == .unsupportedElementType("float32"))
        error = #expect(throws: DataFileError.self) {
            try IDXFile.encode(Tensor([1] as [UInt8], shape: []), file: "x")
        }
        #expect(error?.problem == .unsupportedShape([]))
    }

    @Test("Thousands of damaged files end in an error or in a tensor, never in a trap")
    func mutations() {
        var stream = RandomStream(seed: 2, for: "mutations")
        for _ in 0..<5_000 {
            var bytes = Self.images
            for _ in 0...stream.integer(below: 3) {
                bytes[stream.integer(below: 18)] = UInt8(stream.integer(below: 256))
            }
            bytes.removeLast(stream.integer(below: bytes.count))
            _ = try? IDXFile.decode(bytes, file: "x")
        }
    }
}

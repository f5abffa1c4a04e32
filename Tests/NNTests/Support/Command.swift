import Foundation
import NeuralNetworks
import TestSupport
import Testing

/// The command line as its user runs it.
enum Command {
    /// Runs `nn` with arguments in a folder.
    static func run(_ arguments: String..., in folder: String) async throws -> ChildProcess {
        try await run(arguments, in: folder)
    }

    static func run(_ arguments: [String], in folder: String) async throws -> ChildProcess {
        let program = try #require(BuiltProgram.path("nn"), "nn is not beside the tests")
        return try await ChildProcess(program, arguments, in: folder)
    }

    /// Trains for a moment and leaves `digits.safetensors` in the folder.
    @discardableResult
    static func trainDigits(_ arguments: String..., in folder: String) async throws -> ChildProcess
    {
        let usual = ["train", "digits", "--examples", "600", "--epochs", "2"]
        let child = try await run(usual + arguments, in: folder)
        try #require(child.status == 0, "\(child.errors)")
        return child
    }
}

extension ChildProcess {
    /// The lines of standard output, each a JSON object.
    func objects() throws -> [[String: JSONValue]] {
        try lines.map { try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8)) }
    }
}

/// Anything that JSON can hold.
enum JSONValue: Decodable, Equatable {
    case flag(Bool), number(Double), text(String), list([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
    var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }
    var object: [String: JSONValue]? { if case .object(let object) = self { object } else { nil } }
}

/// Files for tests.
enum Fixture {
    /// Writes a picture of a white stroke on black, much like a one, and returns its name.
    static func writePicture(in folder: String, named name: String = "one.pgm") throws -> String {
        let pixels = (0..<40 * 30).map { index -> UInt8 in
            (14...16).contains(index % 30) && (6..<34).contains(index / 30) ? 255 : 0
        }
        try write(Array("P5 30 40 255\n".utf8) + pixels, name, in: folder)
        return name
    }

    /// Writes a file that begins as an IDX file of bytes or whole numbers does.
    static func writeIDX(
        _ tensor: Tensor,
        _ name: String,
        in folder: String
    ) throws {
        let bytes: [UInt8] = tensor.floats.map { UInt8($0) }
        let sizes = tensor.shape.sizes.flatMap { size in
            [UInt8(size >> 24), UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255)]
        }
        try write([0, 0, 8, UInt8(tensor.shape.rank)] + sizes + bytes, name, in: folder)
    }

    static func write(_ bytes: [UInt8], _ name: String, in folder: String) throws {
        try Data(bytes).write(to: URL(filePath: folder + "/" + name))
    }

    static func read(_ name: String, in folder: String) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: folder + "/" + name)))
    }

    /// The names of all files in a folder.
    static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}

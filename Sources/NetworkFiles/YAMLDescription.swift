import NeuralNetworks
import Yams

/// A description in YAML, to be read as JSON: numbers, `true`, `false`, `null` and texts as YAML 1.2's
/// core schema has them, without anchors and tags.
struct YAMLDescription {
    private let text: String
    private let file: String

    init(_ bytes: [UInt8], file: String) throws(NetworkFileError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .syntax(file: file, problem: "this is not text; save it as UTF-8")
        }
        self.text = text
        self.file = file
    }

    /// The same as JSON.
    func json() throws(NetworkFileError) -> [UInt8] {
        try refuseAnchors()
        var json = ""
        do {
            let parser = try Parser(yaml: text, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw NetworkFileError.syntax(file: file, problem: "there is nothing in the file")
            }
            try write(root, to: &json)
        } catch let error as NetworkFileError {
            throw error
        } catch let error as YamlError {
            throw .syntax(file: file, problem: "this is not YAML: \(error.line)")
        } catch {
            throw .syntax(file: file, problem: "this is not YAML")
        }
        return Array(json.utf8)
    }

    /// References to what stands elsewhere can make gigabytes of a few lines.
    ///
    /// An anchor is `&` and a name, anywhere but within a word.
    private func refuseAnchors() throws(NetworkFileError) {
        var (line, previous): (Int, UInt8) = (1, 10)
        for (byte, next) in zip(text.utf8, text.utf8.dropFirst()) {
            if byte == UInt8(ascii: "&"), isWord(next), !isWord(previous) {
                throw .syntax(
                    file: file,
                    problem: "line \(line): anchors (&) are not read; write out what is repeated"
                )
            }
            if byte == 10 { line += 1 }
            previous = byte
        }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        // A name may begin with a hyphen; what stands before it is then no word.
        default: false
        }
    }

    private func write(_ node: Node, to json: inout String) throws(NetworkFileError) {
        switch node {
        case .scalar(let scalar): json += YAMLDescription.json(scalar)
        case .sequence(let nodes):
            json += "["
            for (index, node) in nodes.enumerated() {
                if index > 0 { json += "," }
                try write(node, to: &json)
            }
            json += "]"
        case .mapping(let pairs):
            json += "{"
            for (index, pair) in pairs.enumerated() {
                if index > 0 { json += "," }
                guard case .scalar(let key) = pair.key else {
                    let place = pair.key.mark.map { "line \($0.line): " } ?? ""
                    throw .syntax(file: file, problem: place + "the name of a field must be a text")
                }
                json += YAMLDescription.quoted(key.string) + ":"
                try write(pair.value, to: &json)
            }
            json += "}"
        case .alias: throw .syntax(file: file, problem: "aliases (*) are not read")
        }
    }

    private static func json(_ scalar: Node.Scalar) -> String {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return quoted(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return "null"
        case "true", "True", "TRUE": return "true"
        case "false", "False", "FALSE": return "false"
        default:
            if let number = Int(text) { return "\(number)" }
            // Words such as "nan" are texts here.
            let isNumber = text.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) }
            if isNumber, let number = Double(text), number.isFinite { return "\(number)" }
            return quoted(text)
        }
    }

    private static func quoted(_ text: String) -> String {
        var json = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": json += "\\\(scalar)"
            case " "...: json.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return json + "\""
    }
}

extension YamlError {
    /// What is wrong and where, in one line.
    fileprivate var line: String {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .reader(let problem, _, _, _): problem
        case .duplicatedKeysInMapping(let names, let context):
            "line \(context.mark.line): the field \(names.first ?? "") is there twice"
        default: "its text cannot be read"
        }
    }
}

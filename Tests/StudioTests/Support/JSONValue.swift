import Foundation
import TestSupport

@testable import Studio

extension JSON {
    /// Anything that JSON can hold.
    enum Value: Codable, Equatable, Sendable {
        case null, flag(Bool), number(Double), text(String), list([Value]), object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let list = try? container.decode([Value].self) {
                self = .list(list)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .flag(let flag): try container.encode(flag)
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            case .list(let list): try container.encode(list)
            case .object(let object): try container.encode(object)
            }
        }

        subscript(name: String) -> Value? { object?[name] }
        subscript(index: Int) -> Value? {
            list.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }

        var number: Double? { if case .number(let number) = self { number } else { nil } }
        var string: String? { if case .text(let text) = self { text } else { nil } }
        var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
        var list: [Value]? { if case .list(let list) = self { list } else { nil } }
        var object: [String: Value]? { if case .object(let object) = self { object } else { nil } }
        var numbers: [Double]? { list?.compactMap(\.number) }

        /// As JSON text.
        var text: String {
            (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }

        /// The bytes of base64 text.
        var bytes: Data? { string.flatMap { Data(base64Encoded: $0) } }
    }
}

extension HTTPAnswer {
    func value() throws -> JSON.Value { try JSONDecoder().decode(JSON.Value.self, from: body) }
}

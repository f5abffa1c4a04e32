/// Why bytes are not a safetensors file, or tensors cannot become one.
public struct SafeTensorsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    public enum Problem: Error, Hashable, Sendable {
        /// The file has fewer than the eight bytes that say how long the header is.
        case tooShort(byteCount: Int)
        /// The header would be longer than the format allows.
        case headerTooLong(byteCount: UInt64)
        /// The file ends before the header does.
        case headerIncomplete(byteCount: Int, available: Int)
        /// The header is not text.
        case headerNotUTF8
        /// The header breaks the rules at a byte of the header.
        case headerMalformed(offset: Int, expected: String)
        /// A name stands twice.
        case duplicate(name: String)
        /// A tensor's element type is none that is known.
        case unknownElementType(tensor: String, type: String)
        /// A tensor has more elements than a machine can count.
        case shapeOverflow(tensor: String)
        /// A tensor's bytes do not fill its shape.
        case wrongByteCount(tensor: String, found: Int, expected: Int)
        /// A tensor ends before it begins.
        case reversedOffsets(tensor: String, begin: Int, end: Int)
        /// Bytes between the tensors belong to none of them.
        case gap(tensor: String, begin: Int, expected: Int)
        /// A tensor begins inside another one.
        case overlap(tensor: String, begin: Int, expected: Int)
        /// The file ends before the last tensor does.
        case dataIncomplete(available: Int, expected: Int)
        /// The file goes on after the last tensor.
        case trailingBytes(count: Int)
        /// A number does not fit the type it is read into.
        case outOfRange(tensor: String, value: String, type: String)
        /// A tensor to be written has the name that the format needs for itself.
        case reservedName(String)
    }

    /// The file as the caller named it.
    public let file: String
    /// What is wrong with it.
    public let problem: Problem

    /// One line: the file, what is wrong, and what helps.
    public var description: String { "\(file): \(problem)" }
}

extension SafeTensorsError.Problem: CustomStringConvertible {
    private static let incomplete = "it is incomplete, copy or download it again"
    private static let foreign = "it is no safetensors file or is damaged"

    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .tooShort(let byteCount):
            "the file has \(byteCount) bytes, a safetensors file has at least 10; "
                + Self.incomplete
        case .headerTooLong(let byteCount):
            "the header claims \(byteCount.grouped) bytes, at most 100,000,000 are allowed; "
                + Self.foreign
        case .headerIncomplete(let byteCount, let available):
            "the file ends after \(available.grouped) of the header's \(byteCount.grouped) bytes; "
                + Self.incomplete
        case .headerNotUTF8:
            "the header is not text; \(Self.foreign)"
        case .headerMalformed(let offset, let expected):
            "the header should have \(expected) at its byte \(offset.grouped); \(Self.foreign)"
        case .duplicate(let name):
            "the header has \"\(name)\" twice; write the file again with distinct names"
        case .unknownElementType(let tensor, let type):
            "tensor \"\(tensor)\" has the element type \"\(type)\", which is not read; "
                + "convert it to F32"
        case .shapeOverflow(let tensor):
            "the shape of tensor \"\(tensor)\" has more elements than can be counted; "
                + Self.foreign
        case .wrongByteCount(let tensor, let found, let expected):
            "tensor \"\(tensor)\" has \(found.grouped) bytes, its shape needs "
                + "\(expected.grouped); \(Self.foreign)"
        case .reversedOffsets(let tensor, let begin, let end):
            "tensor \"\(tensor)\" begins at byte \(begin.grouped) and ends at "
                + "\(end.grouped); \(Self.foreign)"
        case .gap(let tensor, let begin, let expected):
            "tensor \"\(tensor)\" begins at byte \(begin.grouped), the one before it ends at "
                + "\(expected.grouped); gaps are not allowed"
        case .overlap(let tensor, let begin, let expected):
            "tensor \"\(tensor)\" begins at byte \(begin.grouped), the one before it ends at "
                + "\(expected.grouped); tensors may not overlap"
        case .dataIncomplete(let available, let expected):
            "the file ends after \(available.grouped) of \(expected.grouped) bytes of numbers; "
                + Self.incomplete
        case .trailingBytes(let count):
            "\(count.grouped) \(count == 1 ? "byte follows" : "bytes follow") the last tensor; \(Self.foreign)"
        case .outOfRange(let tensor, let value, let type):
            "tensor \"\(tensor)\" holds \(value), which \(type) cannot hold; "
                + "convert it before it is saved"
        case .reservedName(let name):
            "no tensor can be called \"\(name)\"; rename it"
        }
    }
}

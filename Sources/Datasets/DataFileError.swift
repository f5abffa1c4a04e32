public import NeuralNetworks

/// Why a data file cannot be used: which file, what is wrong, and what helps.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    public enum Problem: Error, Hashable, Sendable {
        /// The file cannot be read at all.
        case unreadable(FileError.Problem)
        /// The file has no bytes.
        case empty
        /// The compressed data ends early, after `byteCount` bytes of content.
        case compressedIncomplete(byteCount: Int)
        /// The compressed data, or its checksum, is wrong after `byteCount` bytes of content.
        case compressedDamaged(byteCount: Int)
        /// The content is larger than is accepted.
        case compressedTooLarge(limit: Int)
        /// The bytes are still compressed.
        case stillCompressed
        /// The file begins with other bytes than an IDX file does.
        case notIDX(beginning: [UInt8])
        /// The elements are of a type that is not read or written.
        case unsupportedElementType(String)
        /// An IDX file has 1 to 255 dimensions of 0 to 2³²−1 elements each.
        case unsupportedShape([Int])
        /// The sizes multiply to more elements than can be counted.
        case shapeOverflow([Int])
        /// The file ends early.
        case incomplete(byteCount: Int, expected: Int)
        /// The file goes on after its last element.
        case trailingBytes(byteCount: Int, expected: Int)
        /// The tensor is none of images, or none of labels.
        case wrongContent(found: String, expected: String)
        /// Images and labels do not belong together.
        case wrongCount(labels: Int, images: Int, imagesFile: String)
        /// A label is none of the classes.
        case wrongLabel(label: Int, index: Int, classCount: Int)
        /// Text has another encoding than UTF-8, as its first bytes tell.
        case otherEncoding(String)
        /// Text has a byte, `offset` bytes from the beginning, that UTF-8 does not have there.
        case notUTF8(byte: UInt8, offset: Int)
        /// A folder lacks a file that it must have.
        case missingFile(name: String)
    }

    /// The file as the caller named it.
    public let file: String
    /// What is wrong with it.
    public let problem: Problem

    /// An error about one file.
    public init(file: String, problem: Problem) {
        self.file = file
        self.problem = problem
    }

    /// One line: the file, what is wrong, and what helps.
    public var description: String { "\(file): \(problem)" }
}

extension DataFileError.Problem: CustomStringConvertible {
    private static let incomplete = "it is incomplete, copy or download it again"
    private static let damaged = "it is damaged, copy or download it again"

    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .unreadable(let problem):
            "\(problem)"
        case .empty:
            "the file is empty; copy or download it again"
        case .compressedIncomplete(let byteCount):
            "the compressed data ends early, after \(byteCount.grouped) bytes of content; "
                + Self.incomplete
        case .compressedDamaged(let byteCount):
            "the compressed data is wrong after \(byteCount.grouped) bytes of content; "
                + Self.damaged
        case .compressedTooLarge(let limit):
            "the content is larger than the \(limit.grouped) bytes that are accepted; "
                + "decompress and check it by hand"
        case .stillCompressed:
            "the file is compressed with gzip; decompress it first"
        case .notIDX(let beginning):
            "the file begins with the bytes \(Self.hexadecimal(beginning)), an IDX file "
                + "with 00 00; give a file in the format of MNIST"
        case .unsupportedElementType(let type):
            "the elements are \(type), only bytes and int32 are read and written; convert them"
        case .unsupportedShape(let sizes):
            "the shape \(sizes) is none that an IDX file can have: "
                + "1 to 255 dimensions of 0 to 4,294,967,295"
        case .shapeOverflow(let sizes):
            "the shape \(sizes) has more elements than can be counted; " + Self.damaged
        case .incomplete(let byteCount, let expected):
            "the file ends after \(byteCount.grouped) of \(expected.grouped) bytes; "
                + Self.incomplete
        case .trailingBytes(let byteCount, let expected):
            "the file has \(byteCount.grouped) bytes, its header announces "
                + "\(expected.grouped); " + Self.damaged
        case .wrongContent(let found, let expected):
            "the file holds \(found) instead of \(expected); check that no names are mixed up"
        case .wrongCount(let labels, let images, let imagesFile):
            "the file has \(labels.grouped) labels for the \(images.grouped) images of "
                + "\(imagesFile); use two files of the same set"
        case .wrongLabel(let label, let index, let classCount):
            "label \(label) at place \(index.grouped) is none of 0…\(classCount - 1); "
                + "check the file or the number of classes"
        case .otherEncoding(let encoding):
            "the text is encoded as \(encoding); save it as UTF-8"
        case .notUTF8(let byte, let offset):
            "the byte \(Self.hexadecimal([byte])) at offset \(offset.grouped) is no UTF-8; "
                + "save the text as UTF-8"
        case .missingFile(let name):
            "the folder has no file \(name) or \(name).gz; copy or download it there"
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map(Printable.hexadecimal).joined(separator: " ")
    }
}

public import NeuralNetworks

/// Why a picture cannot be read or written: which file, what is wrong, and what helps.
public struct PictureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the picture.
    public enum Problem: Error, Hashable, Sendable {
        /// The file cannot be read at all.
        case unreadable(FileError.Problem)
        /// The file has no bytes.
        case empty
        /// The file is of another kind; `found` says which, when that is known.
        case unknownFormat(found: String?)
        /// The file ends before the picture does.
        case incomplete(PictureFormat)
        /// The file breaks the rules of its format.
        case damaged(PictureFormat, reason: String)
        /// The format allows something that is not read.
        case unsupported(PictureFormat, feature: String)
        /// The format cannot hold such a picture.
        case unwritable(PictureFormat, reason: String)
        /// The picture has no pixels.
        case noPixels(width: Int, height: Int)
        /// The picture has more pixels than are accepted.
        case tooLarge(width: Int, height: Int, limit: Int)
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

extension PictureError.Problem: CustomStringConvertible {
    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .unreadable(let problem):
            "\(problem)"
        case .empty:
            "the file is empty; copy or download it again"
        case .unknownFormat(let found?):
            "this is \(found), which is not read; save it as PNG or JPEG"
        case .unknownFormat(nil):
            "this is no picture that is known here (PNG, JPEG, PGM, PPM, BMP); "
                + "save it as PNG or JPEG"
        case .incomplete(let format):
            "the \(format.rawValue) ends before the picture does; it is incomplete, "
                + "copy or download it again"
        case .damaged(let format, let reason):
            "the \(format.rawValue) is damaged (\(reason)); copy or download it again"
        case .unsupported(let format, let feature):
            "the \(format.rawValue) has \(feature), which is not read; save it as PNG or JPEG"
        case .unwritable(let format, let reason):
            "the picture cannot be written as \(format.rawValue) (\(reason)); make it smaller"
        case .noPixels(let width, let height):
            "the picture has no pixels, its size is \(width) × \(height); choose another"
        case .tooLarge(let width, let height, let limit):
            "the picture has \(width.grouped) × \(height.grouped) pixels, more than the "
                + "\(limit.grouped) that are accepted; make it smaller"
        }
    }
}

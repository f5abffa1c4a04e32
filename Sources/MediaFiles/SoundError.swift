public import NeuralNetworks

/// Why a recording cannot be read: which file, what is wrong, and what helps.
public struct SoundError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the recording.
    public enum Problem: Error, Hashable, Sendable {
        /// The file cannot be read at all.
        case unreadable(FileError.Problem)
        /// The file has no bytes.
        case empty
        /// The file is of another kind; `found` says which, when that is known.
        case unknownFormat(found: String?)
        /// The file ends before the recording does.
        case incomplete(SoundFormat)
        /// The file breaks the rules of its format.
        case damaged(SoundFormat, reason: String)
        /// The format allows something that is not read.
        case unsupported(SoundFormat, feature: String)
        /// The recording has no samples.
        case noSamples
        /// The recording has more samples than are accepted.
        case tooLong(limit: Int)
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

extension SoundError.Problem: CustomStringConvertible {
    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .unreadable(let problem):
            "\(problem)"
        case .empty:
            "the file is empty; copy or download it again"
        case .unknownFormat(let found?):
            "this is \(found), which is not read; save it as WAV or FLAC"
        case .unknownFormat(nil):
            "this is no recording that is known here (WAV, FLAC, Ogg Vorbis); save it as WAV or FLAC"
        case .incomplete(let format):
            "the \(format.rawValue) ends before the recording does; it is incomplete, "
                + "copy or download it again"
        case .damaged(let format, let reason):
            "the \(format.rawValue) is damaged (\(reason)); copy or download it again"
        case .unsupported(let format, let feature):
            "the \(format.rawValue) has \(feature), which is not read; save it as WAV of 16 bits"
        case .noSamples:
            "the recording has no samples, it lasts 0 seconds; record it again or leave it out"
        case .tooLong(let limit):
            "the recording has more than the \(limit.grouped) samples that are accepted; cut it"
        }
    }
}

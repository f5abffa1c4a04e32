/// Why a file could not be read or written: which file, what is wrong, and what helps.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    public enum Problem: Hashable, Sendable {
        /// Nothing has this name.
        case missing
        /// The folder that should hold the file does not exist.
        case missingFolder(String)
        /// The name is that of a folder.
        case isFolder
        /// The name is that of a file where a folder is needed.
        case isNoFolder
        /// The file's owner does not allow it to be read.
        case notReadable
        /// The file or its folder may not be written.
        case notWritable
        /// The disk, or the user's share of it, is full.
        case noSpace
        /// The file is larger than the reader accepts, in bytes.
        case tooLarge(limit: Int)
        /// The system gave another reason while it did `step`.
        case system(step: String, reason: String)
    }

    /// The file as the caller named it.
    public let path: String
    /// What is wrong with it.
    public let problem: Problem

    /// An error about one file.
    public init(path: String, problem: Problem) {
        self.path = path
        self.problem = problem
    }

    /// One line: the file, what is wrong, and what helps.
    public var description: String {
        "\(path.isEmpty ? "\"\"" : path): \(problem)"
    }
}

extension FileError.Problem: CustomStringConvertible {
    /// What is wrong and what helps, without the file's name.
    public var description: String {
        switch self {
        case .missing:
            "there is no such file; check the name and the folder"
        case .missingFolder(let folder):
            "there is no folder \(folder); create it or choose another"
        case .isFolder:
            "this is a folder; name a file"
        case .isNoFolder:
            "this is a file; name a folder"
        case .notReadable:
            "reading this file is not permitted; change its permissions"
        case .notWritable:
            "writing here is not permitted; choose another folder or change its permissions"
        case .noSpace:
            "the disk is full, the file was not written; free some space"
        case .tooLarge(let limit):
            "the file is larger than the \(limit.grouped) bytes that are accepted"
        case .system(let step, let reason):
            "\(step) failed: \(reason)"
        }
    }
}

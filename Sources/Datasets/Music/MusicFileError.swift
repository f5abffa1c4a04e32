import NeuralNetworks

/// Why a file of music cannot be used: which file, where, what is wrong, and what helps.
public struct MusicFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A place in a file.
    public enum Place: Hashable, Sendable, CustomStringConvertible {
        /// The whole file.
        case file
        /// A line, from 1.
        case line(Int)
        /// A character of a line, both from 1.
        case character(line: Int, column: Int)
        /// A byte, from 0.
        case byte(Int)

        /// The place as a message begins with it.
        public var description: String {
            switch self {
            case .file: ""
            case .line(let line): "line \(line.grouped): "
            case .character(let line, let column):
                "line \(line.grouped), column \(column.grouped): "
            case .byte(let offset): "byte \(offset.grouped): "
            }
        }
    }

    /// The file as the caller named it.
    public let file: String
    /// Where in the file.
    public let place: Place
    /// What is wrong, and how to mend it.
    public let problem: String

    /// An error about one place.
    ///
    /// - Parameters:
    ///   - file: The file as the caller named it.
    ///   - place: Where in the file.
    ///   - problem: What is wrong.
    ///   - remedy: How to mend it.
    public init(file: String, _ place: Place, _ problem: String, remedy: String) {
        self.file = file
        self.place = place
        self.problem = "\(problem); \(remedy)"
    }

    /// One line: the file, the place, what is wrong, and what helps.
    public var description: String { "\(file): \(place)\(problem)" }
}

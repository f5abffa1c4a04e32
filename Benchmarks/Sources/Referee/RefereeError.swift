/// Why something could not be measured.
package enum RefereeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A program cannot be started.
    case cannotStart(program: String, reason: Int)
    /// A program did not answer in time.
    case silent(question: String, seconds: Double)
    /// A program ended where it should have answered.
    case ended(question: String, lastWords: String?)
    /// An answer is none.
    case garbled(question: String, answer: String)
    /// The answer is an error of the contestant's own.
    case refused(question: String, error: String)
    /// A whole program ended badly.
    case failed(status: Int, lastWords: String?)
    /// A file cannot be read or written.
    case file(path: String, problem: String)
    /// An option makes no sense.
    case option(name: String, value: String, expected: String)
    /// There is nothing that measures.
    case nothingToMeasure(asked: [String], known: [String])

    /// One line: what was wrong, and where it shows how to mend it.
    package var description: String {
        switch self {
        case .cannotStart(let program, let reason):
            "\(program) cannot be started (error \(reason) of the system); is it built?"
        case .silent(let question, let seconds):
            "no answer to \(question) within \(Int(seconds)) seconds"
        case .ended(let question, let lastWords):
            "ended at \(question)" + Self.quoting(lastWords)
        case .garbled(let question, let answer):
            "answered \(question) with something else: \(answer.prefix(200))"
        case .refused(let question, let error):
            "cannot do \(question): \(error.split(separator: "\n").first.map(String.init) ?? "")"
        case .failed(let status, let lastWords):
            "ended with status \(status)" + Self.quoting(lastWords)
        case .file(let path, let problem):
            "\(path): \(problem)"
        case .option(let name, let value, let expected):
            "--\(name) must be \(expected), not \(value)"
        case .nothingToMeasure(let asked, let known):
            "there is no case \(asked.joined(separator: ", ")); there are "
                + Self.beginnings(known).joined(separator: ", ") + "; --list names all of them"
        }
    }

    /// What stands before the first hyphens, each once.
    private static func beginnings(_ names: [String]) -> [String] {
        names.map { String($0.prefix { $0 != "-" }) }.reduce(into: []) { found, name in
            if !found.contains(name) { found.append(name) }
        }
    }

    private static func quoting(_ words: String?) -> String {
        words.map { "; its last words: \($0.prefix(200))" } ?? ""
    }
}

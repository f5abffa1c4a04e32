/// Why a request gets no answer: a status of HTTP, and one line that says what was wrong and what was
/// expected.
struct StudioError: Error, Hashable, CustomStringConvertible {
    /// The status of HTTP.
    let status: Int
    /// A word for programs, where the page does something about it.
    let code: String?
    /// What was wrong and what was expected.
    let description: String

    init(_ status: Int, _ description: String, code: String? = nil) {
        self.status = status
        self.code = code
        self.description = description
    }

    /// The request itself makes no sense.
    static func badRequest(_ text: String) -> StudioError { StudioError(400, text) }

    /// There is no such thing.
    static func notFound(_ text: String) -> StudioError { StudioError(404, text) }

    /// It makes sense, but not now.
    static func conflict(_ text: String) -> StudioError { StudioError(409, text) }

    /// It is well formed, but nothing can be made of it.
    static func unprocessable(_ text: String, code: String? = nil) -> StudioError {
        StudioError(422, text, code: code)
    }

    /// There is no session of this name, or no longer.
    static func unknownSession(_ id: String) -> StudioError {
        StudioError(
            404,
            "there is no session \"\(id.prefix(40))\"; it has ended, create it anew",
            code: "unknown-session"
        )
    }
}

/// What is sent instead of an answer.
struct ErrorMessage: Encodable {
    let error: String
    let code: String?
}

/// A programming language in which a model can be written.
///
/// To add one: a file with a struct, its static member, and a row in ``SourceLanguageCatalogue``.
public protocol SourceLanguage: Sendable {
    /// The language's name, such as `Swift`.
    static var name: String { get }
    /// How names of its files end, without the point.
    static var fileEnding: String { get }

    /// A whole file with one function, `predict`, that needs nothing but what comes with the
    /// language.
    func text(of code: SourceCode) -> String
}

/// The languages that options and help know.
public enum SourceLanguageCatalogue {
    /// Every language of this library.
    public static let languages: [any SourceLanguage] = [
        SwiftLanguage(), CLanguage(), PythonLanguage(), JavaScriptLanguage(),
    ]

    /// The language whose files end so; nil where there is none.
    public static func language(fileEnding: String) -> (any SourceLanguage)? {
        languages.first { type(of: $0).fileEnding == fileEnding }
    }
}

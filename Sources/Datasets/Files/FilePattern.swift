/// What a file's name tells: literal text, `*` for anything, `?` for one character, `[a-c]` for one of some,
/// and `{label}` and other names in braces for what is taken out of it.
///
/// ```swift
/// let pattern = try FilePattern("{label}_{group}_*.wav")
/// pattern.fields(of: "7_jackson_32.wav")  // ["label": "7", "group": "jackson"]
/// ```
///
/// No part goes across a `/`. A pattern without a `/` is held against the name of a file alone, any other
/// against its path in the folder. Names in braces take as little as possible, from the left.
public struct FilePattern: Hashable, Sendable, CustomStringConvertible {
    private enum Part: Hashable, Sendable {
        case text([Character])
        case anything
        case one
        case oneOf([ClosedRange<Character>])
        case field(String)
    }

    /// The pattern as it was written.
    public let description: String
    /// The names in braces, in their order.
    public let fieldNames: [String]
    private let parts: [Part]

    /// Reads a pattern.
    ///
    /// - Throws: ``FilePatternError`` where a brace or bracket is not closed, or a name is there twice.
    public init(_ text: String) throws(FilePatternError) {
        func fail(_ problem: String) -> FilePatternError {
            FilePatternError(pattern: text, problem: problem)
        }
        var parts: [Part] = []
        var names: [String] = []
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": parts.append(.anything)
            case "?": parts.append(.one)
            case "{":
                guard let end = rest.firstIndex(of: "}") else {
                    throw fail("a { is not closed by }")
                }
                let name = String(rest[rest.startIndex..<end])
                guard !name.isEmpty, !names.contains(name) else {
                    throw fail("each {name} needs a name of its own")
                }
                names.append(name)
                parts.append(.field(name))
                rest = rest[(end + 1)...]
            case "[":
                guard let end = rest.firstIndex(of: "]"), end > rest.startIndex else {
                    throw fail("a [ is not closed by ]")
                }
                parts.append(.oneOf(FilePattern.ranges(rest[rest.startIndex..<end])))
                rest = rest[(end + 1)...]
            default:
                if case .text(let before)? = parts.last {
                    parts[parts.count - 1] = .text(before + [character])
                } else {
                    parts.append(.text([character]))
                }
            }
        }
        guard !parts.isEmpty else { throw fail("it is empty") }
        (description, self.parts, fieldNames) = (text, parts, names)
    }

    private static func ranges(_ text: ArraySlice<Character>) -> [ClosedRange<Character>] {
        var ranges: [ClosedRange<Character>] = []
        var rest = text
        while let first = rest.popFirst() {
            if rest.first == "-", let last = rest.dropFirst().first, last >= first {
                ranges.append(first...last)
                rest = rest.dropFirst(2)
            } else {
                ranges.append(first...first)
            }
        }
        return ranges
    }

    /// What the names in braces stand for in a file's path; nil where the pattern does not fit.
    public func fields(of path: String) -> [String: String]? {
        let hasFolder = description.contains("/")
        let name = hasFolder ? path : path.split(separator: "/").last.map(String.init) ?? path
        var fields: [String: String] = [:]
        return FilePattern.match(parts[...], Array(name)[...], &fields) ? fields : nil
    }

    /// Whether a file's path fits.
    public func matches(_ path: String) -> Bool { fields(of: path) != nil }

    private static func match(
        _ parts: ArraySlice<Part>,
        _ text: ArraySlice<Character>,
        _ fields: inout [String: String]
    ) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        switch part {
        case .text(let wanted):
            return text.starts(with: wanted)
                && match(rest, text.dropFirst(wanted.count), &fields)
        case .one:
            return text.first.map { $0 != "/" } == true && match(rest, text.dropFirst(), &fields)
        case .oneOf(let ranges):
            return text.first.map { one in ranges.contains { $0.contains(one) } } == true
                && match(rest, text.dropFirst(), &fields)
        case .anything, .field:
            let longest = text.prefix { $0 != "/" }.count
            let name = if case .field(let name) = part { name } else { String?.none }
            var count = name == nil ? 0 : 1
            while count <= longest {
                if match(rest, text.dropFirst(count), &fields) {
                    if let name { fields[name] = String(text.prefix(count)) }
                    return true
                }
                count += 1
            }
            return false
        }
    }
}

/// A pattern that cannot be read.
public struct FilePatternError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let pattern: String
    /// What is wrong with it.
    public let problem: String
    /// One line: the pattern, what is wrong, and an example.
    public var description: String {
        "the pattern \"\(pattern)\": \(problem); a pattern is such as {label}_{group}_*.wav"
    }
}

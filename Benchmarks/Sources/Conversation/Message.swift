import Foundation

/// What the referee says to a contestant: one JSON object on one line.
package enum Command: Hashable, Sendable {
    /// Who are you?
    case hello
    /// Make ready for this work, and drop what the last one made.
    case prepare(Work)
    /// Do it for about so many seconds.
    case run(variant: String, seconds: Double)
    /// Go home.
    case quit
}

extension Command: Codable {
    private enum Name: String, Codable { case hello, prepare, run, quit }
    private enum CodingKeys: String, CodingKey { case command, work, variant, seconds }

    /// Reads a command.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self =
            switch try container.decode(Name.self, forKey: .command) {
            case .hello: .hello
            case .prepare: .prepare(try container.decode(Work.self, forKey: .work))
            case .run:
                .run(
                    variant: try container.decode(String.self, forKey: .variant),
                    seconds: try container.decode(Double.self, forKey: .seconds)
                )
            case .quit: .quit
            }
    }

    /// Writes a command.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .hello: try container.encode(Name.hello, forKey: .command)
        case .prepare(let work):
            try container.encode(Name.prepare, forKey: .command)
            try container.encode(work, forKey: .work)
        case .run(let variant, let seconds):
            try container.encode(Name.run, forKey: .command)
            try container.encode(variant, forKey: .variant)
            try container.encode(seconds, forKey: .seconds)
        case .quit: try container.encode(Name.quit, forKey: .command)
        }
    }
}

/// The answer to `hello`.
package struct Greeting: Hashable, Sendable, Codable {
    /// What the contestant is called.
    package let name: String
    /// The versions of what it is made of.
    package let versions: [String: String]
    /// What a reader of its figures should know.
    package let notes: String?

    /// A greeting from its parts.
    package init(name: String, versions: [String: String], notes: String? = nil) {
        self.name = name
        self.versions = versions
        self.notes = notes
    }
}

/// The answer to `prepare`: the ways in which the contestant can do the work, none where it cannot.
package struct Variants: Hashable, Sendable, Codable {
    /// Their names.
    package let variants: [String]

    /// The ways by their names.
    package init(_ variants: [String]) { self.variants = variants }
}

/// The answer to `run`: how often the work was done, and how long that took.
package struct Lap: Hashable, Sendable, Codable {
    /// How often.
    package let iterations: Int
    /// How long all of it took.
    package let seconds: Double

    /// A lap from its parts.
    package init(iterations: Int, seconds: Double) {
        self.iterations = iterations
        self.seconds = seconds
    }
}

/// The answer to anything that cannot be done.
package struct Refusal: Error, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Why, in one line.
    package let error: String

    /// The line.
    package var description: String { error }

    /// A refusal in one line.
    package init(_ error: String) { self.error = error }
}

/// One line of the conversation.
package enum Line {
    /// A message as a line, without its end.
    package static func encode(_ message: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(message), as: UTF8.self)
    }

    /// The message of a line.
    package static func decode<Message: Decodable>(
        _ type: Message.Type,
        from line: String
    ) throws -> Message {
        try JSONDecoder().decode(type, from: Data(line.utf8))
    }
}

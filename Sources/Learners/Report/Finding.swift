import NeuralNetworks

/// Something that was seen in files before anything is learned from them.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// How much a person should mind.
    public enum Weight: String, Hashable, Sendable, Codable {
        /// Good to know.
        case note
        /// The result may be worth less than it seems, or something was left out.
        case warning
    }

    /// How much a person should mind.
    public let weight: Weight
    /// One line: what was seen, and what is done about it or how to mend it.
    public let message: String
    /// The files, rows or classes that are meant, all of them.
    public let items: [String]

    private init(_ weight: Weight, _ message: String, _ items: [String]) {
        (self.weight, self.message, self.items) = (weight, message, items)
    }

    /// Something that is good to know.
    public static func note(_ message: String, _ items: [String] = []) -> Finding {
        Finding(.note, message, items)
    }

    /// Something that a person should mind.
    public static func warning(_ message: String, _ items: [String] = []) -> Finding {
        Finding(.warning, message, items)
    }

    /// The message, and the first of what is meant.
    public var description: String {
        let shown = items.prefix(3).joined(separator: "; ")
        let more = items.count > 3 ? "; and \(items.count - 3) more" : ""
        return (weight == .warning ? "warning: " : "") + message
            + (items.isEmpty ? "" : ": \(shown)\(more)")
    }

    /// The finding as programs read it.
    public var json: JSONValue {
        .object([
            "weight": .text(weight.rawValue), "message": .text(message),
            "items": .list(items.map(JSONValue.text)),
        ])
    }
}

extension Finding {
    /// What the numbers of examples in the classes say: how many there are, and whether they differ much.
    ///
    /// - Parameters:
    ///   - counts: The number of examples of each class, by name.
    ///   - noun: What an example is called, in the plural: `pictures`.
    /// - Returns: The counts, and what is to be minded about them.
    public static func classes(
        _ counts: [(name: String, count: Int)],
        of noun: String
    ) -> [Finding] {
        guard let least = counts.min(by: { $0.count < $1.count }),
            let most = counts.max(by: { $0.count < $1.count })
        else { return [] }
        let total = counts.reduce(0) { $0 + $1.count }
        var findings = [
            Finding.note(
                "\(total.grouped) \(noun) of \(counts.count) classes",
                counts.map { "\($0.name) \($0.count.grouped)" }
            )
        ]
        let single = counts.filter { $0.count == 1 }.map(\.name)
        if !single.isEmpty {
            findings.append(
                .warning(
                    "classes with a single example are learned but cannot be judged; give more \(noun)",
                    single
                )
            )
        }
        if most.count >= 4 * least.count, least.count > 0 {
            findings.append(
                .warning(
                    "the classes differ much in size: \(most.name) has \(most.count.grouped) \(noun), "
                        + "\(least.name) \(least.count.grouped); look at the score of each class, not only at the "
                        + "accuracy"
                )
            )
        }
        return findings
    }
}

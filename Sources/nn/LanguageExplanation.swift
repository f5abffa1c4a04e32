import Datasets
import Learners
import NeuralNetworks

/// What a language model expects after a text, and what it looked at or remembers.
struct LanguageExplanation {
    private let preparation: LanguagePreparation
    private let tokens: [Int32]
    private let probabilities: [Double]
    private let attention: [AttentionTrace]
    private let recurrent: [RecurrentTrace]

    /// How many tokens are shown of each.
    private static let shown = (next: 10, attention: 5)

    /// Reads a text as far as the model looks back.
    init(of model: Model, named name: String, text: String) throws {
        do throws(LanguageModelError) {
            preparation = try LanguagePreparation(of: model)
        } catch {
            throw Complaint("\(name): \(error)")
        }
        let all = try preparation.beginning(text)
        let writer = try TokenGenerator(model, prompts: [all])
        probabilities = writer.probabilities[0]
        let window = try SequencePredictor(model).capacity
        tokens = Array(all.suffix(window ?? all.count))
        attention = try model.attention(on: tokens)
        recurrent = try model.gates(on: tokens)
    }

    private func name(_ token: Int32) -> String { preparation.tokenizer.token(at: Int(token)) }

    /// The tokens that are likeliest to come next.
    private var next: [(name: String, probability: Double)] {
        probabilities.indices.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
            .prefix(Self.shown.next).map { (name(Int32($0)), probabilities[$0]) }
    }

    /// Where a head looked to say what comes next.
    private func weights(_ layer: AttentionTrace, _ head: Int) -> [Float] {
        layer.weights[head][tokens.count - 1].floats
    }

    /// For people.
    var text: String {
        var lines = [
            "What comes next after the last of \(tokens.count) tokens, as the model says:", "",
        ]
        let width = next.map(\.name.count).max() ?? 0
        for (name, probability) in next {
            let bar = String(repeating: "█", count: Int((40 * probability).rounded()))
            let space = String(repeating: " ", count: width - name.count)
            lines.append("  \(name)\(space)  \(percent(probability))  \(bar)")
        }
        for layer in attention {
            lines += ["", "\(layer.path), what each head looked at most:", ""]
            for head in 0..<layer.headCount {
                let weights = weights(layer, head)
                let order = weights.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
                let words = order.prefix(Self.shown.attention).map { key in
                    "\(name(tokens[key])) at \(key + 1): \(fixed(Double(weights[key]), 3))"
                }
                lines.append("  head \(head + 1)  " + words.joined(separator: "  "))
            }
        }
        for layer in recurrent where !layer.gates.isEmpty {
            let direction = layer.isBackward ? ", backward" : ""
            lines += [
                "",
                "\(layer.path), layer \(layer.level + 1)\(direction), gates at the last token, mean of \(layer.states.shape[1]) units:",
                "",
            ]
            let words = layer.gates.map { gate in
                "\(gate.kind.rawValue) \(fixed(Double(mean(gate)), 3))"
            }
            lines.append("  " + words.joined(separator: "  "))
        }
        return lines.joined(separator: "\n")
    }

    private func mean(_ gate: RecurrentTrace.Gate) -> Float {
        let values = gate.values[tokens.count - 1].floats
        return values.reduce(0, +) / Float(values.count)
    }

    /// For programs: all weights and gates of the last token.
    var line: JSONLine {
        struct Next: Encodable {
            let token: String
            let probability: Double
        }
        struct Layer: Encodable {
            let path: String
            let heads: [[Float]]
        }
        struct Gates: Encodable {
            let path: String
            let level: Int
            let gates: [String: [Float]]
        }
        let last = tokens.count - 1
        return JSONLine([
            "tokens": tokens.map(name),
            "next": next.map { Next(token: $0.name, probability: $0.probability) },
            "attention": attention.map { layer in
                Layer(
                    path: layer.path,
                    heads: (0..<layer.headCount).map { weights(layer, $0) }
                )
            },
            "recurrent": recurrent.map { layer in
                Gates(
                    path: layer.path,
                    level: layer.level,
                    gates: Dictionary(
                        uniqueKeysWithValues: layer.gates.map {
                            ($0.kind.rawValue, $0.values[last].floats)
                        }
                    )
                )
            },
        ])
    }
}

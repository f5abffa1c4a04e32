import Computation
import NeuralNetworks

extension SourceCode {
    /// The numbers of neurons from layer to layer, such as `784-16-16-10`.
    public var widths: String {
        ([inputCount] + steps.filter { $0.weights != nil }.map(\.units)).map(String.init)
            .joined(separator: "-")
    }

    /// How many weights and biases are in it.
    public var parameterCount: Int {
        steps.reduce(0) { count, step in
            count + (step.weights == nil ? 0 : step.inputs * step.units) + (step.biases?.count ?? 0)
        }
    }

    /// What stands at the top of every file, a line each.
    ///
    /// - Parameters:
    ///   - prefix: What begins a comment to the end of the line.
    ///   - usage: How the function is called in this language, a line each.
    /// - Returns: The lines, each with its end.
    func comment(_ prefix: String, usage: [String]) -> String {
        let lines =
            ["A trained neural network as one function that needs no library.", ""]
            + ["The network: \(widths), \(grouped(parameterCount)) weights and biases."]
            + ["Input:  \(inputText)"] + preparationLines + ["Output: \(outputText)"]
            + (labels.isEmpty ? [] : ["Labels: \(labels)"]) + [""] + usage
            + [
                "Results agree with the original to about six digits: sums are added in another order."
            ]
        return lines.map { SourceCode.commentLine(prefix, $0) }.joined()
    }

    /// What the numbers are called that a step reads, and those that it makes.
    func names(_ index: Int) -> (source: String, target: String) {
        (index == 0 ? "input" : "layer\(index)", "layer\(index + 1)")
    }

    /// What one step does, for the comment above its loop.
    func title(_ index: Int) -> String {
        let step = steps[index]
        let work =
            step.weights == nil
            ? "each of \(step.units) numbers z"
            : "\(step.units) \(step.units == 1 ? "neuron" : "neurons"), each "
                + "z = \(step.biases == nil ? "" : "bias + ")Σ weight × activation"
        let function = step.function == .identity ? "" : ", then \(step.function.formula)"
        return "Layer \(index + 1) (\(step.path)): \(work)\(function)"
    }

    private var inputText: String {
        let count = inputCount == 1 ? "1 number" : "\(grouped(inputCount)) numbers"
        guard inputShape.count > 1 else { return count + "." }
        return "\(count), \(inputShape) row by row; the bytes of pixels divided by 255, so 0…1."
    }

    private var preparationLines: [String] {
        guard !information.preparation.isEmpty else { return [] }
        let words = information.preparation.sorted { $0.key < $1.key }.map { "\($0): \($1)" }
        return ["        Prepared as " + words.joined(separator: "; ")]
    }

    private var outputText: String {
        let count = outputCount
        return switch information.interpretation {
        case .values: count == 1 ? "1 number." : "\(grouped(count)) numbers."
        case .classLogits: "\(grouped(count)) probabilities, which add up to 1."
        case .independentLogits:
            count == 1 ? "1 probability." : "\(grouped(count)) probabilities, each by itself."
        }
    }

    private var labels: String {
        let shown = information.labels.prefix(20).map { String($0.prefix(30)) }
        return shown.joined(separator: ", ")
            + (information.labels.count > shown.count
                ? ", … (\(grouped(information.labels.count)))" : "")
    }

    /// A comment from words that may come from a file, and that must not end the comment.
    ///
    /// What breaks lines or changes the order of reading becomes a space; and since C continues a
    /// comment on the next line after `\` or `??/`, no line ends so.
    static func commentLine(_ prefix: String, _ words: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in (prefix + " " + words).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                line.append(" ")
            default: line.append(scalar)
            }
        }
        while line.last?.properties.isWhitespace == true { line.removeLast() }
        let isDangerous = !words.isEmpty && (line.last == "\\" || line.last == "/")
        return String(line) + (isDangerous ? " ." : "") + "\n"
    }
}

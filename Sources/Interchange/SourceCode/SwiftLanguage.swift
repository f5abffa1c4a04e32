import NeuralNetworks

/// Swift, with the mathematical functions that its Foundation passes on.
public struct SwiftLanguage: SourceLanguage {
    /// The language's name.
    public static let name = "Swift"
    /// How names of its files end.
    public static let fileEnding = "swift"

    /// A file with `func predict(_ input: [Float]) throws -> [Float]`.
    ///
    /// The compiler takes about ten seconds for a hundred thousand weights.
    public func text(of code: SourceCode) -> String {
        let count = code.inputCount
        var text = code.comment(
            "//",
            usage: ["Call it by `try predict(numbers)`: a list of another length is an error."]
        )
        if code.needsMathematics { text += "\nimport Foundation\n" }
        text += """

            public func predict(_ input: [Float]) throws -> [Float] {
                guard input.count == \(count) else { throw WrongCount(count: input.count) }


            """
        text += code.steps.indices.map { SwiftLanguage.loop($0, of: code) }.joined(separator: "\n")
        text += """
                return \(code.names(code.steps.count - 1).target)
            }

            private struct WrongCount: Error, CustomStringConvertible {
                let count: Int
                var description: String { "predict takes \(count) numbers, not \\(count)" }
            }

            """
        text += code.definitions("///", SwiftLanguage.definition)
        return text + SwiftLanguage.weights(of: code)
    }

    private static func loop(_ index: Int, of code: SourceCode) -> String {
        let step = code.steps[index]
        let (source, target) = code.names(index)
        var text = SourceCode.commentLine("    //", code.title(index))
        text += "    var \(target) = [Float](repeating: 0, count: \(step.units))\n"
        text += "    for neuron in 0..<\(step.units) {\n"
        if step.weights == nil {
            text += "        let z = \(source)[neuron]\n"
        } else {
            let layer = "Layer\(index + 1)"
            text += """
                        var z\(step.biases == nil ? ": Float = 0" : " = \(layer).biases[neuron]")
                        for i in 0..<\(step.inputs) { z += \(layer).weights[neuron][i] * \(source)[i] }

                """
        }
        text += "        \(target)[neuron] = \(step.function.text(tanh: "tanh"))\n    }\n"
        return text + (step.function == .softmax ? "    \(target) = softmax(\(target))\n" : "")
    }

    /// Each neuron's weights are a constant of their own: the compiler's time grows faster than the
    /// number of literals in one of them, five times as fast for ten thousand.
    private static func weights(of code: SourceCode) -> String {
        let syntax = LiteralSyntax(writesSubnormalsInHexadecimal: true, indentation: 4)
        var text = ""
        for (index, step) in code.steps.enumerated() {
            guard let weights = step.weights else { continue }
            text += "\nprivate enum Layer\(index + 1) {\n    static let weights: [[Float]] = "
            text += syntax.list(of: weights.indices.map { "neuron\($0)" }) + "\n"
            if let biases = step.biases {
                text += "    static let biases: [Float] = \(syntax.list(biases))\n"
            }
            for (neuron, row) in weights.enumerated() {
                text += "    static let neuron\(neuron): [Float] = \(syntax.list(row))\n"
            }
            text += "}\n"
        }
        return text
    }

    private static func definition(of function: ActivationFunction) -> String? {
        func line(_ value: String) -> String {
            "private func \(function.rawValue)(_ z: Float) -> Float { \(value) }"
        }
        return switch function {
        case .identity, .tanh: nil
        case .sigmoid: line("1 / (1 + exp(-z))")
        case .relu: line("z > 0 ? z : 0")
        case .leakyReLU: line("z > 0 ? z : 0.01 * z")
        case .elu: line("z > 0 ? z : expm1(z)")
        case .gelu: line("0.5 * z * erfc(-z / Float(2).squareRoot())")
        case .silu: line("z / (1 + exp(-z))")
        case .softplus: line("max(z, 0) + log1p(exp(-abs(z)))")
        case .step: line("z >= 0 ? 1 : 0")
        case .softmax:
            """
            private func softmax(_ z: [Float]) -> [Float] {
                // The largest is taken out first, so that no exponential overflows.
                let largest = z.max() ?? 0
                let exponentials = z.map { exp($0 - largest) }
                let sum = exponentials.reduce(0, +)
                return exponentials.map { $0 / sum }
            }
            """
        }
    }
}

extension SourceLanguage where Self == SwiftLanguage {
    /// Swift.
    public static var swift: SwiftLanguage { SwiftLanguage() }
}

import NeuralNetworks

/// Python 3, without NumPy.
public struct PythonLanguage: SourceLanguage {
    /// The language's name.
    public static let name = "Python"
    /// How names of its files end.
    public static let fileEnding = "py"

    /// A file with `def predict(input)`, which takes and returns a list of numbers.
    public func text(of code: SourceCode) -> String {
        let count = code.inputCount
        var text = code.comment(
            "#",
            usage: ["Call it by `predict(numbers)`: a list of another length is a ValueError."]
        )
        if code.needsMathematics { text += "\nimport math\n\n" }
        text += """

            def predict(input):
                if len(input) != \(count):
                    raise ValueError(f"predict takes \(count) numbers, not {len(input)}")


            """
        text += code.steps.indices.map { PythonLanguage.loop($0, of: code) }.joined(separator: "\n")
        text += "    return \(code.names(code.steps.count - 1).target)\n"
        text += code.definitions("#", emptyLines: 2, PythonLanguage.definition)
        return text + PythonLanguage.weights(of: code)
    }

    private static func loop(_ index: Int, of code: SourceCode) -> String {
        let step = code.steps[index]
        let (source, target) = code.names(index)
        var text = SourceCode.commentLine("    #", code.title(index))
        text += "    \(target) = [0.0] * \(step.units)\n"
        text += "    for neuron in range(\(step.units)):\n"
        if step.weights == nil {
            text += "        z = \(source)[neuron]\n"
        } else {
            let number = index + 1
            text += """
                        z = \(step.biases == nil ? "0.0" : "BIASES_\(number)[neuron]")
                        for i in range(\(step.inputs)):
                            z += WEIGHTS_\(number)[neuron][i] * \(source)[i]

                """
        }
        text += "        \(target)[neuron] = \(step.function.text(tanh: "math.tanh"))\n"
        return text + (step.function == .softmax ? "    \(target) = softmax(\(target))\n" : "")
    }

    private static func weights(of code: SourceCode) -> String {
        let syntax = LiteralSyntax(comment: "#")
        var text = "\n"
        for (index, step) in code.steps.enumerated() {
            guard let weights = step.weights else { continue }
            text += "\nWEIGHTS_\(index + 1) = \(syntax.matrix(weights))\n"
            if let biases = step.biases {
                text += "\nBIASES_\(index + 1) = \(syntax.list(biases))\n"
            }
        }
        return text
    }

    /// Python's exponential is an error where it overflows, so σ(z) is written by the tangent.
    private static func definition(of function: ActivationFunction) -> String? {
        func lines(_ value: String) -> String {
            "def \(function.rawValue)(z):\n    return \(value)"
        }
        return switch function {
        case .identity, .tanh: nil
        case .sigmoid: lines("0.5 + 0.5 * math.tanh(0.5 * z)  # so that nothing overflows")
        case .relu: lines("z if z > 0 else 0.0")
        case .leakyReLU: lines("z if z > 0 else 0.01 * z")
        case .elu: lines("z if z > 0 else math.expm1(z)")
        case .gelu: lines("0.5 * z * math.erfc(-z / math.sqrt(2))")
        case .silu: lines("z * (0.5 + 0.5 * math.tanh(0.5 * z))  # so that nothing overflows")
        case .softplus: lines("max(z, 0.0) + math.log1p(math.exp(-abs(z)))")
        case .step: lines("1.0 if z >= 0 else 0.0")
        case .softmax:
            """
            def softmax(z):
                # The largest is taken out first, so that no exponential overflows.
                largest = max(z)
                exponentials = [math.exp(value - largest) for value in z]
                total = sum(exponentials)
                return [value / total for value in exponentials]
            """
        }
    }
}

extension SourceLanguage where Self == PythonLanguage {
    /// Python 3.
    public static var python: PythonLanguage { PythonLanguage() }
}

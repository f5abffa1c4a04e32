import NeuralNetworks

/// JavaScript, as a module for browsers and Node.js.
public struct JavaScriptLanguage: SourceLanguage {
    /// The language's name.
    public static let name = "JavaScript"
    /// How names of its files end.
    public static let fileEnding = "js"

    /// A file with `export function predict(input)`, which takes and returns an array of numbers.
    public func text(of code: SourceCode) -> String {
        let count = code.inputCount
        var text = code.comment(
            "//",
            usage: [
                "Take it in by `import { predict } from \"./this.js\"`; it takes an array or a",
                "Float32Array, and one of another length is a RangeError.",
            ]
        )
        text += """

            export function predict(input) {
              if (input.length !== \(count)) {
                throw new RangeError(`predict takes \(count) numbers, not ${input.length}`);
              }


            """
        text += code.steps.indices.map { JavaScriptLanguage.loop($0, of: code) }
            .joined(separator: "\n")
        text += "  return \(code.names(code.steps.count - 1).target);\n}\n"
        text += code.definitions("//", JavaScriptLanguage.definition)
        return text + JavaScriptLanguage.weights(of: code)
    }

    private static func loop(_ index: Int, of code: SourceCode) -> String {
        let step = code.steps[index]
        let (source, target) = code.names(index)
        var text = SourceCode.commentLine("  //", code.title(index))
        text += "  \(step.function == .softmax ? "let" : "const") \(target) = [];\n"
        text += "  for (let neuron = 0; neuron < \(step.units); neuron++) {\n"
        if step.weights == nil {
            text += "    const z = \(source)[neuron];\n"
        } else {
            let number = index + 1
            text += """
                    let z = \(step.biases == nil ? "0" : "biases\(number)[neuron]");
                    for (let i = 0; i < \(step.inputs); i++) z += weights\(number)[neuron][i] * \(source)[i];

                """
        }
        text += "    \(target)[neuron] = \(step.function.text(tanh: "Math.tanh"));\n  }\n"
        return text + (step.function == .softmax ? "  \(target) = softmax(\(target));\n" : "")
    }

    private static func weights(of code: SourceCode) -> String {
        let syntax = LiteralSyntax()
        var text = ""
        for (index, step) in code.steps.enumerated() {
            guard let weights = step.weights else { continue }
            text += "\nconst weights\(index + 1) = \(syntax.matrix(weights));\n"
            if let biases = step.biases {
                text += "\nconst biases\(index + 1) = \(syntax.list(biases));\n"
            }
        }
        return text
    }

    private static func definition(of function: ActivationFunction) -> String? {
        func lines(_ value: String) -> String {
            "function \(function.rawValue)(z) {\n  return \(value);\n}"
        }
        return switch function {
        case .identity, .tanh: nil
        case .sigmoid: lines("1 / (1 + Math.exp(-z))")
        case .relu: lines("z > 0 ? z : 0")
        case .leakyReLU: lines("z > 0 ? z : 0.01 * z")
        case .elu: lines("z > 0 ? z : Math.expm1(z)")
        case .silu: lines("z / (1 + Math.exp(-z))")
        case .softplus: lines("Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))")
        case .step: lines("z >= 0 ? 1 : 0")
        // JavaScript has no error function; this series converges for every z. Source: Marsaglia,
        // Evaluating the Normal Distribution, 2004.
        case .gelu:
            """
            function gelu(z) {
              if (Math.abs(z) > 8) return z > 0 ? z : 0;
              // Φ(z) by Marsaglia's series (2004): ½ + φ(z) (z + z³/3 + z⁵/(3·5) + …).
              let term = z;
              let sum = z;
              for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
                term *= (z * z) / n;
                sum += term;
              }
              return z * (0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));
            }
            """
        case .softmax:
            """
            function softmax(z) {
              // The largest is taken out first, so that no exponential overflows.
              const largest = z.reduce((a, b) => Math.max(a, b));
              const exponentials = z.map((value) => Math.exp(value - largest));
              const sum = exponentials.reduce((a, b) => a + b);
              return exponentials.map((value) => value / sum);
            }
            """
        }
    }
}

extension SourceLanguage where Self == JavaScriptLanguage {
    /// JavaScript.
    public static var javaScript: JavaScriptLanguage { JavaScriptLanguage() }
}

import NeuralNetworks

/// C of 2011, which needs the mathematical part of its own library and nothing else.
public struct CLanguage: SourceLanguage {
    /// The language's name.
    public static let name = "C"
    /// How names of its files end.
    public static let fileEnding = "c"

    /// A file with `void predict(const float input[…], float output[…])`.
    public func text(of code: SourceCode) -> String {
        let prototype =
            "void predict(const float input[\(code.inputCount)], float output[\(code.outputCount)])"
        var text = code.comment(
            "//",
            usage: [
                "Declare `\(prototype);` where you call it,",
                "and compile: cc -O2 yours.c this.c -lm",
            ]
        )
        if code.needsMathematics { text += "\n#include <math.h>\n" }
        text += CLanguage.declarations(of: code)
        text += code.definitions("//", CLanguage.definition)
        text += "\n" + prototype + " {\n"
        text += code.steps.indices.map { CLanguage.loop($0, of: code) }.joined(separator: "\n")
        return text + "}\n" + CLanguage.weights(of: code)
    }

    /// The names of all weights, so that their values may stand below what is to be read.
    private static func declarations(of code: SourceCode) -> String {
        let lines = code.steps.enumerated().map { index, step in
            guard step.weights != nil else { return "" }
            let weights = "weights\(index + 1)[\(step.units)][\(step.inputs)]"
            let biases = "biases\(index + 1)[\(step.units)]"
            return "static const float \(weights)\(step.biases == nil ? "" : ", \(biases)");\n"
        }.joined()
        return lines.isEmpty
            ? "" : "\n// Weights and biases are written out below the function.\n" + lines
    }

    private static func loop(_ index: Int, of code: SourceCode) -> String {
        let step = code.steps[index]
        let isLast = index == code.steps.count - 1
        let source = code.names(index).source
        let target = isLast ? "output" : code.names(index).target
        var text = SourceCode.commentLine("    //", code.title(index))
        if !isLast { text += "    float \(target)[\(step.units)];\n" }
        text += "    for (int neuron = 0; neuron < \(step.units); neuron++) {\n"
        if step.weights == nil {
            text += "        float z = \(source)[neuron];\n"
        } else {
            text += """
                        float z = \(step.biases == nil ? "0" : "biases\(index + 1)[neuron]");
                        for (int i = 0; i < \(step.inputs); i++) z += weights\(index + 1)[neuron][i] * \(source)[i];

                """
        }
        text += "        \(target)[neuron] = \(step.function.text(tanh: "tanhf"));\n    }\n"
        return text + (step.function == .softmax ? "    softmax(\(target), \(step.units));\n" : "")
    }

    private static func weights(of code: SourceCode) -> String {
        let syntax = LiteralSyntax(open: "{", close: "}", suffix: "f")
        var text = ""
        for (index, step) in code.steps.enumerated() {
            guard let weights = step.weights else { continue }
            let number = index + 1
            text += "\nstatic const float weights\(number)[\(step.units)][\(step.inputs)] = "
            text += syntax.matrix(weights) + ";\n"
            if let biases = step.biases {
                text += "\nstatic const float biases\(number)[\(step.units)] = "
                text += syntax.list(biases) + ";\n"
            }
        }
        return text
    }

    private static func definition(of function: ActivationFunction) -> String? {
        func line(_ value: String) -> String {
            "static float \(function.rawValue)(float z) { return \(value); }"
        }
        return switch function {
        case .identity, .tanh: nil
        case .sigmoid: line("1 / (1 + expf(-z))")
        case .relu: line("z > 0 ? z : 0")
        case .leakyReLU: line("z > 0 ? z : 0.01f * z")
        case .elu: line("z > 0 ? z : expm1f(z)")
        case .gelu: line("0.5f * z * erfcf(-z / sqrtf(2))")
        case .silu: line("z / (1 + expf(-z))")
        case .softplus: line("fmaxf(z, 0) + log1pf(expf(-fabsf(z)))")
        case .step: line("z >= 0 ? 1 : 0")
        case .softmax:
            """
            static void softmax(float z[], int count) {
                // The largest is taken out first, so that no exponential overflows.
                float largest = z[0], sum = 0;
                for (int i = 1; i < count; i++) largest = fmaxf(largest, z[i]);
                for (int i = 0; i < count; i++) z[i] = expf(z[i] - largest);
                for (int i = 0; i < count; i++) sum += z[i];
                for (int i = 0; i < count; i++) z[i] /= sum;
            }
            """
        }
    }
}

extension SourceLanguage where Self == CLanguage {
    /// C of 2011.
    public static var c: CLanguage { CLanguage() }
}

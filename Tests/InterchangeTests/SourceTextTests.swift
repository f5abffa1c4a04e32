import Computation
import Interchange
import NeuralNetworks
import Testing

/// A layer that no language knows.
private struct Doubling: Layer {
    static let name = "Doubling"
    func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol { input + input }
}

@Suite("What stands in source code, and what cannot")
struct SourceTextTests {
    private func error(
        input: Shape = [4],
        _ interpretation: Interpretation = .values,
        @NetworkBuilder _ layers: () -> [any Layer]
    ) throws -> String? {
        let model = try Model(
            Network(layers()),
            input: input,
            information: ModelInformation(interpretation: interpretation)
        )
        do throws(SourceCodeError) {
            _ = try SourceCode(of: model)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("Each file says what it is", arguments: SourceLanguageCatalogue.languages.indices)
    func comment(index: Int) throws {
        let language = SourceLanguageCatalogue.languages[index]
        let model = try Model(
            Network {
                Flatten()
                Dense(16, activation: .relu)
                Dense(16, activation: .relu)
                Dense(10)
            },
            input: [28, 28],
            information: ModelInformation(
                interpretation: .classLogits,
                labels: (0..<10).map(String.init),
                preparation: ["form": "centred"]
            )
        )
        let lines = language.text(of: try SourceCode(of: model)).split(separator: "\n")
        for text in [
            "The network: 784-16-16-10, 13,002 weights and biases.",
            "Input:  784 numbers, [28, 28] row by row; the bytes of pixels divided by 255, so 0…1.",
            "Prepared as form: centred", "Output: 10 probabilities, which add up to 1.",
            "Labels: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
        ] {
            #expect(lines.contains { $0.hasSuffix(text) }, "\(text)")
        }
        #expect(!lines.contains { $0.count > 110 })
    }

    @Test(
        "Words from a file stay in their comment",
        arguments: ["\n", "\r\n", "\u{2028}", "\u{202E}", "\u{0}"]
    )
    func injection(separator: String) throws {
        let label = "a\(separator)int evil;"
        let model = try Model(
            Network { Dense(1).named(label) },
            input: [1],
            information: ModelInformation(labels: [label, "b\\"], preparation: [label: "what??/"])
        )
        let code = try SourceCode(of: model)
        for language in SourceLanguageCatalogue.languages {
            let text = language.text(of: code)
            let evil = text.split(whereSeparator: \.isNewline).filter { $0.contains("evil") }
            #expect(evil.count == 3)
            let marks = ["//", "#"]
            let isComment = evil.allSatisfy { line in
                marks.contains { line.drop { $0 == " " }.hasPrefix($0) }
            }
            #expect(isComment, "\(evil)")
            // Either would make the next line of C a part of the comment.
            let ends = text.split(separator: "\n").filter {
                $0.hasSuffix("\\") || $0.hasSuffix("??/")
            }
            #expect(ends.isEmpty)
            #expect(
                separator == "\n"
                    || !text.unicodeScalars.contains(separator.unicodeScalars.first ?? "\n")
            )
        }
    }

    @Test("A layer that cannot be written is named")
    func layers() throws {
        let unknown = try error {
            Dense(4)
            Network { Doubling() }.named("inner")
        }
        #expect(
            unknown
                == "inner.layers.0 Doubling(): this kind of layer cannot be written as source code; "
                + "Activation, Dense, Dropout, Flatten, Named, Network can be"
        )
        let matrix = try error(input: [2, 3]) { Dense(4) }
        #expect(
            matrix
                == "layers.0 Dense(4): works on the shape [2, 3], and source code is written for one "
                + "list of numbers; put Flatten() before it"
        )
        let softmax = try error(input: [2, 3]) { Activation(.softmax) }
        #expect(
            softmax?.hasPrefix("layers.0 Activation(.softmax): works on the shape [2, 3]") == true
        )
        let outputs = try error(input: [2, 3], .classLogits) { Activation(.relu) }
        #expect(outputs?.hasPrefix("the outputs softmax: works on the shape [2, 3]") == true)
        let fine = try error(input: [2, 3], .independentLogits) { Activation(.relu) }
        #expect(fine == nil)
    }

    @Test("Weights that are no numbers are refused")
    func notFinite() throws {
        let model = try Model(Network { Dense(2) }, input: [2])
        try model.setParameter("layers.0.weight", to: Tensor([1, 2, .nan, 4], shape: [2, 2]))
        #expect(throws: SourceCodeError.notFinite(name: "layers.0.weight", index: 2)) {
            try SourceCode(of: model)
        }
    }

    @Test("A file's name says its format")
    func formats() throws {
        let endings = ["safetensors", "swift", "c", "py", "js"]
        #expect(ModelFormat.all.map { $0.fileEnding } == endings)
        for ending in endings {
            let format = try ModelFormat(forFile: "some.where/digits.\(ending)")
            #expect(format.fileEnding == ending)
        }
        let language = SourceLanguageCatalogue.language(fileEnding: "py")
        #expect(language is PythonLanguage)
        for path in ["digits.rs", "digits", "c", "folder.c/digits", ""] {
            #expect(throws: ModelFormatError(path: path)) { try ModelFormat(forFile: path) }
        }
    }
}

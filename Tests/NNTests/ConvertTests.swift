import Foundation
import Interchange
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn convert")
struct ConvertTests {
    private func withModel(_ body: (String, Model) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let network = Network {
                Dense(4, activation: .relu)
                Dense(2)
            }
            let model = try Model(network, input: [3], seed: 3)
            try model.save(to: folder + "/model.safetensors")
            try await body(folder, model)
        }
    }

    @Test("The file holds the model in the language of its ending")
    func languages() async throws {
        try await withModel { folder, model in
            for language in SourceLanguageCatalogue.languages {
                let name = "small." + type(of: language).fileEnding
                let child = try await Command.run("convert", "model.safetensors", name, in: folder)
                #expect(child.status == 0 && child.errors.isEmpty)
                #expect(
                    child.output == "\(name) written in \(type(of: language).name): 3 numbers in, "
                        + "2 out, 26 weights and biases\n"
                )
                let expected = language.text(of: try SourceCode(of: model))
                let found = try Fixture.read(name, in: folder)
                #expect(found == Array(expected.utf8))
            }
        }
    }

    @Test("A model file is written anew; --json prints one object")
    func safetensors() async throws {
        try await withModel { folder, _ in
            let arguments = ["convert", "model.safetensors", "copy.safetensors", "--json"]
            let child = try await Command.run(arguments, in: folder)
            #expect(child.status == 0 && child.errors.isEmpty)
            let objects = try child.objects()
            #expect(
                objects == [
                    [
                        "model": .text("model.safetensors"), "output": .text("copy.safetensors"),
                        "format": .text("safetensors"), "inputs": .number(3), "outputs": .number(2),
                        "parameters": .number(26),
                    ]
                ]
            )
            let (old, new) = try (
                Fixture.read("model.safetensors", in: folder),
                Fixture.read("copy.safetensors", in: folder)
            )
            #expect(old == new)
        }
    }

    @Test("A mistake is one line, and nothing is written")
    func mistakes() async throws {
        try await withModel { folder, _ in
            try Model(Network { Dense(2) }, input: [2, 3]).save(to: folder + "/matrix.safetensors")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link.safetensors",
                withDestinationPath: "model.safetensors"
            )
            let same = "this is the model that is read; choose another name"
            let mistakes = [
                Mistake(
                    "convert model.safetensors model.rs",
                    "model.rs: the name must end in .safetensors, .swift, .c, .py, .js, which says "
                        + "in what form the model is written"
                ),
                Mistake(
                    "convert model.safetensors model.safetensors",
                    "model.safetensors: \(same)"
                ),
                Mistake(
                    "convert model.safetensors ./model.safetensors",
                    "./model.safetensors: \(same)"
                ),
                Mistake("convert link.safetensors model.safetensors", "model.safetensors: \(same)"),
                Mistake(
                    "convert none.safetensors model.c",
                    "none.safetensors: there is no such file; check the name and the folder"
                ),
                Mistake(
                    "convert model.safetensors none/model.c",
                    "none/model.c: there is no folder none; create it or choose another"
                ),
                Mistake(
                    "convert matrix.safetensors matrix.c",
                    "layers.0 Dense(2): works on the shape [2, 3], and source code is written for "
                        + "one list of numbers; put Flatten() before it"
                ),
            ]
            for mistake in mistakes {
                let child = try await Command.run(mistake.arguments, in: folder)
                #expect(child.status == 1 && child.output.isEmpty, "\(mistake)")
                #expect(child.errors == "Error: \(mistake.message)\n")
            }
            let files = try Fixture.files(in: folder)
            #expect(files == ["link.safetensors", "matrix.safetensors", "model.safetensors"])
        }
    }
}

import Datasets
import Foundation
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Recordings of classes")
struct SoundTaskTests {
    @Test("Tones are told apart, by speakers who were never heard too; long recordings over time")
    func learn() async throws {
        try await withTemporaryFolder { folder in
            try MadeFiles.tones(72, in: folder + "/tones")
            var options = SoundTask.Options()
            options.splitting.label = "{label}_*.wav"
            options.splitting.group = "*_{group}_*.wav"
            options.splitting.test = "*_g1_*"
            options.splitting.validation = 0
            var task = try SoundTask(folder: folder + "/tones", options)
            task.settings.epochs = 10
            let words = task.findings.map(\.description).joined(separator: "\n")
            #expect(
                words.contains("3 groups, each on one side of every split: g0; g1; g2"),
                "\(words)"
            )
            let outcome = try await task.learn()
            #expect(outcome.report.metrics[0].value > 0.9 && outcome.report.metrics[0].count == 24)
            #expect(outcome.report.text.contains("g1, of whom nothing was learned"))

            let path = folder + "/tones.safetensors"
            try outcome.model.save(to: path)
            let model = try #require(
                try RawModelCatalogue.open(Model(contentsOf: path)) as? SoundModel
            )
            let file = folder + "/tones/low_g1_3.wav"
            #expect(try model.predict(file)[0].json["label"] == .text("low"))
            #expect(try model.evaluate(folder + "/tones").metrics[0].count == 72)
            #expect(try model.heatMap(of: file).channels == 3)
            // First a low tone for a second, then a high one.
            let long = (0..<16_000).map { index in
                Float(sin(2 * Double.pi * (index < 8000 ? 300 : 2200) * Double(index) / 8000))
            }
            let parts = try model.parts(of: Sound(long, rate: 8000))
            #expect(parts.count > 8)
            #expect(parts.first?.answer.ranking[0].name == "low")
            #expect(parts.last?.answer.ranking[0].name == "high")
            #expect(parts.last?.end == 2)
        }
    }

    @Test("A preparation that makes no sense is refused")
    func damaged() throws {
        let form = SoundForm(spectrogram: MelSpectrogram(rate: 8000), frames: 20)
        let network = Network {
            Flatten()
            Dense(2)
        }
        var model = try Model(
            network,
            input: form.shape,
            information: ModelInformation(
                "sounds",
                preparation: SoundPreparation(form: form),
                interpretation: .classLogits
            )
        )
        _ = try SoundModel(model)
        var information = model.information
        information.preparation["preparation"] = information.preparation["preparation"]?
            .replacing("\"hop\":80", with: "\"hop\":0")
        model = try Model(network, input: form.shape, information: information)
        #expect(throws: RawModelError.self) { try SoundModel(model) }
        #expect(throws: RawModelError.self) { try ImageModel(model) }
    }
}

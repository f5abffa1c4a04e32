import Foundation
import MediaFiles
import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Faces")
struct FaceTaskTests {
    @Test("People are known, strangers are not, until they are enrolled")
    func learn() async throws {
        try await withTemporaryFolder { folder in
            try MadeFiles.faces(people: 14, each: 6, in: folder + "/all")
            let stranger = folder + "/p13"
            try FileManager.default.moveItem(atPath: folder + "/all/p13", toPath: stranger)
            var settings = ImageSettings()
            settings.splitting.validation = 0.2
            var task = try FaceTask(folder: folder + "/all", settings)
            task.settings.epochs = 20
            #expect(task.findings.contains { $0.message.contains("leaves out 3 people") })
            let outcome = try await task.learn()
            let report = outcome.report
            #expect(
                report.metrics.map(\.name).prefix(3) == [
                    "accuracy", "known_and_named_right", "equal_error_rate",
                ]
            )
            #expect(report.metrics[0].value > 0.9, "\(report.text)")
            #expect(report.metrics[2].value < 0.1, "\(report.text)")

            let model = try FaceModel(outcome.model)
            #expect(model.preparation.people.count == 13)
            let same = try model.compare(folder + "/all/p2/0.png", folder + "/all/p2/1.png")
            let other = try model.compare(folder + "/all/p2/0.png", folder + "/all/p3/1.png")
            #expect(same.isSame && same.probability > 0.5 && same.likeness > other.likeness)
            #expect(other.probability < 0.5)
            let enrolled = try model.enrolling(
                "new",
                ["0", "1", "2"].map { "\(stranger)/\($0).png" }
            )
            let answer = try enrolled.predict(stranger + "/5.png")[0]
            #expect(answer.json["nearest"] == .text("new"))
            let path = folder + "/faces.safetensors"
            try enrolled.model.save(to: path)
            let opened = try FaceModel(Model(contentsOf: path))
            #expect(opened.preparation.people.last?.pictures == 3)
            #expect(throws: FaceModelError.nobody) { try model.enrolling("x", []) }
        }
    }

    @Test("Folds judge by people who are never learned from, side by side")
    func folds() async throws {
        try await withTemporaryFolder { folder in
            try MadeFiles.faces(people: 8, each: 4, in: folder)
            var settings = ImageSettings()
            settings.splitting.folds = 4
            settings.splitting.validation = 0
            var task = try FaceTask(folder: folder, settings)
            task.settings.epochs = 1
            #expect(task.splits.map(\.test) == (0..<4).map { Array($0 * 8..<($0 + 1) * 8) })
            #expect(task.splits.allSatisfy { Set($0.test).isDisjoint(with: $0.training) })
            let report = try await task.learn().report
            #expect(report.metrics[0].name == "equal_error_rate")
            #expect(report.metrics[0].baselines.count == 2)
        }
    }

    @Test("People who are kept for the test alone are judged as strangers in pairs")
    func unseen() throws {
        try withTemporaryFolder { folder in
            try MadeFiles.faces(people: 6, each: 4, in: folder)
            var settings = ImageSettings()
            settings.splitting.validation = 0
            settings.splitting.test = "p[0-1]/*"
            #expect(try FaceTask(folder: folder, settings).splits.map(\.areUnseen) == [true])
            settings.splitting.test = "*/[0-1].png"
            #expect(try FaceTask(folder: folder, settings).splits.map(\.areUnseen) == [false])
        }
    }

    @Test("The equal error rate is where both kinds of mistakes are as frequent")
    func equalErrors() {
        let apart = EqualErrorRate(same: [0.7, 0.9], different: [0.1, 0.3])
        #expect(apart.value == 0 && apart.threshold > 0.3 && apart.threshold < 0.7)
        let mixed = EqualErrorRate(same: [0.2, 0.6, 0.8, 0.9], different: [0.1, 0.3, 0.4, 0.7])
        #expect(mixed.value == 0.25)
        #expect(EqualErrorRate(same: [], different: [0.1]).value == 0.5)
        let threshold = LikenessThreshold(same: [0.7, 0.8, 0.9], different: [0.1, 0.2, 0.3])
        #expect(threshold.probability(0.9) > 0.9 && threshold.probability(0.1) < 0.1)
        #expect(abs(threshold.probability(threshold.value) - 0.5) < 1e-6)
    }
}

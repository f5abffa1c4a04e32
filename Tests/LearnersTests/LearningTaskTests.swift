import Learners
import NeuralNetworks
import Synchronization
import Testing

@Suite("A task is learned")
struct LearningTaskTests {
    /// Whether the sum of two numbers is positive.
    private struct Sums: LearningTask {
        var title: String { "Sums" }
        var findings: [Finding] { [.note("forty pairs")] }
        var lessonCount = 1
        var epochs = 30

        func lesson(_ index: Int) throws -> Lesson {
            let pairs: [[Float]] = (0..<40).map { [Float($0 % 8) - 3.5, Float($0 / 8) - 2] }
            let all = try Examples(
                inputs: Tensor(pairs.flatMap { $0 }, shape: [40, 2]),
                targets: Tensor(pairs.map { Int32($0[0] + $0[1] > 0 ? 1 : 0) }),
                classNames: ["no", "yes"]
            )
            let settings = LearningSettings(
                optimizer: .adam(learningRate: 0.1),
                epochs: epochs,
                batchSize: 8
            )
            return try Lesson(
                try Model(Network { Dense(2) }, input: [2], seed: 1),
                loss: .softmaxCrossEntropy,
                training: all,
                validation: all,
                settings: settings
            ) { model in
                let answers = try model.classify(all.inputs).map(\.answer)
                let matrix = ConfusionMatrix(
                    answers: answers,
                    labels: all.labels ?? [],
                    classNames: all.classNames
                )
                return Report("Sums", metrics: [.share("accuracy", matrix.correct, of: 40)])
            }
        }
    }

    @Test("Once: what happens is told in its order, and the report has findings and curves")
    func once() async throws {
        let told = Mutex<[String]>([])
        let outcome = try await Sums().learn { event in
            told.withLock { told in
                switch event {
                case .began: told.append("began")
                case .progress: break
                case .epoch(_, let epoch): told.append("\(epoch.number)")
                case .ended: told.append("ended")
                }
            }
        }
        #expect(told.withLock { $0 } == ["began"] + (1...30).map(String.init) + ["ended"])
        #expect(outcome.report.metrics[0].value > 0.9 && outcome.reports.count == 1)
        #expect(outcome.report.findings.count == 1)
        #expect(outcome.report.html.contains("How it learned"))
    }

    @Test("Several times: one report on all")
    func folds() async throws {
        let outcome = try await Sums(lessonCount: 3).learn()
        #expect(outcome.reports.count == 3 && outcome.report.metrics[0].count == 120)
        #expect(outcome.report.text.contains("Each fold"))
    }

    @Test(
        "Settings that make no sense are told before anything is learned, and no task is an error"
    )
    func errors() async throws {
        await #expect(throws: TrainingError.self) { try await Sums(epochs: 0).learn() }
        await #expect { try await Sums(lessonCount: 0).learn() } throws: { error in
            "\(error)".contains("nothing to learn")
        }
    }

    @Test("A preparation comes back out of a model file, and another kind is refused")
    func preparation() throws {
        struct Scale: Codable, Equatable { var means: [Float] }
        let information = try ModelInformation(
            "scales",
            preparation: Scale(means: [0.1, 2]),
            interpretation: .values
        )
        #expect(try information.preparation(Scale.self, of: "scales") == Scale(means: [0.1, 2]))
        #expect(throws: RawModelError.kind("scales", expected: "images")) {
            try information.preparation(Scale.self, of: "images")
        }
        var damaged = information
        damaged.preparation["preparation"] = #"{"means":"no"}"#
        #expect { try damaged.preparation(Scale.self, of: "scales") } throws: { error in
            let line = "\(error)"
            return line.contains("train the model anew") && !line.contains("\n")
        }
    }
}

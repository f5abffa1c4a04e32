import Computation
import Dispatch
import NeuralNetworks
import RegexBuilder
import Testing

@Suite("A training that is going on")
struct TrainingRunTests {
    private let examples: Examples
    private let model: Model

    init() throws {
        examples = try Lesson.line(32)
        model = try Model(Network { Dense(1) }, input: [2], seed: 1)
    }

    /// Four steps an epoch, unless told otherwise.
    private func run(_ schedule: any Schedule, epochs: Int, batchSize: Int = 8) -> TrainingRun {
        Trainer(
            anyLoss: MeanSquaredError(),
            anyOptimizer: SGD(learningRate: 0.01),
            anySchedule: schedule
        ).train(model, on: examples, epochs: epochs, batchSize: batchSize)
    }

    /// Returns when the training's thread has ended.
    private func end(of run: TrainingRun) async {
        for await _ in run.progress {}
    }

    @Test("No epoch is lost, however late they are asked for")
    func noneLost() async throws {
        let run = run(Constant(), epochs: 100)
        await end(of: run)
        var numbers: [Int] = []
        for try await epoch in run {
            numbers.append(epoch.number)
            #expect(epoch.total == 100)
            #expect(epoch.training.count == 32)
        }
        #expect(numbers == Array(1...100))
    }

    @Test("Leaving the loop stops the training, also while the run is still held")
    func leaving() async throws {
        let gate = Gate(before: [6])
        let run = run(gate, epochs: 50)
        for try await epoch in run {
            #expect(epoch.number == 1)
            await gate.wait()
            break
        }
        gate.open()
        await end(of: run)
        // The step that had begun was finished, and none was begun after it.
        #expect(gate.lastStep == 6)
    }

    @Test("Letting go of a run stops it")
    func lettingGo() async throws {
        let gate = Gate(before: [0])
        let progress = run(gate, epochs: 50).progress
        await gate.wait()
        gate.open()
        for await _ in progress {}
        #expect(gate.lastStep == 0)
    }

    @Test("Cancelling the task that waits stops the training")
    func cancelling() async throws {
        let gate = Gate(before: [6])
        let run = run(gate, epochs: 50)
        let task = Task {
            var count = 0
            for try await _ in run { count += 1 }
            return count
        }
        await gate.wait()
        task.cancel()
        #expect(try await task.value <= 1)
        gate.open()
        await end(of: run)
        #expect(gate.lastStep == 6)
    }

    @Test("A training that was left has published its weights")
    func leftWeights() async throws {
        let gate = Gate(before: [6])
        let run = run(gate, epochs: 50)
        for try await _ in run {
            await gate.wait()
            break
        }
        let before = try #require(model[parameter: "layers.0.weight"])
        gate.open()
        await end(of: run)
        #expect(model[parameter: "layers.0.weight"] != before)
    }

    @Test("Progress is sampled, and only the newest is kept")
    func progress() async throws {
        /// Makes each step take some milliseconds, and an epoch longer than progress waits.
        struct Slow: Schedule {
            static let name = "slow"
            func factor(step: Int, of total: Int) -> Double {
                _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(3))
                return 1
            }
        }
        var moments: [TrainingProgress] = []
        let read = run(Slow(), epochs: 3, batchSize: 1)
        for await progress in read.progress { moments.append(progress) }
        for try await _ in read {}
        #expect(!moments.isEmpty)
        for (earlier, later) in zip(moments, moments.dropFirst()) {
            #expect(later.seconds - earlier.seconds >= 1 / 30 - 1e-6)
            #expect(later.fraction > earlier.fraction)
        }
        for moment in moments {
            #expect((0...1).contains(moment.fraction))
            #expect((1...3).contains(moment.epoch) && moment.epochs == 3)
            #expect((1...32).contains(moment.examples) && moment.examplesPerEpoch == 32)
            #expect(moment.loss.isFinite && moment.accuracy == nil)
        }

        let unread = run(Slow(), epochs: 3, batchSize: 1)
        for try await _ in unread {}
        var kept = 0
        for await _ in unread.progress { kept += 1 }
        #expect(kept <= 1)
    }

    @Test("An epoch prints as one line")
    func description() async throws {
        let examples = try Lesson.clusters(32)
        let classifier = try Model(Network { Dense(3) }, input: [3], seed: 1)
        let epochs = try await Trainer(loss: .softmaxCrossEntropy, optimizer: SGD())
            .learn(classifier, on: examples, validation: examples, epochs: 2)
        let number = #/[0-9]+\.[0-9]{4}/#
        let share = #/[0-9]+\.[0-9]{2} %/#
        let line = Regex {
            "epoch 2/2  loss "
            number
            " accuracy "
            share
            "  validation "
            number
            " "
            share
            "  "
            #/[0-9,]+k?/#
            "/s"
        }
        #expect(epochs[1].description.wholeMatch(of: line) != nil, "\(epochs[1])")
    }

    @Test("Numbers are written with a fixed count of decimals")
    func decimals() {
        #expect(fixed(0.51236, 4) == "0.5124")
        #expect(fixed(-2.5, 2) == "-2.50")
        #expect(fixed(-0.001, 2) == "0.00")
        #expect(fixed(99.999, 2) == "100.00")
        #expect(fixed(12.5, 0) == "13")
        #expect(fixed(.nan, 2) == "nan")
        #expect(fixed(1e30, 2) == "1e+30")
    }
}

import Foundation
import NeuralNetworks
import Testing

/// A schedule, and the formula of its definition.
struct ScheduleCase: Sendable, CustomTestStringConvertible {
    let schedule: any Schedule
    let formula: @Sendable (_ step: Double, _ total: Double) -> Double
    var testDescription: String { "\(schedule)" }

    static let all = [
        ScheduleCase(schedule: Constant()) { _, _ in 1 },
        ScheduleCase(schedule: ReduceOnPlateau()) { _, _ in 1 },
        ScheduleCase(schedule: Cosine()) { step, total in
            wave(from: 1, to: 0, at: step / total)
        },
        ScheduleCase(schedule: Cosine(warmUp: 0.2)) { step, total in
            let warm = 0.2 * total
            guard step >= warm else { return min((step + 1) / warm, 1) }
            return wave(from: 1, to: 0, at: (step - warm) / (total - warm))
        },
        oneCycle(OneCycle(), rise: 0.3), oneCycle(OneCycle(rise: 0.5), rise: 0.5),
        ScheduleCase(schedule: StepDecay(drops: 4, factor: 0.3)) { step, total in
            pow(0.3, (5 * step / total).rounded(.down))
        },
        ScheduleCase(schedule: Exponential()) { step, total in pow(0.01, step / total) },
        ScheduleCase(schedule: Exponential(end: 0.7)) { step, total in pow(0.7, step / total) },
        ScheduleCase(schedule: CosineRestarts(cycles: 4, growth: 1)) { step, total in
            let share = 4 * step / total
            return wave(from: 1, to: 0, at: share - share.rounded(.down))
        },
        // Cycles of one, two and four sevenths.
        ScheduleCase(schedule: CosineRestarts()) { step, total in
            let share = 7 * step / total
            let (start, length): (Double, Double) =
                share < 1 ? (0, 1) : share < 3 ? (1, 2) : (3, 4)
            return wave(from: 1, to: 0, at: (share - start) / length)
        },
        ScheduleCase(schedule: WarmUp(steps: 4, then: Cosine())) { step, total in
            step < 4 ? (step + 1) / 4 : wave(from: 1, to: 0, at: (step - 4) / (total - 4))
        },
        ScheduleCase(
            schedule: Piecewise(
                [.init(steps: 3, factor: 0.5), .init(steps: 2, schedule: Exponential(end: 0.25))],
                then: Cosine()
            )
        ) { step, total in
            step < 3
                ? 0.5
                : step < 5
                    ? pow(0.25, (step - 3) / 2)
                    : wave(from: 1, to: 0, at: (step - 5) / (total - 5))
        },
    ]

    /// Half a wave of the cosine: flat at both ends.
    private static func wave(from start: Double, to end: Double, at share: Double) -> Double {
        end + (start - end) * (1 + cos(Double.pi * share)) / 2
    }

    /// From 1/25 to 1 at the share `rise`, then to 1/25/10,000 at the last step, along cosines.
    private static func oneCycle(_ schedule: OneCycle, rise: Double) -> ScheduleCase {
        ScheduleCase(schedule: schedule) { step, total in
            let top = rise * total - 1
            guard step > top else { return wave(from: 1 / 25, to: 1, at: step / top) }
            return wave(from: 1, to: 1 / 25 / 10_000, at: (step - top) / (total - 1 - top))
        }
    }
}

@Suite("Schedules")
struct ScheduleTests {
    @Test("Every schedule of the catalogue has a case")
    func complete() {
        let tested = Set(ScheduleCase.all.map { type(of: $0.schedule).name })
        // Those that are made of others are not in the catalogue.
        let known = Set(ScheduleCatalogue.schedules.map { type(of: $0).name })
        #expect(known.union(["warm-up", "piecewise"]) == tested)
    }

    @Test("A schedule is its formula", arguments: ScheduleCase.all, [10, 100, 1001])
    func formula(_ schedule: ScheduleCase, total: Int) {
        for step in 0..<total {
            let factor = schedule.schedule.factor(step: step, of: total)
            let expected = schedule.formula(Double(step), Double(total))
            #expect(abs(factor - expected) < 1e-12, "step \(step)")
        }
    }

    @Test("However short the training, factors are numbers from 0 to 1", arguments: [1, 2, 3, 4])
    func short(total: Int) {
        for schedule in ScheduleCatalogue.schedules + ScheduleCase.all.map(\.schedule) {
            for step in 0..<total {
                let factor = schedule.factor(step: step, of: total)
                #expect((0...1).contains(factor), "\(schedule), step \(step)")
            }
        }
    }

    @Test("Training takes the learning rate of its step", arguments: ScheduleCatalogue.schedules)
    func used(_ schedule: any Schedule) async throws {
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let trainer = Trainer(
            anyLoss: MeanSquaredError(),
            anyOptimizer: SGD(learningRate: 0.01),
            anySchedule: schedule
        )
        // 20 examples in batches of 8: three steps an epoch.
        let epochs = try await trainer.learn(
            model,
            on: try Lesson.line(20),
            validation: try Lesson.line(20),
            epochs: 4,
            batchSize: 8
        )
        let expected = [2, 5, 8, 11].map { 0.01 * schedule.factor(step: $0, of: 12) }
        #expect(epochs.map(\.learningRate) == expected)
    }

    @Test("With a factor of zero, nothing moves")
    func zero() async throws {
        struct Nothing: Schedule {
            static let name = "nothing"
            func factor(step: Int, of total: Int) -> Double { 0 }
        }
        let model = try Model(Network { Dense(1) }, input: [2], seed: 1)
        let before = try #require(model[parameter: "layers.0.weight"]).bits
        try await Trainer(
            loss: .meanSquaredError,
            optimizer: .adam(learningRate: 1),
            schedule: Nothing()
        ).learn(model, on: try Lesson.line(20), epochs: 2)
        #expect(try #require(model[parameter: "layers.0.weight"]).bits == before)
    }
}

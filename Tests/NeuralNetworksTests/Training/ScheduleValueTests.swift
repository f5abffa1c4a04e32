import Computation
import NeuralNetworks
import TestSupport
import Testing

/// A schedule and its factors, worked out by hand.
struct ScheduleValues: Sendable, CustomTestStringConvertible {
    let schedule: any Schedule
    let factors: [Double]
    var testDescription: String { "\(schedule) over \(factors.count) steps" }

    /// Half way down a cosine wave by a quarter and by three quarters: (1 ± √½) / 2.
    private static let (high, low) = ((1 + 0.5.squareRoot()) / 2, (1 - 0.5.squareRoot()) / 2)

    static let all = [
        ScheduleValues(StepDecay(drops: 2, factor: 0.5), [1, 1, 0.5, 0.5, 0.25, 0.25]),
        // Drops at 5/3 and 10/3 steps come with the steps 2 and 4.
        ScheduleValues(StepDecay(drops: 2, factor: 0.5), [1, 1, 0.5, 0.5, 0.25]),
        ScheduleValues(StepDecay(drops: 0), [1, 1, 1]),
        ScheduleValues(StepDecay(drops: 9, factor: 0), [1, 0]),
        ScheduleValues(Exponential(end: 1 / 16.0), [1, 0.5, 0.25, 0.125]),
        ScheduleValues(Exponential(end: 0), [1, 0, 0]),
        ScheduleValues(
            CosineRestarts(cycles: 2, growth: 1),
            [1, high, 0.5, low, 1, high, 0.5, low]
        ),
        ScheduleValues(CosineRestarts(cycles: 2, growth: 2), [1, 0.5, 1, high, 0.5, low]),
        ScheduleValues(CosineRestarts(cycles: 1, growth: 5), [1, high, 0.5, low]),
        ScheduleValues(WarmUp(steps: 2, then: Exponential(end: 0.25)), [0.5, 1, 1, 0.5]),
        ScheduleValues(WarmUp(steps: 0), [1, 1]),
        // A training that ends before the rate has risen.
        ScheduleValues(WarmUp(steps: 4), [0.25, 0.5]),
        ScheduleValues(
            Piecewise([.init(steps: 1, factor: 0.5), .init(steps: 0), .init(steps: 2)]),
            [0.5, 1, 1, 1]
        ),
        ScheduleValues(
            WarmUp(steps: 1, then: Piecewise([.init(steps: 2, factor: 0.5)], then: StepDecay())),
            [0.5, 0.5, 0.5, 1, 0.1, 0.01]
        ),
    ]

    init(_ schedule: any Schedule, _ factors: [Double]) {
        self.schedule = schedule
        self.factors = factors
    }
}

@Suite("Schedules, step by step")
struct ScheduleValueTests {
    @Test("Factors are those worked out by hand", arguments: ScheduleValues.all)
    func values(_ values: ScheduleValues) {
        for (step, factor) in values.factors.enumerated() {
            let found = values.schedule.factor(step: step, of: values.factors.count)
            #expect(abs(found - factor) < 1e-12, "step \(step)")
        }
    }

    @Test("What only falls never rises", arguments: [3, 100, 1001])
    func falling(total: Int) {
        let falling: [any Schedule] = [
            StepDecay(), StepDecay(drops: 40, factor: 0.9), Exponential(), Cosine(),
            CosineRestarts(cycles: 1),
        ]
        for schedule in falling {
            let factors = (0..<total).map { schedule.factor(step: $0, of: total) }
            let falls = zip(factors, factors.dropFirst()).allSatisfy { $0 >= $1 }
            #expect(falls && factors[0] == 1, "\(schedule)")
        }
    }

    @Test("A cycle begins at 1 exactly, where whole steps begin it", arguments: [1, 2, 3, 7])
    func restarts(growth: Int) {
        let length = 1 + growth + growth * growth
        let schedule = CosineRestarts(cycles: 3, growth: growth)
        let factors = (0..<length * 5).map { schedule.factor(step: $0, of: length * 5) }
        #expect(factors.indices.filter { factors[$0] == 1 } == [0, 5, 5 + 5 * growth])
    }

    @Test("Equal schedules are equal, others are not")
    func equality() {
        let warm = WarmUp(steps: 3, then: Cosine())
        #expect(warm == WarmUp(steps: 3, then: Cosine()))
        #expect(Set([warm, WarmUp(steps: 3, then: Cosine())]).count == 1)
        #expect(warm != WarmUp(steps: 4, then: Cosine()))
        #expect(warm != WarmUp(steps: 3, then: OneCycle()))
        let pieces = Piecewise([.init(steps: 2)], then: warm)
        #expect(pieces == Piecewise([.init(steps: 2)], then: warm))
        #expect(pieces != Piecewise([.init(steps: 2, factor: 0.5)], then: warm))
        #expect(pieces != Piecewise([.init(steps: 2, schedule: Cosine())], then: warm))
    }

    @Test("Schedules read like what they do")
    func reading() {
        let trainer = Trainer(
            loss: .softmaxCrossEntropy(labelSmoothing: 0.1),
            optimizer: .lion(learningRate: 0.001),
            schedule: .warmUp(steps: 10, then: .cosineRestarts(cycles: 2))
        )
        let expected = WarmUp(steps: 10, then: CosineRestarts(cycles: 2))
        #expect(trainer.schedule as? WarmUp == expected)
    }

    @Test("Settings that make no sense are refused")
    func settings() throws {
        let bad: [(any Schedule, String)] = [
            (
                StepDecay(drops: -1),
                "the number of drops of the schedule must be a number not below 0, not -1.0"
            ),
            (
                WarmUp(steps: 1, then: StepDecay(factor: .nan)),
                "the factor of the schedule's drops must be a number not below 0, not nan"
            ),
            (
                Exponential(end: -0.5),
                "the end of the exponential schedule must be a number not below 0, not -0.5"
            ),
            (
                CosineRestarts(cycles: 0),
                "the number of cycles of the schedule must be a number not below 1, not 0.0"
            ),
            (
                WarmUp(steps: -2),
                "the number of warm-up steps must be a number not below 0, not -2.0"
            ),
            (
                Piecewise([.init(steps: 1, factor: -1)]),
                "the factor of a schedule's piece must be a number not below 0, not -1.0"
            ),
        ]
        for (schedule, message) in bad {
            let trainer = Trainer(anySchedule: schedule)
            let error = #expect(throws: TrainingError.self) {
                try trainer.check(epochs: 1, batchSize: 1)
            }
            #expect(error?.description == message)
            // Asked all the same, they end.
            _ = schedule.factor(step: 5, of: 9)
        }
        for schedule in ScheduleCatalogue.schedules {
            try Trainer(anySchedule: schedule).check(epochs: 1, batchSize: 1)
        }
        _ = CosineRestarts(cycles: .max, growth: .max).factor(step: 5, of: 9)
        _ = StepDecay(drops: .max).factor(step: 5, of: 9)
    }
}

import Datasets
import NeuralNetworks

/// What simpler ways forecast: the last number, the one of the same time in the last cycle, and linear models.
struct ForecastBaselines {
    /// A way: its name, and what it says for each window and each step ahead.
    typealias Way = (name: String, forecasts: [[Double]])

    private let form: ForecastForm
    private let linear: LinearModel
    private let waves: LinearModel
    private let cycle: (name: String, steps: Int)?

    /// How many lags the autoregression has.
    private static let lags = 7

    /// Learns from windows.
    init(_ form: ForecastForm, _ windows: ForecastWindows, _ series: Series) {
        self.form = form
        linear = Self.regression(form, windows, windows.inputs)
        waves = Self.regression(form, windows, Self.short(form, windows, series))
        // The cycle whose last number is nearest.
        let errors = series.grid.cycles.compactMap {
            cycle -> ((name: String, steps: Int), Double)? in
            guard cycle.steps > 1, series.count > 3 * cycle.steps else { return nil }
            let found = Self.repeating(form, windows.steps, series, every: cycle.steps)
            let error = Self.error(found, windows.answers)
            return error.isNaN ? nil : (cycle, error)
        }
        cycle = errors.min { $0.1 < $1.1 }?.0
    }

    /// Linear regression of each step ahead, of numbers less their mean, over their deviation.
    static func regression(
        _ form: ForecastForm,
        _ windows: ForecastWindows,
        _ inputs: Tensor
    ) -> LinearModel {
        let (mean, deviation) = form.scale
        let rows = windows.answers.indices.filter { row in
            windows.answers[row].allSatisfy { !$0.isNaN }
        }
        let targets = rows.flatMap { row in
            windows.answers[row].map { ($0 - Float(mean)) / Float(deviation) }
        }
        return RidgeRegression(
            inputs: inputs[rows],
            targets: Tensor(targets, shape: [rows.count, form.horizon])
        ).linear
    }

    /// The last numbers of the column itself, and the season: AR(7) with two yearly waves.
    private static func short(
        _ form: ForecastForm,
        _ windows: ForecastWindows,
        _ series: Series
    ) -> Tensor {
        let numbers = windows.inputs.floats
        let lags = min(lags, form.history)
        var rows: [Float] = []
        for (row, step) in windows.steps.enumerated() {
            let start = row * form.inputCount
            rows += numbers[start..<start + lags]
            let place = CalendarPlace(series.grid.time(step))
            rows += CalendarPlace.waves(of: place.shareOfYear, count: 2)
            if series.grid.hasHours { rows += CalendarPlace.waves(of: place.shareOfDay, count: 2) }
        }
        let width = rows.count / max(windows.steps.count, 1)
        return Tensor(rows, shape: [windows.steps.count, width])
    }

    /// What each way says for windows.
    func ways(_ windows: ForecastWindows, _ series: Series) -> [Way] {
        let (mean, deviation) = form.scale
        func scaled(_ found: [[Double]]) -> [[Double]] {
            found.map { row in row.map { $0 * deviation + mean } }
        }
        var ways: [Way] = [
            ("the last number", Self.repeating(form, windows.steps, series, every: 1))
        ]
        if let cycle {
            ways.append(
                (
                    "the number \(cycle.name)",
                    Self.repeating(form, windows.steps, series, every: cycle.steps)
                )
            )
        }
        ways.append(
            (
                "autoregression with seasons",
                scaled(waves(Self.short(form, windows, series)))
            )
        )
        ways.append(("linear regression on the same inputs", scaled(linear(windows.inputs))))
        return ways
    }

    /// The numbers of the last cycle again, with the last known one where one is missing.
    private static func repeating(
        _ form: ForecastForm,
        _ steps: [Int],
        _ series: Series,
        every cycle: Int
    ) -> [[Double]] {
        guard case .numbers(let numbers)? = try? series.column(form.columns[0].name) else {
            return []
        }
        var known: [Double] = []
        var last = form.scale.mean
        for number in numbers {
            if !number.isNaN { last = Double(number) }
            known.append(last)
        }
        return steps.map { step in
            (1...form.horizon).map { ahead in
                let back = cycle * ((ahead + cycle - 1) / cycle)
                let place = step + ahead - back
                return place >= 0 ? known[place] : known[step]
            }
        }
    }

    /// The mean absolute error over all answers that are there.
    static func error(_ found: [[Double]], _ answers: [[Float]]) -> Double {
        let errors = ForecastErrors.distances(found, answers)
        return errors.reduce(0, +) / Double(errors.count)
    }
}

/// How far forecasts are from what came.
enum ForecastErrors {
    /// |forecast − answer| of all answers that are there, or of those of one step ahead.
    static func distances(
        _ found: [[Double]],
        _ answers: [[Float]],
        step: Int? = nil
    ) -> [Double] {
        zip(found, answers).flatMap { found, answers in
            zip(found, answers).enumerated().compactMap { place, pair in
                guard step == nil || step == place, !pair.1.isNaN else { return nil }
                return abs(pair.0 - Double(pair.1))
            }
        }
    }
}

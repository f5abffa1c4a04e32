import Datasets
public import NeuralNetworks

/// A model that looks ahead from the end of a series.
public struct ForecastModel: TabularAnswers {
    /// What the file of such a model says of its kind.
    public static let kind = "forecast"
    /// What it takes.
    public static let inputs =
        "CSV files of the past (several that belong together with commas between)"

    private let model: Model
    let form: ForecastForm
    private let members: Int

    /// The model, if it is of this kind.
    public init(_ model: Model) throws {
        self.model = model
        form = try model.information.preparation(ForecastForm.self, of: Self.kind)
        let outputs = form.horizon * ForecastForm.quantiles.count
        guard form.horizon > 0, form.history > 0, !form.columns.isEmpty,
            model.outputShape.rank == 2, model.outputShape[1] == outputs,
            model.inputShape == [form.inputCount],
            form.widening.isEmpty
                || form.widening.count == form.horizon
                    && form.widening.allSatisfy({ $0.count == 2 })
        else {
            throw RawModelError.damaged(
                kind: Self.kind,
                problem: "it does not fit the network"
            )
        }
        members = model.outputShape[0]
    }

    /// For each row of inputs and each step ahead the quantiles in rising order, in the unit of the column.
    func quantiles(_ inputs: Tensor) throws(ShapeError) -> [[[Double]]] {
        let outputs = try model.predict(inputs).floats
        let (mean, deviation) = form.scale
        let width = ForecastForm.quantiles.count
        let count = form.horizon * width
        return (0..<inputs.shape[0]).map { row in
            (0..<form.horizon).map { step in
                let found = (0..<width).map { place in
                    let sum = (0..<members).reduce(0.0) { sum, member in
                        let start = (row * members + member) * count
                        return sum + Double(outputs[start + step * width + place])
                    }
                    return sum / Double(members)
                }
                // Quantiles that cross are put in order: Chernozhukov, Fernández-Val, Galichon, 2010.
                return widened(found.sorted(), step).map { $0 * deviation + mean }
            }
        }
    }

    private func widened(_ found: [Double], _ step: Int) -> [Double] {
        guard !form.widening.isEmpty else { return found }
        let (half, ninety) = (form.widening[step][0], form.widening[step][1])
        let middle = found[2]
        return [
            min(found[0] - ninety, middle), min(found[1] - half, middle), middle,
            max(found[3] + half, middle), max(found[4] + ninety, middle),
        ]
    }

    /// By how much the bands must be widened at each step, in deviations, to hold their share of what came.
    ///
    /// Source: Romano, Patterson, Candès, "Conformalized Quantile Regression", 2019.
    func widening(_ windows: ForecastWindows) throws -> [[Double]] {
        guard windows.steps.count >= 20 else { return [] }
        let found = try quantiles(windows.inputs)
        let deviation = form.scale.deviation
        return (0..<form.horizon).map { step in
            [(1, 3, 0.5), (0, 4, 0.9)].map { low, high, share in
                let misses = zip(windows.answers, found).compactMap { answer, found -> Double? in
                    guard !answer[step].isNaN else { return nil }
                    let number = Double(answer[step])
                    return max(found[step][low] - number, number - found[step][high]) / deviation
                }.sorted()
                guard !misses.isEmpty else { return 0 }
                let place = Int((share * Double(misses.count + 1)).rounded(.up)) - 1
                return misses[min(max(place, 0), misses.count - 1)]
            }
        }
    }

    private func series(_ input: String) throws -> Series {
        try Series(
            files: input.split(separator: ",").map(String.init),
            time: form.time,
            grid: form.grid
        )
    }

    /// The names of the quantiles in tables and JSON.
    private static let names = ["low_90", "low_50", "median", "high_50", "high_90"]

    /// The steps after the end of a series: the time and the quantiles of each.
    private func ahead(_ input: String) throws -> [(time: String, quantiles: [Double])] {
        try ahead(of: series(input))
    }

    private func ahead(of series: Series) throws -> [(time: String, quantiles: [Double])] {
        guard series.count >= form.history else {
            throw SeriesError.tooFewSteps(series.count, needed: form.history)
        }
        var row: [Float] = []
        let channels = try form.channels(of: series)
        form.append(channels, at: series.count - 1, of: series.grid, to: &row)
        let found = try quantiles(Tensor(row, shape: [1, row.count]))[0]
        return found.enumerated().map { step, found in
            (TableColumn.text(series.grid.time(series.count + step)), found)
        }
    }

    /// What comes after the end of a series: time and quantiles, step by step.
    public func rows(_ input: String) throws -> [[String]] {
        [["time"] + Self.names]
            + (try ahead(input).map { [$0.time] + $0.quantiles.map { "\(Float($0))" } })
    }

    /// What comes after the end of a series, step by step.
    public func predict(_ input: String) throws -> [Prediction] {
        try ahead(input).map { time, found in
            var json = Dictionary(
                uniqueKeysWithValues: zip(Self.names, found.map { JSONValue.number($0) })
            )
            json["time"] = .text(time)
            return Prediction(
                time,
                answer: shortNumber(found[2]),
                details: [
                    "in 50 of 100 cases \(shortNumber(found[1])) to \(shortNumber(found[3])), in 90 "
                        + "\(shortNumber(found[0])) to \(shortNumber(found[4]))"
                ],
                json: json
            )
        }
    }

    /// The last steps of the series, and what comes after them: its middle, and the bands of 50 and 90 of 100 cases.
    public func illustrations(of input: String) throws -> [ReportPicture] {
        let series = try series(input)
        let found = try ahead(of: series).map(\.quantiles)
        let name = form.columns[0].name
        guard case .numbers(let numbers) = try series.column(name) else { return [] }
        let first = max(0, series.count - max(3 * form.horizon, 48))
        let past = (first..<series.count).map { (x: Double($0), y: Double(numbers[$0])) }
        func x(_ step: Int) -> Double { Double(series.count + step) }
        func band(_ share: Int, _ low: Int, _ high: Int) -> LineChart.Band {
            LineChart.Band(
                "\(share) of 100 within",
                found.indices.map { (x($0), found[$0][low], found[$0][high]) }
            )
        }
        let chart = LineChart(
            title: "\(name), and what comes next",
            xName: "step of \(series.grid.stepName), from \(TableColumn.text(series.grid.time(0)))",
            yName: name,
            lines: [
                LineChart.Line("forecast", found.indices.map { (x($0), found[$0][2]) }),
                LineChart.Line("what came", past),
            ],
            bands: [band(90, 0, 4), band(50, 1, 3)],
            yIsLinear: true
        )
        return [ReportPicture(chart, caption: "\(name): the last steps, and what is expected")]
    }

    /// How good the model is at each step of a series from which one can look ahead.
    public func evaluate(_ path: String) throws -> Report {
        let series = try series(path).latest(form.mostSteps)
        let windows = try ForecastWindows(
            form,
            series,
            form.channels(of: series),
            0..<series.count
        )
        guard !windows.steps.isEmpty else {
            throw SeriesError.tooFewSteps(series.count, needed: form.history + form.horizon)
        }
        return try ForecastReport(
            self,
            on: windows,
            of: series,
            beside: nil,
            title: "\(form.columns[0].name) of \(path)"
        ).report
    }
}

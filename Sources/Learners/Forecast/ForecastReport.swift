import Datasets
import NeuralNetworks

/// How good a model of series is on what came after it learned.
struct ForecastReport {
    let report: Report

    /// Judges a model.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - windows: Steps from which it looks ahead, with what came.
    ///   - series: The series.
    ///   - baselines: What simpler ways forecast; nil where they were not learned.
    ///   - title: The headline.
    /// - Throws: `ShapeError` where the windows are none of the model's.
    init(
        _ model: ForecastModel,
        on windows: ForecastWindows,
        of series: Series,
        beside baselines: ForecastBaselines?,
        title: String
    ) throws {
        let found = try model.quantiles(windows.inputs)
        let medians = found.map { row in row.map { $0[2] } }
        let answers = windows.answers
        let ways = baselines?.ways(windows, series) ?? []
        let style = Metric.Style.number(decimals: model.form.scale.deviation >= 100 ? 1 : 3)
        func absolute(_ name: String, step: Int?) -> Metric {
            Metric.mean(
                name,
                of: ForecastErrors.distances(medians, answers, step: step),
                style: style,
                baselines: ways.map { way in
                    let errors = ForecastErrors.distances(way.forecasts, answers, step: step)
                    return Metric.Baseline(
                        way.name,
                        errors.reduce(0, +) / Double(max(errors.count, 1))
                    )
                }
            )
        }
        let horizon = model.form.horizon
        var metrics = [absolute("mean_absolute_error", step: nil)]
        if horizon > 1 {
            metrics.append(absolute("mean_absolute_error_at_the_last_step", step: horizon - 1))
        }
        metrics.append(Self.root(medians, answers, ways, style))
        for (share, low, high) in [(50, 1, 3), (90, 0, 4)] {
            metrics.append(Self.coverage(share, found, answers, low, high))
        }
        var sections: [ReportSection] = []
        if horizon > 1 {
            sections.append(Self.steps(medians, found, answers, ways, model.form, style))
        }
        sections.append(Self.drawing(windows, found, series, model.form))
        report = Report(title, metrics: metrics, sections: sections)
    }

    private static func root(
        _ medians: [[Double]],
        _ answers: [[Float]],
        _ ways: [ForecastBaselines.Way],
        _ style: Metric.Style
    ) -> Metric {
        func root(_ forecasts: [[Double]]) -> Double {
            let errors = ForecastErrors.distances(forecasts, answers)
            let sum = errors.reduce(0) { $0 + $1 * $1 }
            return (sum / Double(max(errors.count, 1))).squareRoot()
        }
        return Metric(
            "root_mean_squared_error",
            root(medians),
            count: medians.count,
            style: style,
            isBetterHigh: false,
            baselines: ways.map { Metric.Baseline($0.name, root($0.forecasts)) }
        )
    }

    private static func coverage(
        _ share: Int,
        _ found: [[[Double]]],
        _ answers: [[Float]],
        _ low: Int,
        _ high: Int
    ) -> Metric {
        var (inside, count) = (0, 0)
        for (found, answer) in zip(found, answers) {
            for (band, number) in zip(found, answer) where !number.isNaN {
                count += 1
                if Double(number) >= band[low], Double(number) <= band[high] { inside += 1 }
            }
        }
        return Metric(
            "coverage_of_\(share)_percent_band",
            Double(inside) / Double(max(count, 1)),
            count: count,
            style: .share,
            isBetterHigh: true
        )
    }

    /// The errors and the width of the bands at each step ahead; of many, some.
    private static func steps(
        _ medians: [[Double]],
        _ found: [[[Double]]],
        _ answers: [[Float]],
        _ ways: [ForecastBaselines.Way],
        _ form: ForecastForm,
        _ style: Metric.Style
    ) -> ReportSection {
        let stride = max(1, form.horizon / 24)
        let shown = (0..<form.horizon).filter {
            $0 % stride == 0 || $0 == form.horizon - 1
        }
        func mean(_ values: [Double]) -> String {
            let metric = Metric.mean("error", of: values, style: style)
            return metric.text(metric.value)
        }
        return ReportSection(
            "Each step ahead",
            note: "mean absolute errors, and how wide the band of 90 of 100 cases is",
            .table(
                ReportTable(
                    columns: ["step", "this model"] + ways.map(\.name) + ["width of the band"],
                    rows: shown.map { step in
                        [
                            "\(step + 1)",
                            mean(ForecastErrors.distances(medians, answers, step: step)),
                        ]
                            + ways.map {
                                mean(ForecastErrors.distances($0.forecasts, answers, step: step))
                            } + [mean(found.map { $0[step][4] - $0[step][0] })]
                    }
                )
            )
        )
    }

    /// What came and what was forecast for it, at the end of the series.
    private static func drawing(
        _ windows: ForecastWindows,
        _ found: [[[Double]]],
        _ series: Series,
        _ form: ForecastForm
    ) -> ReportSection {
        // One step ahead from each step, or all steps from every so many.
        let shown = windows.steps.indices.suffix(max(120, 2 * form.horizon))
        let picked = shown.filter { ($0 - (shown.last ?? 0)) % form.horizon == 0 }
        let places = picked.flatMap { row in (0..<form.horizon).map { (row, $0) } }
        func x(_ row: Int, _ step: Int) -> Double { Double(windows.steps[row] + step + 1) }
        func points(_ number: (Int, Int) -> Double) -> [(x: Double, y: Double)] {
            places.map { (x($0, $1), number($0, $1)) }
        }
        func band(_ share: Int, _ low: Int, _ high: Int) -> LineChart.Band {
            LineChart.Band(
                "\(share) of 100 within",
                places.map { (x($0, $1), found[$0][$1][low], found[$0][$1][high]) }
            )
        }
        let first = picked.first.map { windows.steps[$0] + 1 } ?? 0
        let chart = LineChart(
            title: "\(form.columns[0].name) and its forecasts",
            xName: "step, from \(TableColumn.text(series.grid.time(first)))",
            yName: form.columns[0].name,
            lines: [
                LineChart.Line("what came", points { Double(windows.answers[$0][$1]) }),
                LineChart.Line("forecast", points { found[$0][$1][2] }),
            ],
            bands: [band(90, 0, 4), band(50, 1, 3)],
            yIsLinear: true
        )
        return ReportSection("The last forecasts", .drawing(svg: chart.svg))
    }
}

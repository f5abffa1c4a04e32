import Datasets
import NeuralNetworks

/// How good a model of tables is on rows that it did not learn from.
struct TableReport {
    let report: Report

    /// Judges a model.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - table: Rows whose answer is known.
    ///   - baseline: What simpler ways answer; nil where they were not learned.
    ///   - title: The headline.
    /// - Throws: `TableError` where the table lacks a column.
    init(
        _ model: TableModel,
        on table: Table,
        beside baseline: TableBaseline?,
        title: String
    ) throws {
        let answers = try model.form.target.answers(table).map { $0 ?? 0 }
        let found = try model.answers(table)
        let linear = try baseline?.answers(EncodedRows(table, model.form.columns))
        let target = model.form.target
        let (metrics, sections) =
            target.classNames.isEmpty
            ? Self.numbers(found.map { $0[0] }, answers, linear, baseline, model.form)
            : Self.classes(found, answers.map { Int($0) }, linear, baseline, target.classNames)
        let importance = try ColumnImportance(model, table, answers)
        report = Report(title, metrics: metrics, sections: sections + [importance.section])
    }

    private static func classes(
        _ found: [[Double]],
        _ labels: [Int],
        _ linear: [Double]?,
        _ baseline: TableBaseline?,
        _ names: [String]
    ) -> ([Metric], [ReportSection]) {
        let answers = found.map { shares in shares.indices.max { shares[$0] < shares[$1] } ?? 0 }
        let confusion = ConfusionMatrix(answers: answers, labels: labels, classNames: names)
        var others: [Metric.Baseline] = []
        if let baseline, let linear {
            let always = Int(baseline.constant)
            let total = Double(max(labels.count, 1))
            let right = zip(linear, labels).count { Int($0) == $1 }
            others = [
                Metric.Baseline(
                    "always \"\(names[always])\"",
                    Double(labels.count { $0 == always }) / total
                ),
                Metric.Baseline("logistic regression", Double(right) / total),
            ]
        }
        let calibration = CalibrationError(
            confidences: found.map { Float($0.max() ?? 0) },
            isCorrect: zip(answers, labels).map(==),
            bins: 10
        )
        var metrics = [
            Metric.share("accuracy", confusion.correct, of: labels.count, baselines: others),
            Metric(
                "macro_f1",
                confusion.macroScore.f1,
                count: labels.count,
                style: .share,
                isBetterHigh: true
            ),
        ]
        metrics += [calibration.metric].compactMap(\.self)
        return (
            metrics,
            [
                ReportSection("Each class", .table(ReportTable(confusion))),
                ReportSection(
                    "Which was taken for which",
                    .confusion(confusion)
                ),
            ] + calibration.sections
        )
    }

    private static func numbers(
        _ found: [Double],
        _ answers: [Double],
        _ linear: [Double]?,
        _ baseline: TableBaseline?,
        _ form: TableForm
    ) -> ([Metric], [ReportSection]) {
        let size = answers.map { abs($0) }.max() ?? 1
        let style = Metric.Style.number(decimals: size >= 1000 ? 0 : size >= 10 ? 3 : 4)
        let errors = zip(found, answers).map { $0 - $1 }
        let ways = [
            baseline.map { baseline in ("always the mean", answers.map { _ in baseline.constant })
            },
            linear.map { ("linear regression", $0) },
        ].compactMap(\.self).map { name, values in (name, zip(values, answers).map { $0 - $1 }) }
        let squares = Metric.mean("square", of: errors.map { $0 * $0 }, style: style)
        func root(_ errors: [Double]) -> Double {
            (errors.reduce(0) { $0 + $1 * $1 } / Double(max(errors.count, 1))).squareRoot()
        }
        func mean(_ errors: [Double]) -> Double {
            errors.reduce(0) { $0 + abs($1) } / Double(max(errors.count, 1))
        }
        var metrics = [
            Metric(
                "root_mean_squared_error",
                root(errors),
                interval: squares.interval.map {
                    max($0.lowerBound, 0).squareRoot()...max($0.upperBound, 0).squareRoot()
                },
                count: errors.count,
                style: style,
                isBetterHigh: false,
                baselines: ways.map { Metric.Baseline($0, root($1)) }
            ),
            Metric.mean(
                "mean_absolute_error",
                of: errors.map { abs($0) },
                style: style,
                baselines: ways.map { Metric.Baseline($0, mean($1)) }
            ),
        ]
        let score = RegressionScore(
            predictions: found.map { Float($0) },
            targets: answers.map { Float($0) }
        )
        if let share = score.determination {
            metrics.append(
                Metric(
                    "determination",
                    share,
                    count: errors.count,
                    style: .number(decimals: 4),
                    isBetterHigh: true
                )
            )
        }
        guard let reach = form.reach else { return (metrics, []) }
        let inside = errors.count { abs($0) <= reach.ninety }
        metrics.append(.share("coverage_of_90_percent_interval", inside, of: errors.count))
        let table = ReportTable(
            columns: ["of 100 cases", "prediction ±", "held on these rows"],
            rows: [(50, reach.half), (90, reach.ninety)].map { share, reach in
                let held = errors.count { abs($0) <= reach }
                let percent = 100 * Double(held) / Double(max(errors.count, 1))
                return ["\(share)", shortNumber(reach), fixed(percent, 1) + " %"]
            }
        )
        return (metrics, [ReportSection("How far predictions are off", .table(table))])
    }
}

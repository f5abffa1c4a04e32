import NeuralNetworks

extension CalibrationError {
    /// The error as a number of a report; nil where it cannot be measured.
    var metric: Metric? {
        value.map { error in
            Metric(
                "calibration_error",
                error,
                count: bins.reduce(0) { $0 + $1.count },
                style: .share,
                isBetterHigh: false
            )
        }
    }

    /// How often answers of about one confidence are right, as a drawing, along whose diagonal confidence can be believed,
    /// and in numbers.
    var sections: [ReportSection] {
        let seen = bins.filter { $0.count > 0 }
        let chart = LineChart(
            title: "How often answers are right that are given with some confidence",
            xName: "confidence, %",
            yName: "right, %",
            lines: [
                LineChart.Line("this model", seen.map { (100 * $0.confidence, 100 * $0.accuracy) }),
                LineChart.Line("as often as it says", [(0, 0), (100, 100)]),
            ],
            yIsLinear: true
        )
        func percent(_ share: Double) -> String { fixed(100 * share, 1) + " %" }
        let table = ReportTable(
            columns: ["confidence", "right", "answers"],
            rows: seen.map {
                [percent($0.confidence), percent($0.accuracy), $0.count.grouped]
            }
        )
        return [
            ReportSection(
                "How far confidence can be believed",
                note:
                    "below the diagonal it is surer than it should be; few answers are so by chance",
                .drawing(svg: chart.svg)
            ),
            ReportSection(
                "Confidence in numbers",
                note: "of answers of about this confidence, so many were right",
                .table(table)
            ),
        ]
    }
}

/// A case as bars: ours beside the best variant of each peer.
package struct BarChart {
    private let result: CaseResult
    private let rowHeight = 26.0
    private let barStart = 300.0
    private let barEnd = 620.0

    /// The chart of a case.
    package init(_ result: CaseResult) { self.result = result }

    /// The file; nil where there is nothing to draw.
    package var svg: String? {
        let groups = Set(result.series.map(\.threads)).sorted()
            .map { (threads: $0, rows: result.bestOfEach(threads: $0)) }
            .filter { !$0.rows.isEmpty }
        let values = groups.flatMap { $0.rows.map(\.summary.median) }.filter { $0 > 0 }
        guard let scale = scale(of: values) else { return nil }
        let rows = groups.reduce(0) { $0 + $1.rows.count }
        let height = 74 + Double(groups.count) * 32 + Double(rows) * rowHeight
        var drawing = Drawing(height: height, title: result.title)
        drawing.text(result.title, x: 20, y: 30, style: "title")
        let quantity = result.quantity == .time ? "time, shorter is faster" : "resident memory"
        let kind = scale.isLogarithmic ? "; logarithmic: each line ten times the one before" : ""
        drawing.text(quantity + kind, x: 20, y: 49, style: "small")
        var y = 62.0
        for group in groups {
            draw(group.threads, group.rows, at: y, scale, in: &drawing)
            y += 32 + Double(group.rows.count) * rowHeight
        }
        return drawing.svg
    }

    private func scale(of values: [Double]) -> Scale? {
        guard let low = values.min(), let high = values.max() else { return nil }
        let isWide = high / low > 20
        // Bars of a logarithmic scale begin below the shortest, or it would have no length.
        let range = isWide ? low / 3...high : 0...high
        return Scale(range, from: barStart, to: barEnd, isLogarithmic: isWide)
    }

    private func draw(
        _ threads: Int,
        _ rows: [(series: Series, summary: Summary)],
        at top: Double,
        _ scale: Scale,
        in drawing: inout Drawing
    ) {
        drawing.text(Words.threads(threads), x: 20, y: top + 20, style: "small")
        let bottom = top + 28 + Double(rows.count) * rowHeight
        for decade in scale.decades {
            let x = scale.place(decade)
            drawing.line([(x, top + 26), (x, bottom)], style: "grid")
        }
        let ours = rows.first { $0.series.isOurs }?.summary.median
        for (index, row) in rows.enumerated() {
            let y = top + 28 + Double(index) * rowHeight
            let end = scale.place(row.summary.median)
            let style = row.series.isOurs ? "strong" : ""
            drawing.text(name(row.series), x: 20, y: y + 15, style: style)
            drawing.text(
                variant(row.series),
                x: barStart - 10,
                y: y + 15,
                style: "small",
                anchor: "end"
            )
            drawing.bar(
                x: barStart,
                y: y + 3,
                width: end - barStart,
                height: rowHeight - 8,
                style: row.series.isOurs ? "ours" : "peer"
            )
            let value = Words.value(row.summary.median, of: result.quantity)
            drawing.text(value, x: end + 8, y: y + 15, style: style)
            if let ours, !row.series.isOurs {
                let ratio = Words.factor(row.summary.median / ours)
                drawing.text(ratio, x: Drawing.width - 20, y: y + 15, style: "small", anchor: "end")
            }
        }
    }

    private func name(_ series: Series) -> String {
        series.isOurs ? "swift-neural-networks" : series.contestant
    }

    private func variant(_ series: Series) -> String {
        guard !series.isOurs else { return "" }
        return series.variant.count > 28 ? series.variant.prefix(27) + "…" : series.variant
    }
}

/// A curve as lines, a panel for each number of threads, both scales logarithmic.
package struct CurveChart {
    private let curve: Curve
    private let top = 84.0
    private let bottom = 352.0

    /// The chart of a curve.
    package init(_ curve: Curve) { self.curve = curve }

    /// The file; nil where there is nothing to draw.
    package var svg: String? {
        let points = curve.lines.flatMap(\.points)
        guard let values = Scale.wholeDecades(around: points.map(\.value)),
            let smallest = points.map(\.size).min(), let largest = points.map(\.size).max()
        else { return nil }
        let panels = Set(curve.lines.map(\.threads)).sorted()
        var drawing = Drawing(height: 396, title: curve.title)
        drawing.text(curve.title, x: 20, y: 30, style: "title")
        drawing.text(
            "time of a step, lower is faster; both scales logarithmic",
            x: 20,
            y: 49,
            style: "small"
        )
        let vertical = Scale(values, from: bottom, to: top, isLogarithmic: true)
        let width = (Drawing.width - 20) / Double(max(panels.count, 1))
        for (index, threads) in panels.enumerated() {
            let left = 10 + Double(index) * width
            let sizes = smallest...max(largest, smallest * 1.01)
            let horizontal = Scale(
                sizes,
                from: left + 62,
                to: left + width - 92,
                isLogarithmic: true
            )
            draw(threads, horizontal, vertical, in: &drawing)
        }
        return drawing.svg
    }

    private func draw(
        _ threads: Int,
        _ horizontal: Scale,
        _ vertical: Scale,
        in drawing: inout Drawing
    ) {
        let (left, right) = horizontal.places
        drawing.text(Words.threads(threads), x: left, y: top - 12)
        for decade in vertical.decades {
            let y = vertical.place(decade)
            drawing.line([(left, y), (right, y)], style: "grid")
            drawing.text(Words.plain(decade), x: left - 8, y: y + 4, style: "small", anchor: "end")
        }
        let sizes = Set(curve.lines.flatMap { $0.points.map(\.size) }).sorted()
        // No more numbers than have room.
        let spacing = (sizes.count + 5) / 6
        for (index, size) in sizes.enumerated() where index.isMultiple(of: max(spacing, 1)) {
            let x = horizontal.place(size)
            drawing.text("\(Int(size))", x: x, y: bottom + 18, style: "small", anchor: "middle")
        }
        drawing.text(curve.name, x: right, y: bottom + 34, style: "small", anchor: "end")

        let names = Set(curve.lines.map(\.contestant)).filter { $0 != RosterEntry.ours }.sorted()
        var labels: [(name: String, y: Double)] = []
        // Ours comes last, to lie above the others.
        let lines = curve.lines.filter { $0.threads == threads }
            .sorted { $0.contestant != RosterEntry.ours && $1.contestant == RosterEntry.ours }
        for line in lines {
            let isOurs = line.contestant == RosterEntry.ours
            let number = (names.firstIndex(of: line.contestant) ?? 0) % 3
            let points = line.points.map {
                (x: horizontal.place($0.size), y: vertical.place($0.value))
            }
            drawing.line(points, style: isOurs ? "our-line" : "line-\(number)")
            for point in points {
                drawing.dot(x: point.x, y: point.y, style: isOurs ? "ours" : "dot-\(number)")
            }
            if let last = points.last { labels.append((line.contestant, last.y)) }
        }
        for label in CurveChart.spread(labels, distance: 15) {
            let isOurs = label.name == RosterEntry.ours
            let sample = isOurs ? "our-line" : "line-\((names.firstIndex(of: label.name) ?? 0) % 3)"
            drawing.line([(right + 10, label.y), (right + 30, label.y)], style: sample)
            drawing.text(label.name, x: right + 36, y: label.y + 4, style: isOurs ? "strong" : "")
        }
    }

    /// Labels moved apart until they can be read, in their order.
    static func spread(
        _ labels: [(name: String, y: Double)],
        distance: Double
    ) -> [(name: String, y: Double)] {
        var sorted = labels.sorted { $0.y < $1.y }
        for _ in 0..<100 {
            var isMoved = false
            for index in sorted.indices.dropFirst() {
                let overlap = distance - (sorted[index].y - sorted[index - 1].y)
                guard overlap > 0.1 else { continue }
                sorted[index - 1].y -= overlap / 2
                sorted[index].y += overlap / 2
                isMoved = true
            }
            if !isMoved { break }
        }
        return sorted
    }
}

extension Words {
    /// A power of ten seconds, such as `10 µs`.
    static func plain(_ seconds: Double) -> String {
        let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")]
        let (size, unit) = units.first { seconds >= $0.0 * 0.999 } ?? (1e-9, "ns")
        return "\(Int((seconds / size).rounded())) \(unit)"
    }
}

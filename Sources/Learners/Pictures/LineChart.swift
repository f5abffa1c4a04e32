import NeuralNetworks

/// Numbers over others as lines, such as the losses of several trainings over their epochs.
///
/// The first line is the one that counts: it is drawn widest and on top, and named first.
public struct LineChart: Sendable {
    /// One line.
    public struct Line: Sendable {
        /// What it is called beside the chart.
        public let name: String
        /// Its points from left to right; those that are no finite numbers leave a gap.
        public let points: [(x: Double, y: Double)]

        /// A line with a name.
        public init(_ name: String, _ points: [(x: Double, y: Double)]) {
            (self.name, self.points) = (name, points)
        }

        /// The points between gaps.
        var pieces: [[(x: Double, y: Double)]] {
            points.split { !ChartAxis.takes($0.x) || !ChartAxis.takes($0.y) }.map(Array.init)
        }
    }

    /// What lies between two lines, such as where a number is expected: drawn behind all lines.
    public struct Band: Sendable {
        /// What it is called beside the chart.
        public let name: String
        /// Its places from left to right, and between which numbers it lies.
        public let points: [(x: Double, low: Double, high: Double)]

        /// A band with a name.
        public init(_ name: String, _ points: [(x: Double, low: Double, high: Double)]) {
            self.name = name
            self.points = points.filter {
                ChartAxis.takes($0.x) && ChartAxis.takes($0.low) && ChartAxis.takes($0.high)
            }
        }
    }

    private static let size = (width: 1120.0, height: 600.0)
    private static let (left, top, bottom) = (84.0, 84.0, 528.0)
    private static let colours = [
        "#ffd166", "#4a90ff", "#ff9a3c", "#5ad1a4", "#e36bae", "#9d8cff", "#7fd4f5", "#d98c6a",
        "#b5cf5b", "#c7a0d8", "#f2b5b5", "#8fa3bf",
    ]
    private static let grey = "#4a5568"

    /// What the chart shows.
    public let title: String
    /// What is counted from left to right.
    public let xName: String
    /// What is counted upwards.
    public let yName: String
    /// The lines.
    public let lines: [Line]
    /// The bands, the widest first.
    public let bands: [Band]
    /// A place from left to right that is marked, and what is said of it.
    public var mark: (x: Double, text: String)?
    /// What stands above the names of the lines.
    public var heading = ""
    private let x: ChartAxis
    private let y: ChartAxis

    /// A chart of lines.
    ///
    /// - Parameters:
    ///   - title: What it shows.
    ///   - xName: What is counted from left to right.
    ///   - yName: What is counted upwards; by ratios where the numbers differ much.
    ///   - lines: The lines, the one that counts first.
    ///   - bands: What lies behind them, the widest first.
    ///   - yIsLinear: Whether equal differences are equally far apart upwards, however much the numbers differ, as for
    ///     temperatures.
    ///   - xIsLogarithmic: Whether equal ratios are equally far apart from left to right; otherwise whole
    ///     numbers are written there.
    public init(
        title: String,
        xName: String,
        yName: String,
        lines: [Line],
        bands: [Band] = [],
        yIsLinear: Bool = false,
        xIsLogarithmic: Bool = false
    ) {
        (self.title, self.xName, self.yName) = (title, xName, yName)
        (self.lines, self.bands) = (lines, bands)
        let points =
            lines.flatMap { $0.pieces.flatMap(\.self) }
            + bands.flatMap { $0.points.flatMap { [($0.x, $0.low), ($0.x, $0.high)] } }
        x = ChartAxis(points.map(\.x), xIsLogarithmic ? .logarithmic : .whole)
        y = ChartAxis(points.map(\.y), yIsLinear ? .linear : .automatic)
    }

    /// The chart as an SVG document.
    public var svg: String {
        let (width, height) = LineChart.size
        let drawn = lines.enumerated().reversed().map { index, line in draw(line, index) }
        let parts =
            [
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
                font-family="system-ui, sans-serif" font-size="14" fill="#d8dee9">
                <title>\(HTML.escaped(title))</title>
                <rect width="100%" height="100%" rx="12" fill="#11151c"/>
                """,
                LineChart.text(title, 40, 40, "font-size=\"18\""), grid,
            ] + bands.map(draw) + drawn + [marking, legend]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n</svg>\n"
    }

    /// The right end of the plot: names need room beside it.
    private var right: Double { LineChart.size.width - (lines.count + bands.count > 1 ? 380 : 40) }

    private func place(_ point: (x: Double, y: Double)) -> (x: String, y: String) {
        let (left, top, bottom) = (LineChart.left, LineChart.top, LineChart.bottom)
        return (
            fixed(left + x.share(point.x) * (right - left), 1),
            fixed(bottom - y.share(point.y) * (bottom - top), 1)
        )
    }

    private var grid: String {
        let (left, top, bottom) = (LineChart.left, LineChart.top, LineChart.bottom)
        var parts: [String] = []
        for tick in y.ticks {
            let height = bottom - y.share(tick) * (bottom - top)
            parts.append(LineChart.rule(left, height, right, height, "stroke=\"#2a3140\""))
            parts.append(
                LineChart.text(
                    ChartAxis.text(tick),
                    left - 10,
                    height + 5,
                    "text-anchor=\"end\" fill=\"#8a94a6\""
                )
            )
        }
        for tick in x.ticks {
            let place = left + x.share(tick) * (right - left)
            parts.append(LineChart.rule(place, bottom, place, bottom + 6, "stroke=\"#8a94a6\""))
            parts.append(
                LineChart.text(
                    ChartAxis.text(tick),
                    place,
                    bottom + 24,
                    "text-anchor=\"middle\" fill=\"#8a94a6\""
                )
            )
        }
        parts.append(LineChart.rule(left, bottom, right, bottom, "stroke=\"#8a94a6\""))
        parts.append(LineChart.text(yName, 40, top - 16, ""))
        parts.append(
            LineChart.text(xName, (left + right) / 2, bottom + 52, "text-anchor=\"middle\"")
        )
        return parts.joined(separator: "\n")
    }

    private func colour(_ index: Int) -> String {
        index < LineChart.colours.count ? LineChart.colours[index] : LineChart.grey
    }

    /// The outline of a band, there above and back below.
    private func draw(_ band: Band) -> String {
        let above = band.points.map { place(($0.x, $0.high)) }
        let below = band.points.reversed().map { place(($0.x, $0.low)) }
        let corners = (above + below).map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return "<polygon points=\"\(corners)\" \(LineChart.bandFill)/>"
    }

    /// Bands lie on each other: what is within several is brighter.
    private static let bandFill = "fill=\"#ffd166\" fill-opacity=\"0.18\""

    /// The pieces of a line, and its points where they are few.
    private func draw(_ line: Line, _ index: Int) -> String {
        let width = index == 0 ? 3 : 1.5
        let drawn = line.pieces.map { piece in
            let places = piece.map(place)
            let corners = places.map { "\($0.x),\($0.y)" }.joined(separator: " ")
            let path =
                "<polyline points=\"\(corners)\" fill=\"none\" stroke=\"\(colour(index))\" "
                + "stroke-width=\"\(width)\" stroke-linejoin=\"round\"/>"
            guard piece.count <= 30 else { return path }
            let radius = index == 0 ? 4 : 2.5
            return path
                + places.map {
                    "<circle cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"\(radius)\" fill=\"\(colour(index))\"/>"
                }.joined()
        }
        return drawn.joined(separator: "\n")
    }

    private var marking: String {
        guard let mark, ChartAxis.takes(mark.x) else { return "" }
        let (left, top, bottom) = (LineChart.left, LineChart.top, LineChart.bottom)
        let place = left + x.share(mark.x) * (right - left)
        let dashes = "stroke=\"#5ad1a4\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\""
        let side = place > (left + right) / 2 ? ("end", -10.0) : ("start", 10.0)
        return LineChart.rule(place, top, place, bottom, dashes) + "\n"
            + LineChart.text(
                mark.text,
                place + side.1,
                top + 14,
                "text-anchor=\"\(side.0)\" fill=\"#5ad1a4\""
            )
    }

    /// The names of the lines that have a colour, how many others there are, and the names of bands.
    private var legend: String {
        guard lines.count + bands.count > 1 else { return "" }
        let named = lines.prefix(LineChart.colours.count)
        var parts = [
            LineChart.text(
                LineChart.shortened(heading),
                right + 62,
                LineChart.top - 16,
                "font-size=\"13\" fill=\"#8a94a6\""
            )
        ]
        for (index, line) in named.enumerated() {
            let height = LineChart.top + 4 + 26 * Double(index)
            let stroke = "stroke=\"\(colour(index))\" stroke-width=\"\(index == 0 ? 3 : 2)\""
            parts.append(LineChart.rule(right + 28, height, right + 52, height, stroke))
            parts.append(
                LineChart.text(
                    LineChart.shortened(line.name),
                    right + 62,
                    height + 5,
                    "font-size=\"13\""
                )
            )
        }
        if lines.count > named.count {
            let height = LineChart.top + 9 + 26 * Double(named.count)
            parts.append(
                LineChart.text(
                    "and \(lines.count - named.count) more, in grey",
                    right + 62,
                    height,
                    "font-size=\"13\" fill=\"#8a94a6\""
                )
            )
        }
        for (index, band) in bands.enumerated() {
            let rows = Double(min(lines.count, named.count + 1) + index)
            let (left, height) = (right + 28, LineChart.top - 4 + 26 * rows)
            let size =
                "width=\"24\" height=\"16\" x=\"\(fixed(left, 1))\" y=\"\(fixed(height, 1))\""
            // As bright as it is there: on all that are wider.
            for _ in 0...index { parts.append("<rect \(size) \(LineChart.bandFill)/>") }
            parts.append(
                LineChart.text(
                    LineChart.shortened(band.name),
                    right + 62,
                    height + 13,
                    "font-size=\"13\""
                )
            )
        }
        return parts.joined(separator: "\n")
    }

    /// As much of a name as there is room for.
    private static func shortened(_ name: String) -> String {
        name.count <= 42 ? name : name.prefix(41) + "…"
    }

    private static func rule(
        _ x1: Double,
        _ y1: Double,
        _ x2: Double,
        _ y2: Double,
        _ attributes: String
    ) -> String {
        "<line x1=\"\(fixed(x1, 1))\" y1=\"\(fixed(y1, 1))\" x2=\"\(fixed(x2, 1))\" "
            + "y2=\"\(fixed(y2, 1))\" \(attributes)/>"
    }

    private static func text(
        _ text: String,
        _ x: Double,
        _ y: Double,
        _ attributes: String
    ) -> String {
        "<text x=\"\(fixed(x, 1))\" y=\"\(fixed(y, 1))\" \(attributes)>\(HTML.escaped(text))</text>"
    }
}

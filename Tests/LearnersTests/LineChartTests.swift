import Foundation
import Learners
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Charts of lines")
struct LineChartTests {
    /// What an SVG document consists of.
    private final class Reader: NSObject, XMLParserDelegate {
        private(set) var elements: [(name: String, attributes: [String: String])] = []
        private(set) var texts: [String] = []
        private var text = ""

        init?(_ svg: String) {
            super.init()
            let parser = XMLParser(data: Data(svg.utf8))
            parser.delegate = self
            guard parser.parse() else { return nil }
        }

        func parser(
            _ parser: XMLParser,
            didStartElement name: String,
            namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.append((name, attributes))
            text = ""
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

        func parser(
            _ parser: XMLParser,
            didEndElement name: String,
            namespaceURI: String?,
            qualifiedName: String?
        ) {
            if name == "text" { texts.append(text) }
        }

        /// The corners of each line, in the order in which they are drawn.
        var lines: [[SIMD2<Double>]] {
            elements.filter { $0.name == "polyline" }.map { element in
                (element.attributes["points"] ?? "").split(separator: " ").map { corner in
                    let numbers = corner.split(separator: ",").map { Double($0) ?? .nan }
                    return numbers.count == 2 ? SIMD2(numbers[0], numbers[1]) : SIMD2(.nan, .nan)
                }
            }
        }
    }

    private func chart(_ lines: [LineChart.Line], logarithmic: Bool = false) -> LineChart {
        LineChart(
            title: "a < b & c",
            xName: "x",
            yName: "y",
            lines: lines,
            xIsLogarithmic: logarithmic
        )
    }

    @Test("Every line is drawn with its name, the first on top; text is escaped")
    func lines() throws {
        let lines = (1...14).map { number in
            LineChart.Line("line \(number)", [(1, Double(number)), (2, 1), (3, 2)])
        }
        let reader = try #require(Reader(chart(lines).svg))
        #expect(reader.lines.count == 14 && reader.lines.allSatisfy { $0.count == 3 })
        // Down is where the numbers are smaller, and the first line comes last.
        let first = try #require(reader.lines.last)
        #expect(first[0].y == first[1].y && first[2].y < first[1].y && first[0].x < first[1].x)
        for text in [
            "a < b & c", "line 1", "line 12", "and 2 more, in grey", "x", "y", "1", "2", "3",
        ] {
            #expect(reader.texts.contains(text), "\(text)")
        }
        #expect(!reader.texts.contains("line 13"))
    }

    @Test("Upwards, equal differences are equally far apart where that is asked for")
    func linear() throws {
        let line = LineChart.Line("it", [(0, 1), (1, 10), (2, 19)])
        for isLinear in [true, false] {
            let chart = LineChart(
                title: "t",
                xName: "x",
                yName: "y",
                lines: [line],
                yIsLinear: isLinear
            )
            let corners = try #require(Reader(chart.svg)?.lines.first)
            let (first, second) = (corners[0].y - corners[1].y, corners[1].y - corners[2].y)
            #expect((abs(first - second) < 0.3) == isLinear)
        }
    }

    @Test("A band is drawn behind the lines, there above and back below, and named")
    func bands() throws {
        let line = LineChart.Line("middle", [(0, 1), (1, 2)])
        let band = LineChart.Band("between", [(0, 0, 2), (1, 1, 3), (2, .nan, 3)])
        let chart = LineChart(
            title: "t",
            xName: "x",
            yName: "y",
            lines: [line],
            bands: [band]
        )
        let reader = try #require(Reader(chart.svg))
        let drawn = reader.elements.map(\.name)
        let outline = try #require(reader.elements.first { $0.name == "polygon" })
        let corners = (outline.attributes["points"] ?? "").split(separator: " ").map {
            $0.split(separator: ",").compactMap { Double($0) }
        }
        // What is no number is left out: two places, each above and below.
        try #require(corners.count == 4 && corners.allSatisfy { $0.count == 2 })
        #expect(corners[0][1] < corners[3][1] && corners[1][1] < corners[2][1])
        #expect(corners[0][0] == corners[3][0] && corners[0][0] < corners[1][0])
        let middle = try #require(reader.lines.first)
        #expect(corners[0][1] < middle[0].y && middle[0].y < corners[3][1])
        let behind = try #require(drawn.firstIndex(of: "polygon"))
        #expect(behind < (drawn.firstIndex(of: "polyline") ?? 0))
        #expect(reader.texts.contains("between") && reader.texts.contains("middle"))
    }

    @Test("Ratios are equally far apart on a logarithmic axis, and its powers of ten are written")
    func logarithmic() throws {
        var chart = chart(
            [.init("", [(1e-6, 2.5), (1e-3, 2), (1, 2.25), (10, 4)])],
            logarithmic: true
        )
        chart.mark = (1e-3, "here")
        let reader = try #require(Reader(chart.svg))
        let line = try #require(reader.lines.first)
        #expect(abs((line[1].x - line[0].x) - (line[2].x - line[1].x)) < 0.2)
        #expect(reader.texts.contains("10⁻⁶") && reader.texts.contains("0.001"))
        #expect(reader.texts.contains("10") && reader.texts.contains("here"))
    }

    @Test(
        "Whatever the numbers are, the picture holds",
        arguments: [
            [], [(1, 1)], [(1, 0), (2, 0)], [(1, .nan), (2, 1), (3, .infinity), (4, 2)],
            [(1, 1e300), (2, 1e-300)], [(1, -1e99), (2, 1e99)], [(1, 1e20), (2, 1e20)],
            [(1, 0), (2, .leastNonzeroMagnitude)], [(1_000_000, 2.3), (1, 2.3)],
            [(0, 1), (.nan, 2)],
        ] as [[(Double, Double)]]
    )
    func numbers(points: [(Double, Double)]) throws {
        for logarithmic in [false, true] {
            let chart = chart(
                [.init("it", points.map { (x: $0.0, y: $0.1) })],
                logarithmic: logarithmic
            )
            let reader = try #require(Reader(chart.svg))
            for corner in reader.lines.flatMap({ $0 }) {
                #expect((0...1120).contains(corner.x) && (0...600).contains(corner.y))
            }
        }
    }
}

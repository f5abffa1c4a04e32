internal import Foundation

/// A picture as SVG that needs nothing besides itself and follows the reader's light or dark.
struct Drawing {
    static let width = 760.0

    private var height: Double
    private let title: String
    private var elements: [String] = []

    init(height: Double, title: String) {
        self.height = height
        self.title = title
    }

    mutating func text(
        _ words: String,
        x: Double,
        y: Double,
        style: String = "",
        anchor: String = "start"
    ) {
        elements.append(
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(style)\" "
                + "text-anchor=\"\(anchor)\">\(Self.escaped(words))</text>"
        )
    }

    mutating func bar(x: Double, y: Double, width: Double, height: Double, style: String) {
        elements.append(
            "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
                + "width=\"\(Self.number(max(width, 1)))\" height=\"\(Self.number(height))\" rx=\"2\" "
                + "class=\"\(style)\"/>"
        )
    }

    mutating func line(_ points: [(x: Double, y: Double)], style: String) {
        let words = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
        elements.append(
            "<polyline points=\"\(words.joined(separator: " "))\" class=\"\(style)\"/>"
        )
    }

    mutating func dot(x: Double, y: Double, style: String) {
        elements.append(
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"2.6\" class=\"\(style)\"/>"
        )
    }

    /// The file.
    var svg: String {
        let size = "\(Self.number(Self.width)) \(Self.number(height))"
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size)" \
            width="\(Self.number(Self.width))" height="\(Self.number(height))" role="img">
            <title>\(Self.escaped(title))</title>
            <style>
            \(Self.style)
            </style>
            <rect width="100%" height="100%" rx="6" class="paper"/>
            \(elements.joined(separator: "\n"))
            </svg>

            """
    }

    private static let style = """
        text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; \
        fill: #1f2328; }
        .title { font-size: 15px; font-weight: 600; }
        .small { font-size: 11px; fill: #656d76; }
        .strong { font-weight: 600; fill: #0a5bd3; }
        .paper { fill: #ffffff; }
        .ours { fill: #0a5bd3; }
        .peer { fill: #c3cad2; }
        polyline { fill: none; stroke-width: 1.6; }
        .grid { stroke: #e3e7eb; stroke-width: 1; }
        .our-line { stroke: #0a5bd3; stroke-width: 2.8; }
        .line-0 { stroke: #57606a; }
        .line-1 { stroke: #7d8791; stroke-dasharray: 7 3; }
        .line-2 { stroke: #99a2ab; stroke-dasharray: 2 3; }
        .dot-0 { fill: #57606a; } .dot-1 { fill: #7d8791; } .dot-2 { fill: #99a2ab; }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .small { fill: #9198a1; }
        .strong { fill: #6cb0ff; }
        .paper { fill: #0d1117; }
        .ours { fill: #4493f8; }
        .peer { fill: #4a525c; }
        .grid { stroke: #262c34; }
        .our-line { stroke: #4493f8; }
        .line-0 { stroke: #c0c8d0; } .line-1 { stroke: #98a1aa; } .line-2 { stroke: #78818a; }
        .dot-0 { fill: #c0c8d0; } .dot-1 { fill: #98a1aa; } .dot-2 { fill: #78818a; }
        }
        """

    private static func number(_ value: Double) -> String {
        let text = String(format: "%.1f", value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func escaped(_ words: String) -> String {
        words.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
    }
}

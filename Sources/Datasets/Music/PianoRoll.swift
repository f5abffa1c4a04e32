/// A piece as a picture: time from left to right, pitch upwards, a colour for each voice.
public struct PianoRoll: Sendable {
    /// The piece that is drawn.
    public let piece: Piece
    /// The most quarter notes that are drawn.
    public var limit = 64
    /// The width of a quarter note.
    public var quarterWidth = 34.0

    private static let rowHeight = 7.0
    private static let (left, top) = (40.0, 42.0)
    private static let colours = ["#ffd166", "#4a90ff", "#ff9a3c", "#5ad1a4", "#e36bae", "#9d8cff"]

    /// A picture of a piece.
    public init(_ piece: Piece) { self.piece = piece }

    /// The picture, an SVG document that stands alone or within a page.
    public var svg: String {
        let end = min(piece.duration, max(limit, 1) * MusicTime.quarter)
        let notes = piece.notes.filter { $0.note.onset < end }
        let pitches = notes.map(\.note.pitch)
        let (low, high) = ((pitches.min() ?? 60) - 2, (pitches.max() ?? 72) + 2)
        let width = Self.left + x(end) + 20
        let height = Self.top + Double(high - low + 1) * Self.rowHeight + 16
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(text(width)) \(text(height))\" "
                + "width=\"\(text(width))\" height=\"\(text(height))\" font-family=\"sans-serif\" role=\"img\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"#10141c\"/>",
            "<text x=\"\(text(Self.left))\" y=\"16\" fill=\"#e8ecf4\" font-size=\"13\">\(heading)</text>",
        ]
        lines += grid(low, high, end)
        for chord in piece.chords where chord.onset < end {
            lines.append(
                "<text x=\"\(text(Self.left + x(chord.onset) + 2))\" y=\"34\" fill=\"#8fa3bf\" "
                    + "font-size=\"11\">\(Self.escaped(chord.symbol.description))</text>"
            )
        }
        for (note, voice) in notes {
            let y = Self.top + Double(high - note.pitch) * Self.rowHeight
            let width = max(2, x(min(note.end, end)) - x(note.onset) - 1)
            lines.append(
                "<rect x=\"\(text(Self.left + x(note.onset)))\" y=\"\(text(y))\" width=\"\(text(width))\" "
                    + "height=\"\(text(Self.rowHeight - 1))\" rx=\"2\" "
                    + "fill=\"\(Self.colours[voice % Self.colours.count])\"/>"
            )
        }
        lines.append("</svg>")
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        let parts = [
            piece.title, piece.key.map { "\($0)" } ?? "", piece.metre.map { "\($0)" } ?? "",
        ]
        return Self.escaped(parts.filter { !$0.isEmpty }.joined(separator: " · "))
    }

    /// Lines at octaves, which are named, and at bars.
    private func grid(_ low: Int, _ high: Int, _ end: Int) -> [String] {
        var lines: [String] = []
        let bottom = Self.top + Double(high - low + 1) * Self.rowHeight
        for pitch in low...high where pitch % 12 == 0 {
            let y = Self.top + Double(high - pitch) * Self.rowHeight + Self.rowHeight / 2
            lines.append(
                "<line x1=\"\(text(Self.left))\" x2=\"\(text(Self.left + x(end)))\" y1=\"\(text(y))\" "
                    + "y2=\"\(text(y))\" stroke=\"#2a3342\"/>"
            )
            lines.append(
                "<text x=\"8\" y=\"\(text(y + 4))\" fill=\"#8fa3bf\" font-size=\"11\">C\(pitch / 12 - 1)</text>"
            )
        }
        let bar = (piece.metre ?? .common).ticks
        for time in stride(from: piece.pickup, through: end, by: bar) {
            let place = text(Self.left + x(time) - 0.5)
            lines.append(
                "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"\(text(Self.top))\" y2=\"\(text(bottom))\" "
                    + "stroke=\"#3b475c\"/>"
            )
        }
        return lines
    }

    private func x(_ ticks: Int) -> Double {
        Double(ticks) / Double(MusicTime.quarter) * quarterWidth
    }

    private func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}

import NeuralNetworks

/// A small picture as lines of text: two pixels to a character, in colours where the terminal has
/// them and in shades of characters where it has not.
struct TerminalPicture {
    /// The lines, all equally wide on the screen.
    let lines: [String]
    /// How many columns each line takes.
    let width: Int

    /// A grey picture; values 0…1, `columns` to a row, 1 is brightest.
    init(grey values: [Float], columns: Int) {
        self.init(values, columns: columns, shades: Array(" ·░▒▓█")) { value in
            let level = value.isFinite ? Int((255 * min(max(value, 0), 1)).rounded()) : 0
            return (level, level, level)
        } shade: { value in
            min(max(value, 0), 1)
        }
    }

    /// Weights: blue where positive, orange where negative, the stronger the brighter.
    init(weights values: [Float], columns: Int) {
        let largest = max(values.map(abs).max() ?? 1, 1e-9)
        self.init(values, columns: columns, shades: Array("=- +#")) { value in
            let strength = (abs(value) / largest).squareRoot()
            let (red, green, blue): (Float, Float, Float) =
                value > 0 ? (60, 140, 255) : (255, 140, 30)
            return (Int(red * strength), Int(green * strength), Int(blue * strength))
        } shade: { value in
            0.5 + 0.5 * (value < 0 ? -1 : 1) * (abs(value) / largest).squareRoot()
        }
    }

    private init(
        _ values: [Float],
        columns: Int,
        shades: [Character],
        colour: (Float) -> (Int, Int, Int),
        shade: (Float) -> Float
    ) {
        let rows = columns == 0 ? 0 : values.count / columns
        func value(_ row: Int, _ column: Int) -> Float {
            row < rows ? values[row * columns + column] : 0
        }
        lines = stride(from: 0, to: rows, by: 2).map { row in
            let cells = (0..<columns).map { column -> String in
                let (upper, lower) = (value(row, column), value(row + 1, column))
                guard Terminal.colours != .none else {
                    let level = (shade(upper) + shade(lower)) / 2
                    let index = Int((level * Float(shades.count - 1)).rounded())
                    return String(shades[index])
                }
                let (top, bottom) = (colour(upper), colour(lower))
                return "\u{1B}[38;\(TerminalPicture.code(top));48;\(TerminalPicture.code(bottom))m▀"
            }
            return cells.joined() + (Terminal.colours == .none ? "" : "\u{1B}[0m")
        }
        width = columns
    }

    /// A colour as terminals take it: in full, or the nearest of a palette of 256.
    private static func code(_ colour: (Int, Int, Int)) -> String {
        let (red, green, blue) = colour
        guard Terminal.colours == .palette else { return "2;\(red);\(green);\(blue)" }
        if red == green, green == blue {
            return "5;\(red < 5 ? 16 : red > 246 ? 231 : 232 + (red - 5) * 24 / 242)"
        }
        let steps = [red, green, blue].map { ($0 * 5 + 127) / 255 }
        return "5;\(16 + 36 * steps[0] + 6 * steps[1] + steps[2])"
    }

    /// Pictures side by side with a caption under each, as many to a row as fit.
    static func gallery(
        _ pictures: [(picture: TerminalPicture, caption: String)],
        columns: Int = Terminal.columns
    ) -> String {
        var text: [String] = []
        var rest = pictures[...]
        while let first = rest.first {
            let perRow = max(1, (columns + 2) / (first.picture.width + 2))
            let row = rest.prefix(perRow)
            rest = rest.dropFirst(perRow)
            for line in first.picture.lines.indices {
                text.append(row.map { $0.picture.lines[line] }.joined(separator: "  "))
            }
            let captions = row.map { item in
                let caption = item.caption.prefix(item.picture.width)
                return caption + String(repeating: " ", count: item.picture.width - caption.count)
            }
            text.append(captions.joined(separator: "  "))
            if !rest.isEmpty { text.append("") }
        }
        return text.joined(separator: "\n")
    }
}

extension TerminalPicture {
    /// One picture of a set of examples; bytes are pixels.
    init(example index: Int, of examples: Examples) {
        let pixels = examples.inputs[index]
        let scale: Float = pixels.elementType == .uint8 ? 1 / 255 : 1
        self.init(grey: pixels.floats.map { $0 * scale }, columns: pixels.shape[-1])
    }
}

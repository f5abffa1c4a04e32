import CKernels
import Testing

/// Windows in one direction over `size` positions.
struct WindowLine: Sendable {
    let size, window, stride, before, count: Int

    func seen(_ index: Int) -> Range<Int> {
        let first = index * stride - before
        return max(first, 0)..<min(first + window, size)
    }

    /// Any line whose windows all look at something inside.
    init(drawnBy numbers: inout Numbers) {
        window = Int.random(in: 1...4, using: &numbers)
        // Mostly side by side, as windows usually are.
        stride = Bool.random(using: &numbers) ? window : Int.random(in: 1...5, using: &numbers)
        before = Bool.random(using: &numbers) ? 0 : Int.random(in: 0..<window, using: &numbers)
        count = Int.random(in: 1...5, using: &numbers)
        let least = max((count - 1) * stride - before + 1, 1)
        size = least + Int.random(in: 0..<window + 2, using: &numbers)
    }

    init(_ size: Int, _ window: Int, _ stride: Int, _ before: Int, _ count: Int) {
        self.size = size
        self.window = window
        self.stride = stride
        self.before = before
        self.count = count
    }
}

/// Pictures and windows over them, with the contract as plain loops.
struct PoolingShape: Sendable, CustomTestStringConvertible {
    let examples, channels: Int
    let rows, columns: WindowLine
    var countsPadding = false

    var testDescription: String {
        "[\(examples), \(rows.size), \(columns.size), \(channels)], "
            + "windows \(rows.count) x \(columns.count) of \(rows.window) x \(columns.window), "
            + "strides \(rows.stride), \(columns.stride), before \(rows.before), \(columns.before)"
    }

    /// Among them channels around the widths of vectors, and long rows of few channels.
    static let all =
        [1, 2, 3, 7, 8, 15, 16, 17, 32, 37].map { channels in
            let line = WindowLine(6, 2, 2, 0, 3)
            return PoolingShape(examples: 2, channels: channels, rows: line, columns: line)
        }
        + [1, 2, 4, 8, 13].flatMap { channels in
            [WindowLine(1, 1, 1, 0, 1), WindowLine(5, 2, 2, 0, 3), WindowLine(7, 3, 3, 0, 2)].map {
                PoolingShape(
                    examples: 1,
                    channels: channels,
                    rows: $0,
                    columns: WindowLine(41, 2, 2, 0, 20 + channels % 2)
                )
            }
        }
        + (1...30).map { seed in
            var numbers = Numbers(seed: seed)
            return PoolingShape(
                examples: Int.random(in: 1...2, using: &numbers),
                channels: [1, 2, 3, 5, 8, 9, 16, 20, 33].randomElement(using: &numbers) ?? 1,
                rows: WindowLine(drawnBy: &numbers),
                columns: WindowLine(drawnBy: &numbers),
                countsPadding: seed.isMultiple(of: 3)
            )
        }

    var sizes: [Int] {
        [examples, rows.size, columns.size, channels, rows.window, columns.window]
            + [rows.stride, columns.stride, rows.before, columns.before]
            + [rows.count, columns.count, countsPadding ? 1 : 0]
    }
    var inCount: Int { examples * rows.size * columns.size * channels }
    var outCount: Int { examples * rows.count * columns.count * channels }

    /// Every window and channel in row-major order: its columns, each from its first place down.
    func forEachWindow(_ body: (_ output: Int, _ columns: [[Int]]) -> Void) {
        var output = 0
        for example in 0..<examples {
            for j in 0..<rows.count {
                for i in 0..<columns.count {
                    for channel in 0..<channels {
                        body(
                            output,
                            columns.seen(i).map { x in
                                rows.seen(j).map { y in
                                    ((example * rows.size + y) * columns.size + x) * channels
                                        + channel
                                }
                            }
                        )
                        output += 1
                    }
                }
            }
        }
    }

    /// The same places row by row.
    static func rowByRow(_ columns: [[Int]]) -> [Int] {
        (columns.first ?? []).indices.flatMap { y in columns.map { $0[y] } }
    }

    func share(_ places: [[Int]]) -> Float {
        1 / Float(countsPadding ? rows.window * columns.window : places.joined().count)
    }

    func maxima(_ input: [Float]) -> [Float] {
        var result: [Float] = []
        forEachWindow { _, places in
            let values = places.joined().map { input[$0] }
            var best = values[0]
            for value in values where value > best { best = value }
            result.append(values.first { $0.isNaN } ?? best)
        }
        return result
    }

    func means(_ input: [Float]) -> [Float] {
        var result: [Float] = []
        forEachWindow { _, places in
            let sums = places.map { column in
                column.dropFirst().reduce(input[column[0]]) { $0 + input[$1] }
            }
            result.append(sums.dropFirst().reduce(sums[0], +) * share(places))
        }
        return result
    }

    func gradientOfMaxima(_ input: [Float], _ upstream: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: inCount)
        let maxima = maxima(input)
        forEachWindow { output, places in
            let first = PoolingShape.rowByRow(places).first {
                input[$0] == maxima[output] || input[$0].isNaN
            }
            if let first { result[first] += upstream[output] }
        }
        return result
    }

    func gradientOfMeans(_ upstream: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: inCount)
        forEachWindow { output, places in
            for place in places.joined() { result[place] += upstream[output] * share(places) }
        }
        return result
    }
}

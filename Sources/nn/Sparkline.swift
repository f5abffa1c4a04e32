import NeuralNetworks

/// A row of numbers as a row of little bars, for those without a page.
enum Sparkline {
    private static let bars = Array("▁▂▃▄▅▆▇█")

    /// One bar for each number, the smallest lowest; numbers that are not finite leave a gap.
    static func of(_ numbers: [Double]) -> String {
        let finite = numbers.filter { $0.isFinite }
        guard let low = finite.min(), let high = finite.max() else {
            return String(repeating: " ", count: numbers.count)
        }
        return String(
            numbers.map { number in
                guard number.isFinite else { return " " }
                let share = high > low ? (number - low) / (high - low) : 0
                return bars[Int((share * Double(bars.count - 1)).rounded())]
            }
        )
    }

    /// The same in at most so many columns: of more numbers, those at equal distances.
    static func of(_ numbers: [Double], columns: Int) -> String {
        guard numbers.count > columns, columns > 1 else { return of(numbers) }
        return of((0..<columns).map { numbers[$0 * (numbers.count - 1) / (columns - 1)] })
    }

    /// A histogram's bins, two to a bar, an empty one as a gap.
    static func of(_ histogram: Histogram) -> String {
        let counts = stride(from: 0, to: histogram.counts.count, by: 2).map { first in
            histogram.counts[first..<min(first + 2, histogram.counts.count)].reduce(0, +)
        }
        let largest = Double(max(counts.max() ?? 1, 1))
        return String(
            counts.map { count in
                count == 0
                    ? " "
                    : bars[Int((Double(count) / largest * Double(bars.count - 1)).rounded(.up))]
            }
        )
    }
}

/// How each layer does, as text: where its weights, activations and gradients lie, and which neurons
/// no longer learn.
struct StatisticsPrinter {
    let statistics: [LayerStatistics]
    let count: Int

    /// A table with a line for each kind of number of each layer.
    var text: String {
        var lines = ["inside the layers, over \(grouped(count)) digits:", ""]
        for layer in statistics {
            lines.append(layer.path)
            for (name, histogram) in [
                ("weights", layer.weights), ("activations", layer.activations),
                ("gradients", layer.gradients),
            ] {
                let ends = "\(number(histogram.low)) … \(number(histogram.high))"
                lines.append(
                    "  " + padded(name, 13) + "│" + Sparkline.of(histogram) + "│ "
                        + padded(ends, 24) + "mean \(number(histogram.mean))"
                )
            }
            if !layer.dead.isEmpty {
                lines.append(
                    "  dead: \(names(layer.dead)); 0 for every digit, so that nothing teaches them"
                )
            }
            if !layer.saturated.isEmpty {
                lines.append(
                    "  saturated: \(names(layer.saturated)); too flat to learn much from any digit"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    private func names(_ neurons: [Int]) -> String {
        (neurons.count == 1 ? "neuron " : "neurons ")
            + neurons.map(String.init).joined(separator: ", ")
    }

    private func number(_ value: Float) -> String {
        abs(value) >= 0.001 || value == 0 ? fixed(Double(value), 3) : "\(value)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

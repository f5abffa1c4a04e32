import NeuralNetworks

/// A bar on standard error that shows how far a training is and how long it will take; nothing
/// where standard error is no terminal.
struct ProgressBar {
    static let width = 24

    /// Draws over the last line.
    static func show(_ progress: TrainingProgress) {
        guard Terminal.canRedraw else { return }
        let left = progress.seconds / max(progress.fraction, 1e-9) - progress.seconds
        let speed =
            progress.fraction * Double(progress.epochs * progress.examplesPerEpoch)
            / max(progress.seconds, 1e-9)
        let parts = [
            "loss \(fixed(progress.loss, 4))",
            progress.accuracy.map { "accuracy \(percent($0))" },
            "\(duration(left)) left",
            "\(grouped(Int(speed)))/s",
        ].compactMap(\.self)
        // What a narrow terminal has no room for is left out: a line that wraps cannot be redrawn.
        let room = Terminal.columns - 1
        var line = "epoch \(progress.epoch)/\(progress.epochs) "
        let needed = parts.reduce(line.count) { $0 + $1.count + 2 }
        let width = min(ProgressBar.width, max(0, room - needed))
        line += drawing(progress.fraction, width)
        for part in parts where line.count + 2 + part.count <= room { line += "  " + part }
        Terminal.writeError("\r\u{1B}[K" + line)
    }

    /// The bar alone, so many characters wide.
    static func drawing(_ share: Double, _ width: Int) -> String {
        let filled = Int((min(max(share, 0), 1) * Double(width)).rounded())
        return String(repeating: "━", count: filled)
            + String(repeating: "─", count: width - filled)
    }

    /// Takes the bar away.
    static func clear() {
        if Terminal.canRedraw { Terminal.writeError("\r\u{1B}[K") }
    }
}

/// A share as a percentage: `93.21 %`.
func percent(_ share: Double) -> String { fixed(100 * share, 2) + " %" }

/// A time as people say it: `0.8 s`, `2:05 min`, `1:02:03 h`.
func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e7 else { return "?" }
    guard seconds >= 60 else { return fixed(max(seconds, 0), 1) + " s" }
    let whole = Int(seconds.rounded())
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return whole < 3600
        ? "\(whole / 60):\(two(whole % 60)) min"
        : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60)) h"
}

internal import CBenchmarkSystem

/// Says how long the rest may take.
final class Stopwatch {
    private let cases: Int
    private var finished = 0
    private let start = system_seconds()

    init(cases: Int) { self.cases = cases }

    func finishOne() { finished += 1 }

    /// The number of the case, and how long it and the rest may take.
    var left: String {
        let place = "(\(finished + 1) of \(cases)"
        guard finished > 0 else { return place + ")" }
        let seconds = (system_seconds() - start) / Double(finished) * Double(cases - finished)
        let words = seconds < 90 ? "\(Int(seconds)) s" : "\(Int((seconds / 60).rounded())) min"
        return place + ", about \(words) left)"
    }
}

/// What this project wants to reach, and whether it did.
package struct Goal: Hashable, Sendable {
    /// Against what our own figure is held.
    package enum Measure: Hashable, Sendable {
        /// How many times faster than the best of all peers.
        case bestPeer
        /// How many times faster than the best of those whose name or variant has these words.
        case peer(String)
        /// Which share of the measured peak.
        case shareOfPeak
    }

    /// The case of our own figure.
    package let caseName: String
    /// The case of the others' figures, where it is another.
    package let othersCase: String?
    /// On how many threads.
    package let threads: Int
    /// Against what it is held.
    package let measure: Measure
    /// What is to be reached.
    package let wanted: Double

    init(
        _ caseName: String,
        _ threads: Int,
        _ measure: Measure,
        _ wanted: Double,
        othersCase: String? = nil
    ) {
        self.caseName = caseName
        self.othersCase = othersCase
        self.threads = threads
        self.measure = measure
        self.wanted = wanted
    }

    /// All goals.
    package static let all: [Goal] =
        ["a-step-32", "a-step-10"].flatMap { name in
            [
                Goal(name, 1, .bestPeer, 2.5),
                Goal(name, 2, .bestPeer, 4),
                Goal(name, 2, .peer("PyTorch"), 15),
            ]
        } + [
            Goal("b-step-adam", 2, .bestPeer, 3),
            Goal("c-step-wide", 2, .bestPeer, 1.2),
            Goal("d-predict-small", 2, .peer("TensorFlow Lite"), 2.5),
            Goal("d-predict-wide", 2, .peer("TensorFlow Lite"), 1.2),
            Goal("e-predict-small", 2, .peer("ONNX Runtime"), 1.1),
            Goal("e-predict-wide", 2, .peer("ONNX Runtime"), 0.97),
            Goal("f-whole-1", 2, .peer("NumPy"), 1.5),
            Goal("f-whole-1", 2, .peer("PyTorch"), 8),
            Goal("f-whole-10", 2, .peer("PyTorch"), 1, othersCase: "f-whole-1"),
            Goal("h-epoch", 2, .peer("JAX"), 4),
            Goal("h-epoch", 2, .peer("DataLoader"), 20),
            Goal("i-step-convolutional", 2, .bestPeer, 1.2),
            Goal("j-predict-convolutional", 2, .bestPeer, 1.2),
            Goal("k-predict-convolutional", 2, .bestPeer, 0.97),
            Goal("l-step-lstm", 2, .bestPeer, 1.05),
            Goal("m-step-gpt", 2, .bestPeer, 1.2),
            Goal("n-generate", 2, .bestPeer, 5),
        ]
        + ["32x16x784", "128x512x784", "512", "1024", "2048"].flatMap { size in
            [1, 2].map { Goal("g-product-\(size)", $0, .bestPeer, 1) }
        }
        + ["512", "1024", "2048"].flatMap { size in
            [1, 2].map { Goal("g-product-\(size)", $0, .shareOfPeak, 0.8) }
        }

    /// What was reached, and by whose figure; nil where it was not measured.
    package func reached(in results: Results) -> (value: Double, other: String)? {
        guard let ours = results.best(of: caseName, threads: threads, where: \.isOurs) else {
            return nil
        }
        switch measure {
        case .bestPeer, .peer:
            let found = results.best(of: othersCase ?? caseName, threads: threads) { series in
                guard !series.isOurs else { return false }
                guard case .peer(let words) = measure else { return true }
                return "\(series.contestant), \(series.variant)".lowercased()
                    .contains(words.lowercased())
            }
            guard let found else { return nil }
            let other = "\(found.series.contestant), \(found.series.variant)"
            return (found.summary.median / ours.summary.median, other)
        case .shareOfPeak:
            guard let result = results.cases.first(where: { $0.name == caseName }),
                let share = results.shareOfPeak(ours.series, in: result)
            else { return nil }
            return (share, "measured peak")
        }
    }
}

extension Results {
    /// The series with the lowest median among some of a case.
    package func best(
        of caseName: String,
        threads: Int,
        where isMeant: (Series) -> Bool
    ) -> (series: Series, summary: Summary)? {
        guard let found = cases.first(where: { $0.name == caseName }) else { return nil }
        return found.best(threads: threads, where: isMeant)
    }

    /// Floating-point operations per second of a series.
    package func operationsPerSecond(_ series: Series, in result: CaseResult) -> Double? {
        guard result.quantity == .time, let work = result.work,
            let seconds = series.summary(of: .time)?.median
        else { return nil }
        return work.arithmetic / seconds
    }

    /// The share of the measured peak that a series reaches.
    package func shareOfPeak(_ series: Series, in result: CaseResult) -> Double? {
        guard let rate = operationsPerSecond(series, in: result),
            let peak = peakArithmetic(threads: series.threads)
        else { return nil }
        return rate / peak
    }
}

extension CaseResult {
    /// The series with the lowest median among some.
    package func best(
        threads: Int,
        where isMeant: (Series) -> Bool
    ) -> (series: Series, summary: Summary)? {
        series.filter { $0.threads == threads && isMeant($0) }
            .compactMap { series in
                series.summary(of: quantity).map { (series: series, summary: $0) }
            }
            .min { $0.summary.median < $1.summary.median }
    }

    /// The best variant of each contestant on so many threads, the best first.
    package func bestOfEach(threads: Int) -> [(series: Series, summary: Summary)] {
        Set(series.map(\.contestant))
            .compactMap { name in best(threads: threads) { $0.contestant == name } }
            .sorted { $0.summary.median < $1.summary.median }
    }
}

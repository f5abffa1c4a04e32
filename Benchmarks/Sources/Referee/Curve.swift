/// How the time of a step grows with something.
package struct Curve: Hashable, Sendable {
    /// A contestant's times.
    package struct Trace: Hashable, Sendable {
        /// Who.
        package let contestant: String
        /// On how many threads.
        package let threads: Int
        /// The times by size, the best variant of each.
        package let points: [Point]

        /// By threads, then ours first, then by name.
        static func isBefore(_ left: Trace, _ right: Trace) -> Bool {
            func rank(_ trace: Trace) -> (Int, Int, String) {
                (trace.threads, trace.contestant == RosterEntry.ours ? 0 : 1, trace.contestant)
            }
            return rank(left) < rank(right)
        }
    }

    /// Whether a result is one of its points.
    package func isMade(of result: CaseResult) -> Bool { result.name.hasPrefix(name + "-") }

    /// One time.
    package struct Point: Hashable, Sendable {
        /// Of what it grows with.
        package let size: Double
        /// Seconds for a step.
        package let value: Double
    }

    /// What the time grows with: the beginning of its cases' names.
    package let name: String
    /// The curve in words.
    package let title: String
    /// One for each contestant and number of threads.
    package let lines: [Trace]

    private static let kinds = [
        ("width", "Step of 784-W-W-10 by the width W (ReLU, SGD, batch 32)"),
        ("depth", "Step by the number of hidden layers of 64 (ReLU, SGD, batch 32)"),
        ("batch", "Step of 784-16-16-10 by the size of the batch (sigmoid, SGD)"),
    ]

    /// The curves that some results have cases for.
    package static func all(of results: Results) -> [Curve] {
        kinds.compactMap { name, title in
            var points: [Key: [Point]] = [:]
            for result in results.cases where result.name.hasPrefix(name + "-") {
                guard let size = Double(result.name.dropFirst(name.count + 1)) else { continue }
                for threads in Set(result.series.map(\.threads)) {
                    for best in result.bestOfEach(threads: threads) {
                        let key = Key(contestant: best.series.contestant, threads: threads)
                        points[key, default: []]
                            .append(Point(size: size, value: best.summary.median))
                    }
                }
            }
            guard !points.isEmpty else { return nil }
            let lines = points.map { key, points in
                Trace(
                    contestant: key.contestant,
                    threads: key.threads,
                    points: points.sorted { $0.size < $1.size }
                )
            }
            // In an order of their own, so that the same results make the same file.
            return Curve(
                name: name,
                title: title,
                lines: lines.sorted(by: Trace.isBefore)
            )
        }
    }

    private struct Key: Hashable {
        let contestant: String
        let threads: Int
    }
}

/// The tables of a run in Markdown.
package struct Tables {
    let results: Results

    /// Tables of some results.
    package init(_ results: Results) { self.results = results }

    /// All of them.
    package var markdown: String {
        let curves = Curve.all(of: results)
        // The points of curves have a table together.
        let cases = results.cases.filter { result in
            !result.series.isEmpty && !curves.contains { $0.isMade(of: result) }
        }
        let parts =
            [head, goals, peaks] + cases.map(table) + curves.map(table) + [sizes, others, notes]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// A table: titles, then rows; columns after the first `left` are numbers.
    static func table(_ titles: [String], left: Int, _ rows: [[String]]) -> String {
        let marks = titles.indices.map { $0 < left ? "---" : "---:" }
        return ([titles, marks] + rows)
            .map { row in
                "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
            }
            .joined(separator: "\n")
    }

    private var head: String {
        let machine = results.machine
        let load = machine.load.map { ", load \(Words.digits($0)) at the beginning" } ?? ""
        return """
            # Tables

            Written by `scripts/bench`; not by hand. \(results.date), \(machine.processor), \
            \(machine.cores) cores, \(machine.instructions), \(machine.system)\(load). Medians of \
            \(results.rounds) blocks of \(Words.time(results.blockSeconds)), the contestants in turn.
            """
    }

    private var goals: String {
        let rows = Goal.all.compactMap { goal -> [String]? in
            guard results.cases.contains(where: { $0.name == goal.caseName }) else { return nil }
            let isShare = goal.measure == .shareOfPeak
            let words = isShare ? Words.share : Words.factor
            let against: String
            switch goal.measure {
            case .bestPeer: against = "best peer"
            case .peer(let name): against = name + (goal.othersCase.map { " in \($0)" } ?? "")
            case .shareOfPeak: against = "measured peak"
            }
            let reached = goal.reached(in: results)
            return [
                goal.caseName, against, reached.map { isShare ? "" : $0.other } ?? "",
                "\(goal.threads)", "≥ " + (isShare ? Words.share : Words.chosenFactor)(goal.wanted),
                reached.map { words($0.value) } ?? "not measured",
                reached.map { $0.value >= goal.wanted ? "yes" : "no" } ?? "",
            ]
        }
        guard !rows.isEmpty else { return "" }
        let titles = ["case", "against", "which is", "threads", "goal", "here", "reached"]
        return "## Goals\n\n" + Self.table(titles, left: 3, rows)
    }

    private var peaks: String {
        guard !results.peaks.isEmpty else { return "" }
        let sizes = Set(results.peaks.flatMap(\.reading.keys)).sorted()
        let rows = results.peaks.map { peak in
            [peak.moment, "\(peak.threads)", Self.billions(peak.arithmetic, "GFLOP/s")]
                + sizes.map { Self.billions(peak.reading[$0] ?? .nan, "GB/s") }
        }
        let titles =
            ["moment", "threads", "multiply-adds in registers"]
            + sizes.map { "reading \(Words.bytes(Double($0)))" }
        return "## What the machine can do\n\n" + Self.table(titles, left: 1, rows)
    }

    private static func billions(_ rate: Double, _ unit: String) -> String {
        "\(Words.digits(rate / 1e9)) \(unit)"
    }

    private func table(_ result: CaseResult) -> String {
        let isWhole = result.series.contains { $0.blocks.contains { $0.processorSeconds != nil } }
        let isMeasuredInOperations = result.quantity == .time && result.work != nil
        var titles = ["contestant", "variant", "threads", "median", "lowest – highest", "to ours"]
        if isWhole { titles += ["processor time", "memory at most"] }
        if isMeasuredInOperations { titles += ["GFLOP/s", "of peak"] }
        titles += ["others' cores"]
        let sorted = result.series
            .compactMap { series in
                series.summary(of: result.quantity).map { (series: series, summary: $0) }
            }
            .sorted {
                ($0.series.threads, $0.summary.median) < ($1.series.threads, $1.summary.median)
            }
        let rows = sorted.map { series, summary in
            row(series, summary, in: result, isWhole, isMeasuredInOperations)
        }
        let ratio = Set(result.series.map(\.threads)).sorted().compactMap { bestRatio(result, $0) }
        let words = ratio.isEmpty ? "" : "\n\n" + ratio.joined(separator: " ")
        return "## \(result.name)\n\n\(result.title).\(words)\n\n"
            + Self.table(titles, left: 2, rows)
    }

    private func row(
        _ series: Series,
        _ summary: Summary,
        in result: CaseResult,
        _ isWhole: Bool,
        _ isMeasuredInOperations: Bool
    ) -> [String] {
        let ours = result.best(threads: series.threads, where: \.isOurs)?.summary.median
        let value = { Words.value($0, of: result.quantity) }
        func middle(_ values: [Double], _ words: (Double) -> String) -> String {
            Summary(values).map { words($0.median) } ?? ""
        }
        var cells = [
            series.contestant, series.variant, "\(series.threads)", value(summary.median),
            "\(value(summary.lowest)) – \(value(summary.highest))",
            ours.map { Words.factor(summary.median / $0) } ?? "",
        ]
        if isWhole {
            cells += [
                middle(series.blocks.compactMap(\.processorSeconds), Words.time),
                middle(series.blocks.compactMap(\.peakBytes), Words.bytes),
            ]
        }
        if isMeasuredInOperations {
            cells += [
                results.operationsPerSecond(series, in: result).map { Words.digits($0 / 1e9) }
                    ?? "",
                results.shareOfPeak(series, in: result).map(Words.share) ?? "",
            ]
        }
        return cells + [middle(series.blocks.compactMap(\.othersCores), Words.digits)]
    }

    private func bestRatio(_ result: CaseResult, _ threads: Int) -> String? {
        guard let ours = result.best(threads: threads, where: \.isOurs),
            let peer = result.best(threads: threads, where: { !$0.isOurs })
        else { return nil }
        let ratio = Words.factor(peer.summary.median / ours.summary.median)
        return
            "The best peer on \(Words.threads(threads)), \(peer.series.contestant), needs \(ratio) of ours."
    }
}

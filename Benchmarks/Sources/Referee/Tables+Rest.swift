extension Tables {
    /// The table of a curve: a row for each size, a column for each contestant and threads.
    func table(_ curve: Curve) -> String {
        let lines = curve.lines
        let sizes = Set(lines.flatMap { $0.points.map(\.size) }).sorted()
        let rows = sizes.map { size in
            ["\(Int(size))"]
                + lines.map { line in
                    line.points.first { $0.size == size }.map { Words.time($0.value) } ?? ""
                }
        }
        let titles =
            [curve.name] + lines.map { "\($0.contestant), \(Words.threads($0.threads))" }
        return "## \(curve.name)\n\n\(curve.title).\n\n"
            + Self.table(titles, left: 0, rows)
    }

    /// Sizes on disk.
    var sizes: String {
        guard !results.sizes.isEmpty else { return "" }
        let rows = results.sizes.sorted { $0.bytes < $1.bytes }
            .map { [$0.contestant, $0.what, Words.bytes($0.bytes)] }
        return "## Sizes on disk\n\n" + Self.table(["contestant", "what", "size"], left: 2, rows)
    }

    /// Who took part.
    var others: String {
        guard !results.contestants.isEmpty else { return "" }
        let rows = results.contestants.map { contestant in
            let versions = contestant.versions.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)" }
            return [contestant.name, versions.joined(separator: ", "), contestant.notes ?? ""]
        }
        return "## Contestants\n\n" + Self.table(["name", "versions", "notes"], left: 3, rows)
    }

    /// What went wrong.
    var notes: String {
        guard !results.complaints.isEmpty else { return "" }
        return "## Left out\n\n" + results.complaints.map { "- \($0)" }.joined(separator: "\n")
    }
}

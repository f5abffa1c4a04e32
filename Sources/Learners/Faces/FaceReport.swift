import MediaFiles
import NeuralNetworks

/// What is said of a model of faces, on pictures that it never learned from.
struct FaceReport {
    /// What was learned, as a headline.
    let title: String
    /// The embeddings of the pictures that judge.
    let embeddings: [[Float]]
    /// Whom they show.
    let labels: [Int]
    /// Whom the model knows, and its thresholds.
    let preparation: FacePreparation
    /// The names of all people.
    let names: [String]
    /// The same pictures as rows of pixels, to compare with.
    var pixels: [[Float]] = []

    private func pairMetrics() -> [Metric] {
        let (same, different) = FaceEmbedder.pairs(embeddings, labels)
        guard !same.isEmpty, !different.isEmpty else { return [] }
        var baselines = [Metric.Baseline("a guess", 0.5)]
        if !pixels.isEmpty {
            let known = FaceEmbedder.pairs(pixels, labels)
            let rate = EqualErrorRate(same: known.same, different: known.different)
            baselines.append(Metric.Baseline("likeness of pixels", rate.value))
        }
        let bound = preparation.pairs.value
        let wrong = (
            Double(same.count { $0 < bound }) / Double(same.count),
            Double(different.count { $0 >= bound }) / Double(different.count)
        )
        func share(_ name: String, _ value: Double, _ count: Int) -> Metric {
            Metric(name, value, count: count, style: .share, isBetterHigh: false)
        }
        return [
            Metric(
                "equal_error_rate",
                EqualErrorRate(same: same, different: different).value,
                count: same.count + different.count,
                style: .share,
                isBetterHigh: false,
                baselines: baselines
            ),
            share("same_person_refused", wrong.0, same.count),
            share("different_people_taken_for_the_same", wrong.1, different.count),
        ]
    }

    /// Whether two pictures of people that were never seen show the same person.
    func verification() -> Report {
        Report(title, metrics: pairMetrics(), sections: [thresholds])
    }

    /// Who it is, among those that are known.
    func identification(
        _ model: FaceModel,
        _ pictures: Tensor,
        _ files: [String],
        nearest: Metric.Baseline?
    ) throws -> Report {
        let answers = embeddings.map { model.answer($0) }
        let right = zip(answers, labels).count { $0.nearest == names[$1] }
        let taken = zip(answers, labels).count { $0.name == names[$1] }
        let counts = labels.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        let most = Double(counts.values.max() ?? 0) / Double(max(labels.count, 1))
        var baselines = [Metric.Baseline("always the same person", most)]
        if let nearest { baselines.append(nearest) }
        let metrics = [
            Metric.share("accuracy", right, of: labels.count, baselines: baselines),
            Metric.share("known_and_named_right", taken, of: labels.count),
        ]
        let places = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        let matrix = ConfusionMatrix(
            answers: answers.map { places[$0.nearest] ?? 0 },
            labels: labels,
            classNames: names
        )
        let wrong = answers.indices.filter { answers[$0].nearest != names[labels[$0]] }
            .sorted { answers[$0].likeness > answers[$1].likeness }
        let shown = try wrong.prefix(12).compactMap { index -> ReportPicture? in
            guard let picture = Picture(pictures[index]) else { return nil }
            let likeness = fixed(Double(answers[index].likeness), 2)
            return ReportPicture(
                try picture.magnified(max(1, 160 / picture.width)).encodedPNG(),
                mediaType: "image/png",
                caption:
                    "\(files[index]): taken for \(answers[index].nearest) (likeness \(likeness)), but is "
                    + names[labels[index]]
            )
        }
        var sections = [thresholds, ReportSection("Each person", .table(ReportTable(matrix)))]
        if !shown.isEmpty { sections.append(ReportSection("Mistakes", .pictures(shown))) }
        return Report(title, metrics: metrics + pairMetrics(), sections: sections)
    }

    private var thresholds: ReportSection {
        func row(_ question: String, _ threshold: LikenessThreshold) -> [String] {
            [
                question, fixed(Double(threshold.value), 3),
                fixed(100 * threshold.equalError, 1) + " %",
            ]
        }
        return ReportSection(
            "Thresholds",
            note:
                "likeness goes from −1 to 1; wrong where they were chosen, on people that were not learned "
                + "from where there are enough",
            .table(
                ReportTable(
                    columns: ["question", "yes from likeness", "wrong"],
                    rows: [
                        row("the same person?", preparation.pairs),
                        row("anybody who is known?", preparation.known),
                    ]
                )
            )
        )
    }
}

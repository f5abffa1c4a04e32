import Datasets
import MediaFiles
import NeuralNetworks

/// What ends a training on faces: thresholds are chosen, everybody is enrolled, and the model is judged.
struct FaceJudgement {
    private let task: FaceTask
    private let split: FaceSplit
    private let model: Model
    private let embeddings: [Int: [Float]]
    private let preparation: FacePreparation

    init(_ task: FaceTask, _ split: FaceSplit, _ model: Model) throws {
        (self.task, self.split, self.model) = (task, split, model)
        let all = split.training + split.strangers + split.test
        let found = try FaceEmbedder(model: model)(task.pictures[all])
        let embeddings = Dictionary(uniqueKeysWithValues: zip(all, found))
        self.embeddings = embeddings
        func vectors(_ indices: [Int]) -> [[Float]] { indices.compactMap { embeddings[$0] } }
        func labels(_ indices: [Int]) -> [Int] { indices.map { task.set.files[$0].label } }
        func person(_ label: Int, _ indices: [Int]) -> FacePreparation.Person {
            FacePreparation.Person(
                name: task.set.classNames[label],
                mean: FaceEmbedder.mean(vectors(indices)),
                pictures: indices.count
            )
        }
        func people(_ indices: [Int]) -> [FacePreparation.Person] {
            Set(labels(indices)).sorted().map { label in
                person(label, indices.filter { task.set.files[$0].label == label })
            }
        }
        let judges = split.strangers.isEmpty ? split.training : split.strangers
        let pairs = FaceEmbedder.pairs(vectors(judges), labels(judges))
        // Each picture beside the mean of its person's others, and beside that of the most alike other person.
        let learned = people(split.training)
        var (same, different): ([Float], [Float]) = ([], [])
        for index in judges {
            guard let one = embeddings[index] else { continue }
            let label = task.set.files[index].label
            let others = judges.filter { $0 != index && task.set.files[$0].label == label }
            if !others.isEmpty {
                same.append(FaceEmbedder.likeness(one, FaceEmbedder.mean(vectors(others))))
            }
            let name = task.set.classNames[label]
            let alike = learned.filter { $0.name != name }
                .map { FaceEmbedder.likeness(one, $0.mean) }.max()
            if let alike { different.append(alike) }
        }
        preparation = FacePreparation(
            form: task.form,
            people: people((split.training + split.strangers).sorted()),
            pairs: LikenessThreshold(same: pairs.same, different: pairs.different),
            known: LikenessThreshold(same: same, different: different)
        )
    }

    /// Notes in the model whom it knows, and judges it.
    func report() throws -> Report {
        try model.information.note(preparation)
        let faces = try FaceModel(model)
        let labels = split.test.map { task.set.files[$0].label }
        let vectors = split.test.compactMap { embeddings[$0] }
        var report = FaceReport(
            title: task.title,
            embeddings: vectors,
            labels: labels,
            preparation: preparation,
            names: task.set.classNames
        )
        let pixels = PixelLikeness(task.pictures, mean: split.training)
        report.pixels = pixels.rows(split.test)
        guard !split.areUnseen else { return report.verification() }
        let known = task.pictures[split.training + split.strangers]
        let answers = NearestNeighbour(
            try Examples(
                inputs: known,
                targets: Tensor(
                    (split.training + split.strangers).map { Int32(task.set.files[$0].label) }
                )
            )
        ).answers(for: task.pictures[split.test])
        let files = split.test.map { task.set.files[$0].path }
        return try report.identification(
            faces,
            task.pictures[split.test],
            files,
            nearest: Metric.Baseline("nearest neighbour on pixels", answers, labels: labels)
        )
    }
}

/// Pictures as rows of pixels of length 1 about their mean: a likeness that nothing was learned for.
private struct PixelLikeness {
    private let pictures: Tensor
    private let mean: [Float]

    init(_ pictures: Tensor, mean indices: [Int]) {
        self.pictures = pictures
        let known = pictures[indices].floats
        let width = pictures.shape.count / max(pictures.shape[0], 1)
        var sums = [Float](repeating: 0, count: width)
        for (place, pixel) in known.enumerated() { sums[place % width] += pixel }
        mean = sums.map { $0 / Float(max(indices.count, 1)) }
    }

    func rows(_ indices: [Int]) -> [[Float]] {
        indices.map { index in
            FaceEmbedder.unit(zip(pictures[index].floats, mean).map { $0 - $1 })
        }
    }
}

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

    init(
        _ task: FaceTask,
        _ split: FaceSplit,
        _ model: Model,
        _ thresholds: FaceThresholds?
    ) throws {
        (self.task, self.split, self.model) = (task, split, model)
        let all = split.training + split.test
        let found = try FaceEmbedder(model: model)(task.pictures[all])
        embeddings = Dictionary(uniqueKeysWithValues: zip(all, found))
        let chosen =
            try thresholds
            ?? FaceThresholds(task, model, learned: split.training, judges: split.training)
        preparation = FacePreparation(
            form: task.form,
            people: task.people(split.training, embeddings),
            pairs: chosen.pairs,
            known: chosen.known
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
        let known = task.pictures[split.training]
        let answers = NearestNeighbour(
            try Examples(
                inputs: known,
                targets: Tensor(
                    split.training.map { Int32(task.set.files[$0].label) }
                )
            ),
            answering: split.test.count
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

/// From which likeness on it is the same person, and somebody who is known, chosen on some people.
struct FaceThresholds {
    let pairs: LikenessThreshold
    let known: LikenessThreshold

    /// Chooses.
    ///
    /// - Parameters:
    ///   - task: The pictures.
    ///   - model: What learned.
    ///   - learned: The pictures of people who are known.
    ///   - judges: The pictures it is chosen on, best of people who are not.
    /// - Throws: `ShapeError` where the pictures do not fit.
    init(_ task: FaceTask, _ model: Model, learned: [Int], judges: [Int]) throws {
        let all = Array(Set(learned + judges)).sorted()
        let found = try FaceEmbedder(model: model)(task.pictures[all])
        let embeddings = Dictionary(uniqueKeysWithValues: zip(all, found))
        let labels = judges.map { task.set.files[$0].label }
        let vectors = judges.compactMap { embeddings[$0] }
        let both = FaceEmbedder.pairs(vectors, labels)
        pairs = LikenessThreshold(same: both.same, different: both.different)
        // Each picture beside the mean of its person's others, and beside that of the most alike other person.
        let people = task.people(learned, embeddings)
        var (same, different): ([Float], [Float]) = ([], [])
        for (place, one) in vectors.enumerated() {
            let others = vectors.indices.filter { $0 != place && labels[$0] == labels[place] }
            if !others.isEmpty {
                let mean = FaceEmbedder.mean(others.map { vectors[$0] })
                same.append(FaceEmbedder.likeness(one, mean))
            }
            let name = task.set.classNames[labels[place]]
            let alike = people.filter { $0.name != name }
                .map { FaceEmbedder.likeness(one, $0.mean) }.max()
            if let alike { different.append(alike) }
        }
        known = LikenessThreshold(same: same, different: different)
    }
}

extension FaceTask {
    /// The people on pictures, each with the mean of its embeddings.
    func people(_ indices: [Int], _ embeddings: [Int: [Float]]) -> [FacePreparation.Person] {
        var pictures: [Int: [[Float]]] = [:]
        for index in indices {
            pictures[set.files[index].label, default: []] += embeddings[index].map { [$0] } ?? []
        }
        return pictures.sorted { $0.key < $1.key }.map { label, vectors in
            FacePreparation.Person(
                name: set.classNames[label],
                mean: FaceEmbedder.mean(vectors),
                pictures: vectors.count
            )
        }
    }
}

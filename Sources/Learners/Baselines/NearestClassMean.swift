public import NeuralNetworks

/// The class whose mean example is nearest, by Euclidean distance.
///
/// Source: Tibshirani, Hastie, Narasimhan, Chu, "Diagnosis of Multiple Cancer Types by Shrunken Centroids",
/// 2002, without the shrinking.
public struct NearestClassMean: Sendable {
    private let means: [Float]
    private let labels: [Int]
    private let width: Int

    /// Takes the mean of each class that has examples.
    public init(_ examples: Examples) {
        width = max(examples.inputShape.count, 1)
        let (numbers, all) = (examples.inputs.floats, examples.labels ?? [])
        labels = Set(all).sorted()
        var means: [Float] = []
        for label in labels {
            var sums = [Double](repeating: 0, count: width)
            let members = all.indices.filter { all[$0] == label }
            for index in members {
                for place in 0..<width { sums[place] += Double(numbers[index * width + place]) }
            }
            means += sums.map { Float($0 / Double(members.count)) }
        }
        self.means = means
    }

    /// The class with the nearest mean for each of some inputs, `[count, …]`.
    public func answers(for inputs: Tensor) -> [Int] {
        let numbers = inputs.floats
        return inParallel(numbers.count / width) { index in
            let row = numbers[index * width..<(index + 1) * width]
            var (best, answer) = (Float.infinity, 0)
            for (place, label) in labels.enumerated() {
                let distance = squaredDistance(row, means, place * width, below: best)
                if distance < best { (best, answer) = (distance, label) }
            }
            return answer
        }
    }
}

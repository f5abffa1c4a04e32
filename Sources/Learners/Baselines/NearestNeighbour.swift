public import NeuralNetworks

/// The answer of the most similar example: 1-nearest-neighbour by Euclidean distance, on pixels or whatever
/// numbers examples have.
///
/// It learns nothing, and is what a network has to beat. Source: Cover and Hart, "Nearest Neighbor Pattern
/// Classification", 1967.
public struct NearestNeighbour: Sendable {
    /// How many numbers are compared at most, of all inputs with all examples: about a minute's work.
    public static let usualWork = 500_000_000_000

    private let rows: [Float]
    private let labels: [Int]
    private let width: Int
    /// How many examples there were.
    private let all: Int

    /// Keeps the examples, or as many of them, evenly spread, as can be compared with all inputs in the time
    /// that a baseline is worth.
    ///
    /// - Parameters:
    ///   - examples: With their labels.
    ///   - inputs: How many inputs are going to be compared with them.
    ///   - work: How many numbers are compared at most.
    public init(_ examples: Examples, answering inputs: Int, work: Int = usualWork) {
        width = max(examples.inputShape.count, 1)
        all = examples.count
        let most = max(1, work / (width * max(inputs, 1)))
        guard all > most else {
            (rows, labels) = (examples.inputs.floats, examples.labels ?? [])
            return
        }
        let kept = examples[(0..<most).map { $0 * examples.count / most }]
        (rows, labels) = (kept.inputs.floats, kept.labels ?? [])
    }

    /// Of how many examples the nearest is found, where they are not all: `" of 9,000 of 72,000"`.
    public var sample: String {
        labels.count < all ? " of \(labels.count.grouped) of \(all.grouped)" : ""
    }

    /// The label of the nearest example for each of some inputs, `[count, …]`; of equally near ones the
    /// first.
    public func answers(for inputs: Tensor) -> [Int] {
        let numbers = inputs.floats
        return inParallel(numbers.count / width) { index in
            let row = numbers[index * width..<(index + 1) * width]
            var (best, answer) = (Float.infinity, 0)
            for (place, label) in labels.enumerated() {
                let distance = squaredDistance(row, rows, place * width, below: best)
                if distance < best { (best, answer) = (distance, label) }
            }
            return answer
        }
    }
}

/// The square of the distance of two rows; any larger number once it is certain not to be below a bound.
func squaredDistance(
    _ row: ArraySlice<Float>,
    _ rows: [Float],
    _ start: Int,
    below bound: Float
) -> Float {
    let (one, others) = (row.span, rows.span)
    var sum: Float = 0
    var place = 0
    while place < one.count {
        let end = min(place + 64, one.count)
        // Eight sums side by side, which a processor adds at once.
        var parts = SIMD8<Float>.zero
        while place + 8 <= end {
            var difference = SIMD8<Float>.zero
            for lane in 0..<8 {
                difference[lane] = one[place + lane] - others[start + place + lane]
            }
            parts += difference * difference
            place += 8
        }
        sum += parts.sum()
        while place < end {
            let difference = one[place] - others[start + place]
            sum += difference * difference
            place += 1
        }
        if sum >= bound { return sum }
    }
    return sum
}

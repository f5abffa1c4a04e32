import NeuralNetworks

/// Steps from which one looks ahead, with what is read there and what came then.
struct ForecastWindows {
    /// The steps.
    let steps: [Int]
    /// What is read, `[windows, inputs]`.
    let inputs: Tensor
    /// What came at each step ahead, in the unit of the column; NaN where it is missing.
    let answers: [[Float]]

    /// The windows whose answers all lie in a range of steps.
    init(
        _ form: ForecastForm,
        _ series: Series,
        _ channels: [[Float]],
        _ range: Range<Int>
    ) throws {
        guard case .numbers(let numbers) = try series.column(form.columns[0].name) else {
            throw SeriesError.noNumbers(form.columns[0].name)
        }
        let first = max(form.history - 1, range.lowerBound - 1)
        let last = range.upperBound - form.horizon - 1
        steps = (first <= last ? Array(first...last) : []).filter { step in
            // Nothing is learned from, or measured on, what is not there.
            numbers[step + 1...step + form.horizon].contains { !$0.isNaN }
        }
        answers = steps.map { Array(numbers[$0 + 1...$0 + form.horizon]) }
        var rows: [Float] = []
        rows.reserveCapacity(steps.count * form.inputCount)
        for step in steps { form.append(channels, at: step, of: series.grid, to: &rows) }
        inputs = Tensor(rows, shape: [steps.count, form.inputCount])
    }

    /// The answers as ``MaskedLoss`` takes them, for so many networks beside each other.
    func targets(_ form: ForecastForm, members: Int) -> Tensor {
        let (mean, deviation) = form.scale
        var values: [Float] = []
        for answer in answers {
            let numbers = answer.map { $0.isNaN ? 0 : ($0 - Float(mean)) / Float(deviation) }
            let weights = answer.map { $0.isNaN ? Float(0) : 1 }
            for _ in 0..<members { values += numbers }
            for _ in 0..<members { values += weights }
        }
        return Tensor(values, shape: [answers.count, 2 * members * form.horizon])
    }
}

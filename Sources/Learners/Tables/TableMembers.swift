import NeuralNetworks

/// The networks beside each other that learn from rows, each without another part of them, which says when to
/// stop and how far off it is on rows that it has not seen.
struct TableMembers {
    /// How many there are.
    let count: Int
    /// The part of each row: the first member learns without part 0, the second without part 1; nil where all
    /// learn from all.
    let heldOut: [Int]?
    let target: TableTarget
    /// The class or the number of each row.
    let answers: [Double]

    /// Whether a member learns without a row.
    private func isHeldOut(_ row: Int, by member: Int) -> Bool {
        heldOut.map { $0[row] == member } ?? false
    }

    /// The rows that some member learns without.
    var rowsHeldOut: [Int] {
        answers.indices.filter { row in heldOut.map { $0[row] < count } ?? false }
    }

    /// What is wanted of each member for each row.
    ///
    /// - Parameter wanted: Of the rows that it learns without, or of the others.
    /// - Returns: Labels, of which negative ones do not count, or numbers as ``MaskedLoss`` takes them.
    func targets(heldOut wanted: Bool) -> Tensor {
        let rows = answers.count
        func counts(_ row: Int, _ member: Int) -> Bool { isHeldOut(row, by: member) == wanted }
        guard case .number(let mean, let deviation) = target.kind else {
            // A negative label does not count.
            let labels = (0..<rows).flatMap { row in
                (0..<count).map { counts(row, $0) ? Int32(answers[row]) : -1 }
            }
            return Tensor(labels, shape: [rows, count])
        }
        let numbers = (0..<rows).flatMap { row -> [Float] in
            let number = Float((answers[row] - mean) / deviation)
            let weights = (0..<count).map { counts(row, $0) ? Float(1) : 0 }
            return [Float](repeating: number, count: count) + weights
        }
        return Tensor(numbers, shape: [rows, 2 * count])
    }

    /// How far held-out predictions are from the answers; nil for classes, and where nothing is held out.
    func reach(of model: Model, on rows: EncodedRows) throws -> TableForm.Reach? {
        guard case .number(let mean, let deviation) = target.kind else { return nil }
        let places = rowsHeldOut
        guard let heldOut, !places.isEmpty else { return nil }
        let inputs = try model.packed(rows.parts)[places]
        let outputs = try model.predict(inputs).floats
        return TableForm.Reach(
            places.enumerated().map { place, row in
                let number = Double(outputs[place * count + heldOut[row]]) * deviation + mean
                return abs(number - answers[row])
            }
        )
    }
}

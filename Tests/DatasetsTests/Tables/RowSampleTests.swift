import Testing

@testable import Datasets

@Suite("A sample of rows")
struct RowSampleTests {
    private func numbers(_ sample: RowSample?, rows: Int = 100) throws -> [Float] {
        let text = "a,b\n" + (0..<rows).map { "\($0),\($0 % 7)\n" }.joined()
        let table = try Table(decoding: Array(text.utf8), file: "t.csv", sample: sample)
        #expect(table.fileRowCount == rows)
        guard case .numbers(let numbers) = table.columns[0].values else { return [] }
        return numbers
    }

    @Test("So many rows are kept as are wanted, in the order of the file; the seed draws them")
    func drawing() throws {
        let some = try numbers(RowSample(most: 30, seed: 1))
        #expect(some.count == 30 && Set(some).count == 30 && some == some.sorted())
        #expect(try numbers(RowSample(most: 30, seed: 1)) == some)
        #expect(try numbers(RowSample(most: 30, seed: 2)) != some)
        let all = (0..<100).map { Float($0) }
        #expect(try numbers(nil) == all && numbers(RowSample(most: 100)) == all)
        #expect(try numbers(RowSample(most: 1_000)) == all)
        // Of two columns half as many rows.
        #expect(try numbers(RowSample(most: 1_000, mostCells: 60)).count == 30)
    }

    @Test("Each row is drawn as often as the others")
    func evenness() {
        var counts = [Int](repeating: 0, count: 20)
        for seed in 0..<2_000 {
            var drawing = RowSample.Drawing(RowSample(most: 5, seed: UInt64(seed)), of: 20)
            for row in counts.indices where drawing.takesNext() { counts[row] += 1 }
            // Rows that came to be after they were counted are not taken.
            let another = drawing.takesNext()
            #expect(!another)
        }
        // 500 each, with a deviation of 19.
        #expect(counts.allSatisfy { (400...600).contains($0) }, "\(counts)")
    }
}

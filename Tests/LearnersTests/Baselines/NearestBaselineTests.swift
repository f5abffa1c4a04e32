import NeuralNetworks
import TestSupport
import Testing

@testable import Learners

@Suite("Baselines of pictures")
struct NearestBaselineTests {
    /// Points around three corners, in the order of their classes 0, 1, 2.
    private func points(_ count: Int, seed: UInt64) throws -> Examples {
        var stream = RandomStream(seed: seed, for: "points")
        let corners: [[Float]] = [[0, 0, 0], [1, 0, 1], [0, 1, 1]]
        let labels = (0..<count).map { Int32($0 % 3) }
        let rows = labels.flatMap { label in
            corners[Int(label)].map { $0 + 0.2 * stream.uniform(in: -1...1) }
        }
        return try Examples(inputs: Tensor(rows, shape: [count, 3]), targets: Tensor(labels))
    }

    @Test("The nearest example, the nearest mean and a linear layer find what is plain")
    func plain() throws {
        let (training, test) = (try points(90, seed: 1), try points(40, seed: 2))
        let labels = test.labels ?? []
        #expect(NearestNeighbour(training, answering: 40).answers(for: test.inputs) == labels)
        #expect(NearestClassMean(training).answers(for: test.inputs) == labels)
        let linear = try LinearClassifier(training, classes: 3)
        #expect(try linear.answers(for: test.inputs) == labels)
    }

    @Test(
        "Of more examples than there is time for some are compared, evenly spread, and it is said"
    )
    func sample() throws {
        let (training, test) = (try points(90, seed: 1), try points(40, seed: 2))
        let some = NearestNeighbour(training, answering: 40, work: 40 * 3 * 30)
        #expect(some.sample == " of 30 of 90")
        #expect(NearestNeighbour(training, answering: 40).sample == "")
        // Every third is of the same class.
        #expect(some.answers(for: test.inputs) == [Int](repeating: 0, count: 40))
        #expect(NearestNeighbour(training, answering: 40, work: 1).sample == " of 1 of 90")
    }

    @Test("The first of equally near examples answers; long rows are compared to their end")
    func ties() throws {
        let rows = [Float](repeating: 0, count: 200) + [Float](repeating: 0, count: 199) + [1]
        let examples = try Examples(
            inputs: Tensor(rows + rows.suffix(200), shape: [3, 200]),
            targets: Tensor([4, 6, 7] as [Int32])
        )
        let nearest = NearestNeighbour(examples, answering: 2)
        #expect(nearest.answers(for: Tensor(rows, shape: [2, 200])) == [4, 6])
    }
}

public import Computation
import NeuralNetworks

/// A network of one's own gives other numbers than the question needs.
public struct NetworkOutputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What it gives for each example.
    public let found: Shape
    /// How many numbers are needed.
    public let expected: Int
    /// What the numbers are: `one for each class`.
    public let meaning: String

    /// One line: what it gives, what is expected, and what helps.
    public var description: String {
        let numbers = expected == 1 ? "1 number is" : "\(expected.grouped) numbers are"
        let flat = found.rank == 1 ? "" : "Flatten and "
        return
            "the network gives \(found) for each example, where \(numbers) expected, \(meaning); end it with "
            + "\(flat)Dense(\(expected))"
    }
}

extension Model {
    /// Refuses a network that does not give so many numbers for each example.
    func checkOutputs(_ count: Int, _ meaning: String) throws(NetworkOutputError) {
        guard outputShape != [count] else { return }
        throw NetworkOutputError(found: outputShape, expected: count, meaning: meaning)
    }
}

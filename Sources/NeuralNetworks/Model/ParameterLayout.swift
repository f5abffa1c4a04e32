public import Computation

/// Where each tensor of weights lies in a model's one block of memory.
///
/// Gradients and the optimizer's memory have the same layout, so that a step of learning is one
/// pass over flat memory. Each tensor starts on a 64-byte line; the gaps hold zeros. What is learned lies
/// together, before what is not.
public struct ParameterLayout: Hashable, Sendable {
    /// One tensor of weights and where it begins.
    public struct Segment: Hashable, Sendable {
        /// What the tensor is.
        public let parameter: Parameter
        /// Where it begins, in numbers.
        public let offset: Int
        /// The numbers that belong to it.
        public var range: Range<Int> { offset..<offset + parameter.shape.count }
    }

    /// The tensors in the order in which the layers declare them.
    public let segments: [Segment]
    /// The size of the whole block in numbers, gaps included.
    let count: Int
    /// How many numbers from the beginning of the block on are learned, gaps included.
    let learnedCount: Int

    init(_ parameters: [Parameter]) {
        var offsets: [Int] = [Int](repeating: 0, count: parameters.count)
        var end = 0
        func place(_ isPlaced: (Parameter) -> Bool) {
            for (index, parameter) in parameters.enumerated() where isPlaced(parameter) {
                offsets[index] = end
                end += (parameter.shape.count + 15) / 16 * 16
            }
        }
        place { $0.role == .learned }
        learnedCount = end
        place { $0.role != .learned }
        segments = zip(parameters, offsets).map { Segment(parameter: $0, offset: $1) }
        count = end
    }

    /// How many weights and biases there are.
    public var parameterCount: Int { ParameterLayout.parameterCount(segments[...]) }

    /// How many weights and biases are in some tensors; state is neither.
    static func parameterCount(_ segments: some Sequence<Segment>) -> Int {
        segments.filter { $0.parameter.role != .state }.reduce(0) { $0 + $1.parameter.shape.count }
    }

    /// The tensor of a name.
    func segment(_ name: String) throws(ParameterError) -> Segment {
        guard let segment = segments.first(where: { $0.parameter.name == name }) else {
            throw .unknown(name, known: segments.map(\.parameter.name))
        }
        return segment
    }

    /// Where each of a graph's weights lies.
    ///
    /// The graph may be of another batch size or mode than the one that the layout was made from; a
    /// layer whose weights depend on either is found here.
    func offsets(for graph: Graph) throws(ShapeError) -> [Int] {
        var offsets: [Int] = []
        for parameter in graph.parameters {
            guard let segment = segments.first(where: { $0.parameter.name == parameter.name })
            else {
                throw ShapeError(
                    "the weights \(parameter.name) are declared in one mode only",
                    remedy: "declare them whether the network learns or predicts"
                )
            }
            guard segment.parameter.shape == parameter.shape else {
                throw ShapeError(
                    "the weights \(parameter.name) are \(segment.parameter.shape) for one batch "
                        + "and \(parameter.shape) for another",
                    remedy: "let their shape not depend on the batch"
                )
            }
            offsets.append(segment.offset)
        }
        return offsets
    }

    /// Checks that this machine's memory can hold the weights.
    func checkMemory() throws(ShapeError) {
        let needed = 4 * count
        let memory = ThreadPool.physicalMemory
        guard needed > memory else { return }
        throw ShapeError(
            "the network has \(grouped(parameterCount)) weights, which need "
                + "\(needed >> 30) GiB, and this machine has \(memory >> 30) GiB",
            remedy: "make its layers narrower"
        )
    }
}

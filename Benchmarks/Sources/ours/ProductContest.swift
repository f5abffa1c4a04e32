import Conversation
import NeuralNetworks

/// One product of matrices, as a graph of that operation alone.
struct ProductContest: Contest {
    private let product: CompiledProduct
    private var repetition = Repetition()

    init(_ work: Work.Product, _ processor: Processor) throws {
        guard min(work.m, work.n, work.k) > 0 else {
            throw Refusal("matrices need rows and columns, not \(work.m)×\(work.n)×\(work.k)")
        }
        product = try CompiledProduct(m: work.m, n: work.n, k: work.k, processor: processor)
    }

    mutating func run(seconds: Double) throws -> Lap {
        try repetition.run(seconds: seconds) { _ in try product() }
    }
}

/// All that this contestant knows of compiled graphs.
private struct CompiledProduct {
    private let graph: CompiledGraph
    private let inputs: [Tensor]

    init(m: Int, n: Int, k: Int, processor: Processor) throws {
        let builder = GraphBuilder()
        let left = builder.input("left", TensorType(.float32, [m, k]))
        let right = builder.input("right", TensorType(.float32, [k, n]))
        graph = try CompiledGraph([left.matmul(right)], processor: processor)
        inputs = [
            Tensor(Self.numbers(m * k), shape: [m, k]),
            Tensor(Self.numbers(k * n), shape: [k, n]),
        ]
    }

    func callAsFunction() throws { try graph.run(inputs) }

    private static func numbers(_ count: Int) -> [Float] {
        (0..<count).map { _ in .random(in: -1...1) }
    }
}

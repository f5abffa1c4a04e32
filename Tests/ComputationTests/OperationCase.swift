import Computation
import TestSupport
import Testing

/// One example of an operation: what it is given and how it is written.
///
/// Each case is run against the shape rule, the kernels, finite differences and the rule's own
/// declaration.
struct OperationCase: Sendable, CustomTestStringConvertible {
    /// What an input holds.
    enum Input: Sendable {
        /// Numbers that stay clear of kinks and ties; gradients are checked.
        case numbers(Shape)
        /// Positive numbers, for roots and logarithms; gradients are checked.
        case positive(Shape)
        /// Whole numbers below a bound.
        case integers(Shape, below: Int)
        /// Bytes.
        case bytes(Shape)
        /// These numbers; no gradient.
        case exactly([Int32])
    }

    let name: String
    let inputs: [Input]
    let output: Shape
    /// Whether gradients flow at all.
    var isDifferentiable = true
    let write: @Sendable ([Symbol]) -> Symbol

    init(
        _ name: String,
        _ inputs: [Input],
        _ output: Shape,
        isDifferentiable: Bool = true,
        write: @escaping @Sendable ([Symbol]) -> Symbol
    ) {
        self.name = name
        self.inputs = inputs
        self.output = output
        self.isDifferentiable = isDifferentiable
        self.write = write
    }

    var testDescription: String { name }
}

/// A case written into a graph, with numbers to run it on.
struct PreparedCase {
    let builder = GraphBuilder()
    let inputs: [Symbol]
    let output: Symbol
    let values: [Tensor]
    /// The inputs whose gradients are checked.
    let differentiable: [Int]

    init(_ test: OperationCase, seed: Int = 1) {
        var stream = RandomStream(test: seed)
        var (symbols, values, differentiable): ([Symbol], [Tensor], [Int]) = ([], [], [])
        for (index, input) in test.inputs.enumerated() {
            let value: Tensor
            switch input {
            case .numbers(let shape):
                value = Tensor(stream.awayFromKinks(shape.count).map { Float($0) }, shape: shape)
                differentiable.append(index)
            case .positive(let shape):
                value = Tensor(stream.numbers(shape.count, in: 0.3...3), shape: shape)
                differentiable.append(index)
            case .integers(let shape, let bound):
                let numbers = (0..<shape.count).map { _ in Int32(stream.integer(below: bound)) }
                value = Tensor(numbers, shape: shape)
            case .bytes(let shape):
                let bytes = (0..<shape.count).map { _ in UInt8(stream.integer(below: 256)) }
                value = Tensor(bytes, shape: shape)
            case .exactly(let numbers):
                value = Tensor(numbers)
            }
            values.append(value)
            symbols.append(
                builder.input("\(index)", TensorType(value.elementType, value.shape))
            )
        }
        inputs = symbols
        output = test.write(symbols)
        self.values = values
        self.differentiable = test.isDifferentiable ? differentiable : []
    }

    /// The inputs in double precision, by name.
    var references: [String: ReferenceArray] {
        Dictionary(
            uniqueKeysWithValues: values.enumerated().map { ("\($0)", ReferenceArray($1)) }
        )
    }
}

/// Runs a plan of a graph on tensors and returns its outputs.
func runPlan(
    _ graph: Graph,
    _ outputs: [Symbol],
    inputs: [String: Tensor],
    instructionSet: InstructionSet = .best,
    threads: Int = 1,
    pool: ThreadPool? = nil
) -> [[Float]] {
    let plan = Plan(graph, outputs: outputs)
    let execution = Execution(plan, instructionSet: instructionSet, threads: threads)
    for (index, input) in plan.inputs.enumerated() {
        guard let tensor = inputs[input.name] else {
            Issue.record("the plan asks for an unknown input \(input.name)")
            continue
        }
        unsafe tensor.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress {
                unsafe execution.input(index).copyMemory(from: base, byteCount: bytes.count)
            }
        }
    }
    execution.run(on: pool)
    return outputs.indices.map { execution.floats(ofOutput: $0) }
}

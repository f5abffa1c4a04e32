// Counts the allocations of training steps, in a process where nothing else allocates meanwhile,
// and prints what it found. Arguments: the number of threads, and how many examples there are.

import CAllocationCount
import Dispatch
import NeuralNetworks
import Synchronization

/// A constant schedule that notes how many allocations there were when each step began.
final class AllocationNotes: Sendable {
    private let counts: Mutex<[Int64?]>
    /// Signalled when the last step is over.
    let isOver = DispatchSemaphore(value: 0)

    init(steps: Int) { counts = Mutex(Array(repeating: nil, count: steps)) }

    /// The allocations between the beginnings of steps that follow each other.
    var differences: [Int64] {
        let all = counts.withLock { $0.compactMap(\.self) }
        return zip(all.dropFirst(), all).map { $0 - $1 }
    }

    func note(_ step: Int) {
        counts.withLock { counts in
            // The learning rate of an epoch's last step is asked for again when the epoch is over.
            if counts[step] == nil {
                counts[step] = allocation_count()
            } else if step == counts.count - 1 {
                isOver.signal()
            }
        }
    }
}

struct Noting: Schedule {
    static let name = "noting"
    let notes: AllocationNotes

    func factor(step: Int, of total: Int) -> Double {
        notes.note(step)
        return 1
    }

    static func == (left: Noting, right: Noting) -> Bool { left.notes === right.notes }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(notes)) }
}

/// So many separate allocations.
func allocate(_ count: Int) -> Int {
    var arrays: [[Int]] = []
    for index in 0..<count { arrays.append([index]) }
    return arrays.count
}

let before = allocation_count()
let made = allocate(1_000)
print("control \(made) \(allocation_count() - before)")

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let (threads, count) = (arguments[0], arguments[1])
let (epochs, batchSize) = (4, 16)
let stepsPerEpoch = (count + batchSize - 1) / batchSize

// Wide enough that two threads share a step; dropout, ragged batches and validation included.
let network = Network {
    Flatten()
    Dense(128, activation: .relu)
    Dropout(0.2)
    Dense(10)
}
var stream = RandomStream(seed: 1, for: "probe")
let pixels: [UInt8] = (0..<count * 784).map { _ in UInt8(stream.integer(below: 256)) }
let labels: [Int32] = (0..<count).map { _ in Int32(stream.integer(below: 10)) }
let examples = try Examples(
    inputs: Tensor(pixels, shape: [count, 28, 28]),
    targets: Tensor(labels)
)

/// How a trainer is set up, and what that is called.
var cases = OptimizerCatalogue.optimizers.map { optimizer in
    (
        name: type(of: optimizer).name,
        set: { (trainer: inout Trainer) in trainer.optimizer = optimizer }
    )
}
cases.append(
    (
        "everything around the optimizer",
        { trainer in
            trainer.optimizer = AdamW()
            trainer.clipping = .norm(0.1)
            trainer.averaging = WeightAveraging()
            trainer.weightRules = [WeightRule(.vectors, weightDecay: 0, squarePenalty: 0.001)]
            trainer.timeLimit = .seconds(1_000)
        }
    )
)

for (name, set) in cases {
    let notes = AllocationNotes(steps: epochs * stepsPerEpoch)
    let model = try Model(network, input: [28, 28], seed: 1)
    var trainer = Trainer(
        loss: .softmaxCrossEntropy,
        optimizer: SGD(),
        schedule: Noting(notes: notes),
        processor: Processor(threads: threads)
    )
    set(&trainer)
    // Events go by the clock of the whole training: what passes between epochs counts too.
    let clock = ContinuousClock()
    let start = clock.now
    // Nobody listens until the training is over: a listener's allocations would be counted too.
    let run = trainer.train(
        model,
        on: examples,
        validation: examples[0..<32],
        epochs: epochs,
        batchSize: batchSize
    )
    notes.isOver.wait()
    let seconds = (clock.now - start) / .seconds(1)
    for try await _ in run {}

    let differences = notes.differences
    let isLastOfEpoch = { (step: Int) in (step + 1) % stepsPerEpoch == 0 }
    let inside = differences.indices.filter { !isLastOfEpoch($0) }
    let allocating = inside.filter { differences[$0] != 0 }
    let between = differences.indices.filter(isLastOfEpoch).map { differences[$0] }
    print("name \(name)")
    print("steps \(inside.count)")
    print("allocating \(allocating.count)")
    print("seconds \(seconds)")
    print("between \(between.map(String.init).joined(separator: " "))")
}

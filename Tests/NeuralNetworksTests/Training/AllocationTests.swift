import NeuralNetworks
import TestSupport
import Testing

@Suite("Allocations")
struct AllocationTests {
    #if DEBUG
        private static let isOptimized = false
    #else
        private static let isOptimized = true
    #endif

    /// What the probe found for one optimizer.
    private struct Finding {
        let steps: Int
        /// How many of the steps asked for memory.
        let allocating: Int
        let seconds: Double
        /// The allocations from the last step of an epoch to the first of the next.
        let between: [Int]

        init?(_ fields: [String: String]) {
            guard let steps = fields["steps"].flatMap({ Int($0) }),
                let allocating = fields["allocating"].flatMap({ Int($0) }),
                let seconds = fields["seconds"].flatMap({ Double($0) }),
                let between = fields["between"]?.split(separator: " ").compactMap({ Int($0) })
            else { return nil }
            (self.steps, self.allocating) = (steps, allocating)
            (self.seconds, self.between) = (seconds, between)
        }
    }

    private func probe(threads: Int, examples: Int) async throws -> [String] {
        let program = try #require(BuiltProgram.path("allocation-probe"))
        let child = try await ChildProcess(program, ["\(threads)", "\(examples)"])
        try #require(child.status == 0, "\(child.errors)")
        return child.lines
    }

    @Test("The counter counts")
    func control() async throws {
        let line = try #require(try await probe(threads: 1, examples: 50).first)
        let words = line.split(separator: " ")
        try #require(words.count == 3 && words[0] == "control")
        let (made, counted) = (try #require(Int(words[1])), try #require(Int(words[2])))
        #expect(counted >= made && made == 1_000)
    }

    @Test(
        "A step allocates nothing, shuffling and feeding the data included",
        .enabled(
            if: isOptimized,
            "a debug build allocates for literals and loops; test with -c release"
        ),
        arguments: [1, 2],
        [50, 1_000]
    )
    func steps(threads: Int, examples: Int) async throws {
        let lines = try await probe(threads: threads, examples: examples).dropFirst()
        let fields = lines.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let blocks = fields.split { $0.first == "name" }
        // One with each kind of optimizer, and one with all that a trainer has besides.
        #expect(blocks.count == OptimizerCatalogue.optimizers.count + 1)
        for block in blocks {
            let pairs = block.map { ($0[0], $0[1]) }
            let finding = try #require(Finding(Dictionary(uniqueKeysWithValues: pairs)))
            // An event of progress may allocate; there are at most thirty a second of them.
            #expect(finding.allocating <= Int(30 * finding.seconds))
            #expect(finding.steps >= 4 * (examples / 16 - 1))
            // Between epochs, an event and a score: a few, however many examples were shuffled.
            #expect(finding.between.allSatisfy { $0 <= 40 })
        }
    }
}

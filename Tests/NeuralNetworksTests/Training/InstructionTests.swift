import Foundation
import TestSupport
import Testing

/// How many instructions a step takes, counted by valgrind.
///
/// The number is the same however fast the machine is and whatever else it does. A change that makes
/// steps dearer must say so in `thresholds.json`.
@Suite("Instructions", .serialized)
struct InstructionTests {
    private static let counter = program("valgrind")
    /// Takes out what is there for debuggers, which valgrind would stumble over.
    private static let stripper = program("strip")

    private static func program(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    #if DEBUG || !arch(x86_64)
        private static let isComparable = false
    #else
        private static let isComparable = true
    #endif

    /// What is stored: for each case the instructions of a step, and how far it may be exceeded.
    private struct Thresholds: Decodable {
        let instructionsPerStep: [String: Int]
        let tolerance: Double
    }

    private func instructions(_ name: String, steps: Int, of probe: String) async throws -> Int {
        let counter = try #require(InstructionTests.counter)
        let child = try await ChildProcess(
            counter,
            ["--tool=callgrind", "--callgrind-out-file=/dev/null", probe, name, "\(steps)"]
        )
        try #require(child.status == 0, "\(child.errors)")
        let line = try #require(
            child.errors.split(separator: "\n").first { $0.contains("Collected :") }
        )
        return try #require(line.split(separator: " ").last.flatMap { Int($0) })
    }

    @Test(
        "A step takes no more than what is stored",
        .enabled(if: isComparable, "the counts are of optimized code for x86-64"),
        .enabled(
            if: counter != nil && stripper != nil,
            "valgrind and strip, which count instructions, are not both installed"
        )
    )
    func steps() async throws {
        let file = try #require(
            Bundle.module.url(forResource: "thresholds", withExtension: "json")
        )
        let thresholds = try JSONDecoder().decode(Thresholds.self, from: Data(contentsOf: file))
        #expect(thresholds.instructionsPerStep.count == 3)
        let program = try #require(BuiltProgram.path("instruction-probe"))
        let probe = NSTemporaryDirectory() + "instruction-probe-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: probe) }
        let stripper = try #require(InstructionTests.stripper)
        let stripped = try await ChildProcess(stripper, ["-o", probe, program])
        try #require(stripped.status == 0, "\(stripped.errors)")
        for (name, stored) in thresholds.instructionsPerStep {
            let (few, many) = (20, 60)
            let difference =
                try await instructions(name, steps: many, of: probe)
                - instructions(name, steps: few, of: probe)
            let found = difference / (many - few)
            #expect(
                Double(found) <= Double(stored) * (1 + thresholds.tolerance),
                "\(name): \(found) instructions for a step, not \(stored)"
            )
            // What became much cheaper is stored anew, so that it stays so.
            #expect(
                Double(found) >= Double(stored) * (1 - 2 * thresholds.tolerance),
                "\(name): only \(found) instructions for a step; store that instead of \(stored)"
            )
        }
    }
}

import Conversation
import Foundation
import Testing

@testable import Referee

@Suite("Results")
struct ResultsTests {
    private func result(_ name: String, _ work: Work?, _ seconds: [(String, String, Double)])
        -> CaseResult
    {
        var result = CaseResult(name: name, title: name, work: work)
        for (contestant, variant, seconds) in seconds {
            var block = Block(iterations: 4, seconds: 4 * seconds)
            block.othersCores = 0.25
            block.attempts = 2
            result.series.append(
                Series(contestant: contestant, variant: variant, threads: 2, blocks: [block])
            )
        }
        return result
    }

    private func makeResults() -> Results {
        let machine = Machine(
            processor: "P",
            instructions: "AVX2",
            cores: 2,
            system: "Linux 1",
            load: nil
        )
        var results = Results(date: "2026", machine: machine, rounds: 3, blockSeconds: 0.5)
        results.contestants = [Participant(name: "ours", versions: ["a": "1"], notes: nil)]
        results.peaks = [
            Peak(
                threads: 2,
                moment: "before",
                instructions: "AVX2",
                arithmetic: 1e11,
                reading: [16384: 2e11]
            )
        ]
        results.sizes = [Size(contestant: "ours", what: "nn", bytes: 5)]
        results.complaints = ["somebody died"]
        let product = Work.product(Work.Product(m: 512, n: 512, k: 512))
        results.cases = [
            result(
                "h-epoch",
                nil,
                [
                    ("ours", "trainer", 1), ("PyTorch", "sliced", 8),
                    ("PyTorch", "DataLoader, fused optimizer", 30), ("JAX", "scan", 3),
                    ("JAX", "sliced", 9),
                ]
            ),
            result("g-product-512", product, [("ours", "graph", 268_435_456 / 0.9e11)]),
            result("f-whole-1", nil, [("ours", "nn", 1), ("PyTorch", "script", 5)]),
            result("f-whole-10", nil, [("ours", "nn", 4)]),
        ]
        return results
    }

    @Test("What is written is what is read")
    func roundTrip() throws {
        let results = makeResults()
        let data = try Report.encode(results)
        #expect(try Report.decode(data, path: "x") == results)
        #expect(throws: RefereeError.self) { try Report.decode(Data("{}".utf8), path: "x") }
    }

    @Test("Goals are held against the right series")
    func goals() throws {
        let results = makeResults()
        func reached(_ name: String, _ measure: Goal.Measure) throws -> Double? {
            let goal = try #require(
                Goal.all.first { $0.caseName == name && $0.measure == measure && $0.threads == 2 }
            )
            return goal.reached(in: results)?.value
        }
        #expect(try reached("h-epoch", .peer("DataLoader")) == 30)
        #expect(try reached("h-epoch", .peer("JAX")) == 3)
        #expect(try reached("f-whole-10", .peer("PyTorch")) == 1.25)
        #expect(try reached("f-whole-1", .peer("NumPy")) == nil)
        #expect(try reached("g-product-512", .bestPeer) == nil)
        let share = try #require(try reached("g-product-512", .shareOfPeak))
        #expect(abs(share - 0.9) < 1e-9)
    }

    @Test("Tables name what was reached, what was not, and what went wrong")
    func tables() {
        let markdown = Tables(makeResults()).markdown
        #expect(markdown.contains("| DataLoader | PyTorch, DataLoader, fused optimizer | 2 |"))
        #expect(markdown.contains("| ≥ 20× | 30.0× | yes |"))
        #expect(markdown.contains("| ≥ 4× | 3.00× | no |"))
        #expect(markdown.contains("not measured"))
        #expect(markdown.contains("90 %"))
        #expect(markdown.contains("- somebody died"))
    }
}

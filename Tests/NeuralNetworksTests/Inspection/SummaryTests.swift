import Computation
import NeuralNetworks
import Testing

@Suite("Summaries")
struct SummaryTests {
    @Test("The network of the introduction as a table, word for word")
    func introduction() throws {
        let network = Network {
            Flatten()
            Dense(16, activation: .sigmoid)
            Dense(16, activation: .sigmoid)
            Dense(10)
        }
        let summary = try Model(network, input: [28, 28]).summary
        #expect(summary.parameters == 13_002)
        #expect(
            summary.description == """
                Layer                                       Output     Parameters
                ─────────────────────────────────────────────────────────────────
                Input                                       [28, 28]            0
                layers.0  Flatten()                         [784]               0
                layers.1  Dense(16, activation: .sigmoid)   [16]           12,560
                layers.2  Dense(16, activation: .sigmoid)   [16]              272
                layers.3  Dense(10)                         [10]              170
                ─────────────────────────────────────────────────────────────────
                Total                                                      13,002
                """
        )
    }

    @Test("Layers of inner networks have rows, inner networks have none", arguments: [true, false])
    func nested(isNamed: Bool) throws {
        let inner = Network {
            Dense(3)
            Activation(.relu)
        }
        let network = Network {
            if isNamed { inner.named("head").named("body") } else { inner }
            Dense(1).named("last")
        }
        let summary = try Model(network, input: [2]).summary
        let name = isNamed ? "body" : "layers.0"
        #expect(summary.rows.map(\.path) == ["\(name).layers.0", "\(name).layers.1", "last"])
        #expect(summary.rows.map(\.parameters) == [9, 0, 4])
        #expect(summary.rows.map(\.output) == [[3], [3], [1]])
        #expect(summary.parameters == 13)
    }

    @Test(
        "A count has a comma after each thousand",
        arguments: [
            (0, "0"), (999, "999"), (1000, "1,000"), (13_002, "13,002"),
            (1_234_567, "1,234,567"), (-1234, "-1,234"),
        ]
    )
    func counts(_ count: Int, text: String) {
        #expect(grouped(count) == text)
    }
}

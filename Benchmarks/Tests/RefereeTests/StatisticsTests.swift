import Conversation
import Foundation
import Testing

@testable import Referee

@Suite("Figures")
struct StatisticsTests {
    @Test("The median is the middle one, or the mean of the two")
    func median() throws {
        #expect(Summary([3, 1, 2])?.median == 2)
        #expect(Summary([4, 1, 3, 2])?.median == 2.5)
        let one = try #require(Summary([7]))
        #expect([one.median, one.lowest, one.highest] == [7, 7, 7])
        #expect(Summary([]) == nil)
        #expect(Summary([.nan, .infinity]) == nil)
    }

    @Test("Each work's arithmetic is counted as by hand")
    func arithmetic() {
        let small = [784, 16, 16, 10]
        let weights = 784.0 * 16 + 16 * 16 + 16 * 10
        let training = Work.Training(layers: small, activation: "relu", optimizer: "sgd", batch: 32)
        #expect(Work.step(training).arithmetic == 2 * 32 * (3 * weights - 784 * 16))
        #expect(Work.epoch(training).arithmetic == 2 * 60_000 * (3 * weights - 784 * 16))
        let prediction = Work.Prediction(layers: small, activation: "relu", batch: 1000)
        #expect(Work.predict(prediction).arithmetic == 2000 * weights)
        #expect(Work.product(Work.Product(m: 2, n: 3, k: 5)).arithmetic == 60)
        // Filters multiply at each position; the second convolution sees halved pictures.
        let convolutions = Work.Convolutions(side: 28, kernel: 5, filters: [32, 64])
        #expect(convolutions.outputs == 7 * 7 * 64)
        let first = 28.0 * 28 * 25 * 32
        let all = first + 14 * 14 * 25 * 32 * 64 + 3136 * 1024 + 1024 * 10
        let layers = [3136, 1024, 10]
        let pictures = Work.Prediction(
            convolutions: convolutions,
            layers: layers,
            activation: "relu",
            batch: 1000
        )
        #expect(Work.predict(pictures).arithmetic == 2000 * all)
        let learning = Work.Training(
            convolutions: convolutions,
            layers: layers,
            activation: "relu",
            optimizer: "momentum",
            batch: 64
        )
        #expect(Work.step(learning).arithmetic == 128 * (3 * all - first))
        // A network without hidden layers computes no gradient of inputs at all.
        let single = Work.Training(layers: [3, 2], activation: "relu", optimizer: "sgd", batch: 1)
        #expect(Work.step(single).arithmetic == 2 * 2 * 6)
    }

    @Test("Others' time is what neither the measured group nor the referee used")
    func processorTime() throws {
        let stat = "cpu  100 5 30 9000 70 1 2 3 50 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n"
        #expect(ProcessFiles.busyTicks(stat: stat) == 141)
        #expect(ProcessFiles.busyTicks(stat: "intr 1 2 3") == nil)
        let process = "42 (a) b (c) S 1 77 77 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 5"
        let found = try #require(ProcessFiles.groupAndTicks(processStat: process))
        #expect(found.group == 77)
        #expect(found.own == 30)
        #expect(found.children == 70)
        #expect(ProcessFiles.groupAndTicks(processStat: "42 (sh") == nil)
        let status = "VmPeak:\t  999 kB\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"
        #expect(ProcessFiles.peakBytes(status: status) == 2_097_152)
    }

    @Test("Numbers have three digits and a unit that suits them")
    func words() {
        #expect(Words.time(19.34e-6) == "19.3 µs")
        #expect(Words.time(0.9999e-3) == "1000 µs")
        #expect(Words.time(4.1) == "4.10 s")
        #expect(Words.time(2e-10) == "0.20 ns")
        #expect(Words.bytes(1_572_864) == "1.50 MiB")
        #expect(Words.factor(99.96) == "100×")
        #expect(Words.digits(.nan) == "–")
    }

    @Test("The convolutional cases have one network, whose dense layers fit the convolutions")
    func convolutionalCases() throws {
        let cases = try Catalogue.cases(meantBy: ["i", "j", "k"])
        let names = ["i-step-convolutional", "j-predict-convolutional", "k-predict-convolutional"]
        #expect(cases.map(\.name) == names)
        let networks = cases.compactMap { item -> (any NetworkWork)? in
            switch item.kind {
            case .contest(.step(let training)): training
            case .contest(.predict(let prediction)): prediction
            default: nil
            }
        }
        let batches = networks.map { $0.batch }
        #expect(batches == [64, 1, 1000])
        for network in networks {
            let convolutions = try #require(network.convolutions)
            #expect(convolutions == networks[0].convolutions)
            #expect(network.layers == [convolutions.outputs, 1024, 10])
        }
        let goals = names.map { name in Goal.all.filter { $0.caseName == name }.map { $0.wanted } }
        #expect(goals == [[1.2], [1.2], [0.97]])
    }

    @Test("Cases are meant by their beginning up to a hyphen, and unknown ones are named")
    func catalogue() throws {
        #expect(try Catalogue.cases(meantBy: ["d"]).map(\.name).allSatisfy { $0.hasPrefix("d-") })
        #expect(try Catalogue.cases(meantBy: ["width"]).count == 9)
        #expect(try Catalogue.cases(meantBy: []).count == Catalogue.cases.count)
        #expect(Set(Catalogue.cases.map(\.name)).count == Catalogue.cases.count)
        #expect(throws: RefereeError.self) { try Catalogue.cases(meantBy: ["dep"]) }
        for goal in Goal.all {
            let names = [goal.caseName] + (goal.othersCase.map { [$0] } ?? [])
            for name in names { #expect(Catalogue.cases.contains { $0.name == name }) }
        }
    }
}

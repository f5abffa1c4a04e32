import Conversation
import Foundation
import Testing

@testable import Referee

@Suite("The conversation")
struct ConversationTests {
    @Test("Commands have the form that contestants in other languages read")
    func commands() throws {
        let work = Work.step(
            Work.Training(layers: [784, 10], activation: "relu", optimizer: "adam", batch: 32)
        )
        #expect(try Line.encode(Command.hello) == #"{"command":"hello"}"#)
        #expect(
            try Line.encode(Command.prepare(work))
                == #"{"command":"prepare","work":{"activation":"relu","batch":32,"kind":"step","#
                + #""layers":[784,10],"optimizer":"adam"}}"#
        )
        let product = Work.product(Work.Product(m: 1, n: 2, k: 3))
        let prediction = Work.predict(
            Work.Prediction(layers: [784, 10], activation: "relu", batch: 1)
        )
        let commands: [Command] = [
            .hello, .prepare(work), .prepare(product), .prepare(prediction), .quit,
            .run(variant: "eager, \"fused\"", seconds: 0.2),
        ]
        for command in commands {
            #expect(try Line.decode(Command.self, from: try Line.encode(command)) == command)
        }
    }

    @Test("A network's convolutions are told, and earlier runs without them are read")
    func convolutions() throws {
        let work = Work.step(
            Work.Training(
                convolutions: Work.Convolutions(side: 28, kernel: 5, filters: [32, 64]),
                layers: [3136, 10],
                activation: "relu",
                optimizer: "momentum",
                batch: 64
            )
        )
        let line = try Line.encode(work)
        #expect(
            line == #"{"activation":"relu","batch":64,"#
                + #""convolutions":{"filters":[32,64],"kernel":5,"side":28},"kind":"step","#
                + #""layers":[3136,10],"optimizer":"momentum"}"#
        )
        let found = try Line.decode(Work.self, from: line)
        #expect(found == work)
        let earlier = try Line.decode(
            Work.self,
            from: #"{"activation":"relu","batch":1,"kind":"predict","layers":[784,10]}"#
        )
        let dense = Work.Prediction(layers: [784, 10], activation: "relu", batch: 1)
        #expect(earlier == .predict(dense))
    }

    @Test("Works on sequences are told with their kind, and cost what their products cost")
    func sequences() throws {
        let recurrent = Work.recurrent(
            Work.Recurrent(inputs: 2, hidden: 3, length: 5, batch: 7)
        )
        let line = try Line.encode(recurrent)
        #expect(line == #"{"batch":7,"hidden":3,"inputs":2,"kind":"recurrent","length":5}"#)
        // Three times 5 steps of 7 sequences, each 12 sums of 5 products.
        let sums: Int = 5 * 7 * 12
        #expect(recurrent.arithmetic == Double(3 * 2 * sums * 5))
        let sizes = Work.Transformer(
            vocabulary: 3,
            context: 4,
            width: 8,
            heads: 2,
            feedForward: 16,
            blocks: 1,
            batch: 1
        )
        for work in [recurrent, .transformer(sizes), .generate(sizes)] {
            let found = try Line.decode(Work.self, from: try Line.encode(work))
            #expect(found == work)
        }
        // Four tokens: 8·(4·8 + 2·16) of the weights, 8·4 of attention, 8·3 of the scores.
        let products: Int = 8 * 64 + 8 * 4 + 8 * 3
        #expect(Work.generate(sizes).arithmetic == Double(2 * 4 * products))
        #expect(Work.transformer(sizes).arithmetic == 3 * Work.generate(sizes).arithmetic)
    }

    /// A contestant of a few lines of shell.
    private func withContestant<Result>(
        _ body: String,
        limit: Double = 20,
        _ use: (Contestant) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "bench-test-\(UInt64.random(in: 0 ... .max))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            while read -r line; do case $line in
            *hello*) echo '{"name":"Fake","versions":{"sh":"'$THREADS'"}}' ;;
            \(body)
            esac; done
            """
        let entry = RosterEntry(name: "fake", command: ["/bin/sh", "-c", script], folder: folder)
        let surroundings = Surroundings(
            environment: ["PATH": "/usr/bin:/bin"],
            data: folder,
            errorsFolder: folder,
            answerLimit: limit
        )
        return try use(try Contestant(entry, threads: 2, in: surroundings))
    }

    private let product = Work.product(Work.Product(m: 1, n: 1, k: 1))

    @Test("A contestant that answers is measured")
    func goodContestant() throws {
        let body = """
            *prepare*) echo '{"variants":["one","two"]}' ;;
            *run*two*) echo '{"error":"two is broken"}' ;;
            *run*) echo '{"iterations":10,"seconds":0.5}' ;;
            *quit*) exit 0 ;;
            """
        try withContestant(body) { contestant in
            #expect(contestant.greeting.versions == ["sh": "2"])
            var complaints: [String] = []
            var settings = Settings.quick
            settings.othersAllowed = .infinity
            let runner = ContestRunner(settings) { complaints.append($0) }
            let series = runner.run(product, by: [contestant], threads: 2)
            #expect(series.map(\.variant) == ["one"])
            #expect(series.first?.blocks.count == 3)
            #expect(series.first?.summary(of: .time)?.median == 0.05)
            #expect(complaints == ["fake, two, threads 2: cannot do run: two is broken"])
            #expect(contestant.quit()?.status == 0)
        }
    }

    @Test("One that dies, hangs or talks nonsense is named in one line and left out")
    func badContestants() throws {
        let answers = [
            ("*prepare*) echo 'out of memory' >&2; exit 3 ;;", "its last words: out of memory"),
            ("*prepare*) sleep 60 ;;", "no answer to prepare within 1 seconds"),
            ("*prepare*) echo 'Hello!' ;;", "answered prepare with something else: Hello!"),
        ]
        for (body, words) in answers {
            try withContestant(body, limit: 1.5) { contestant in
                var complaints: [String] = []
                let runner = ContestRunner(.quick) { complaints.append($0) }
                #expect(runner.run(product, by: [contestant], threads: 2).isEmpty)
                #expect(complaints.count == 1)
                #expect(complaints.first?.contains(words) == true, "\(complaints)")
                #expect(contestant.isDead)
            }
        }
    }

    @Test("A program that is not there cannot be started")
    func missingProgram() {
        #expect(throws: RefereeError.self) {
            try ChildProgram(
                ["/nowhere/program"],
                environment: [:],
                folder: "/",
                errorsFile: "/dev/null"
            )
        }
    }
}

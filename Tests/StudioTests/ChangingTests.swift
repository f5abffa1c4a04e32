import Foundation
import TestSupport
import Testing

@testable import Studio

@Suite("Turning and teaching a session's network")
struct ChangingTests {
    private static func turn(_ index: Int, _ value: String) -> String {
        #"{"parameter":"layers.0.weight","index":\#(index),"value":\#(value)}"#
    }

    /// The numbers of little-endian bytes.
    private static func floats(_ bytes: Data) -> [Float] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(
                bitPattern: bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
            )
        }
    }

    @Test("A weight is turned, and turned back")
    func turn() async throws {
        let session = try await TestStudio.shared.value.begin()
        let before = try await session.weights()
        let first = try await session.value("turn", posting: Self.turn(3, "0.1"))
        let old = Self.floats(before)[3]
        #expect(first["previous"]?.number.map { Float($0) } == old)
        #expect(first["undo"] == .number(1) && first["recipe"]?.list?.count == 1)
        #expect(
            first["status"]?["version"]?.number ?? 0 > session.begun["status"]?["version"]?.number
                ?? 0
        )
        let dragged = try await session.value("turn", posting: Self.turn(3, "2.5"))
        #expect(dragged["previous"]?.number.map { Float($0) } == 0.1)
        // One knob turned twice in a row is one turn.
        #expect(dragged["undo"] == .number(1) && dragged["recipe"]?.list?.count == 1)
        #expect(dragged["score"] != session.begun["score"])
        let second = try await session.value("turn", posting: Self.turn(4, "-1"))
        #expect(second["undo"] == .number(2) && second["recipe"]?.list?.count == 2)
        let after = try await session.weights()
        #expect(after != before)

        let one = try await session.value("undo", posting: "{}")
        #expect(one["previous"] == .number(-1) && one["undo"] == .number(1))
        let none = try await session.value("undo", posting: "{}")
        #expect(none["undo"] == .number(0) && none["recipe"] == .list([]))
        let back = try await session.weights()
        #expect(back == before)
        let line = try await session.refusal("undo", 409, posting: "{}")
        #expect(line.contains("nothing was turned"))
    }

    @Test(
        "Turns that make no sense are refused",
        arguments: [
            (#"{"parameter":"layers.9.weight","index":0,"value":1}"#, "layers.9.weight"),
            (#"{"parameter":"layers.0.weight","index":-1,"value":1}"#, "-1"),
            (#"{"parameter":"layers.0.weight","index":16,"value":1}"#, "16"),
            (#"{"parameter":"layers.0.weight","index":0,"value":1000001}"#, "-1000000 to 1000000"),
            (
                #"{"parameter":"layers.0.weight","index":0,"value":1e300}"#,
                "a number that its field cannot take"
            ),
            (#"{"parameter":"layers.0.weight","index":0,"value":null}"#, "value"),
            (#"{"parameter":"layers.0.weight","index":0}"#, "\"value\" is missing"),
            (#"{"parameter":7,"index":0,"value":1}"#, "\"parameter\" is no text"),
            (
                #"{"parameter":"layers.0.weight","index":0.5,"value":1}"#,
                "a number that its field cannot take"
            ),
        ]
    )
    func wrongTurn(body: String, words: String) async throws {
        let session = try await TestStudio.shared.value.begin()
        let before = try await session.weights()
        let line = try await session.refusal("turn", 400, posting: body)
        #expect(line.contains(words), "\(line)")
        let after = try await session.weights()
        #expect(before == after)
    }

    @Test("Back to trained: the weights before the first turn, else the start")
    func restore() async throws {
        let session = try await TestStudio.shared.value.begin()
        let start = try await session.weights()
        _ = try await session.value("train", posting: #"{"action":"step"}"#)
        let trained = try await session.weights()
        for index in 0..<3 { _ = try await session.value("turn", posting: Self.turn(index, "1")) }
        let restored = try await session.value("restore", posting: "{}")
        #expect(restored["recipe"] == .list([.object(["steps": .number(1)])]))
        #expect(restored["undo"] == .number(0))
        let back = try await session.weights()
        #expect(back == trained && back != start)
        // Nothing is turned any more: the start.
        let first = try await session.value("restore", posting: "{}")
        #expect(first["recipe"] == .list([]) && first["status"]?["steps"] == .number(0))
        let again = try await session.weights()
        #expect(again == start)
    }

    @Test("A training runs, pauses, stops after its steps, and takes single ones")
    func train() async throws {
        let session = try await TestStudio.shared.value.begin()
        let run = try await session.value("train", posting: #"{"action":"run","steps":777}"#)
        #expect(run["score"] == nil && run["status"]?["running"] == .flag(true))
        let ended = try await session.wait { $0["status"]?["running"] == .flag(false) }
        #expect(ended["status"]?["steps"] == .number(777))
        #expect(ended["recipe"] == .list([.object(["steps": .number(777)])]))
        #expect(ended["status"]?["stepsPerSecond"] == .number(0))
        #expect(ended["status"]?["loss"]?.number != nil)

        _ = try await session.value("train", posting: #"{"action":"run"}"#)
        _ = try await session.wait { $0["status"]?["steps"]?.number ?? 0 > 1000 }
        let paused = try await session.value("train", posting: #"{"action":"pause"}"#)
        #expect(paused["status"]?["running"] == .flag(false))
        let still = try await session.value()
        #expect(still["status"]?["steps"] == paused["status"]?["steps"])

        let step = try await session.value("train", posting: #"{"action":"step"}"#)
        let steps = try #require(paused["status"]?["steps"]?.number)
        #expect(step["status"]?["steps"] == .number(steps + 1))
        #expect(step["recipe"] == .list([.object(["steps": .number(steps + 1)])]))
        let example = try await session.value(
            "train",
            posting: #"{"action":"example","input":{"kind":"point","x":0.5,"y":0.5},"label":1}"#
        )
        #expect(example["status"]?["steps"] == .number(steps + 2))
        #expect(example["recipe"]?.list?.count == 2)

        let restarted = try await session.value("train", posting: #"{"action":"restart"}"#)
        #expect(restarted["status"]?["steps"] == .number(0) && restarted["recipe"] == .list([]))
        #expect(restarted["settings"]?["start"] == .text("fresh"))
    }

    @Test(
        "Trainings that make no sense are refused",
        arguments: [
            (#"{"action":"dance"}"#, "action"), (#"{}"#, "\"action\" is missing"),
            (#"{"action":"run","steps":0}"#, "1 to 5000000"),
            (#"{"action":"run","steps":"all"}"#, "steps"),
            (#"{"action":"example"}"#, "needs \"input\" and \"label\""),
            (
                #"{"action":"example","input":{"kind":"point","x":0,"y":0},"label":2}"#,
                "there are 0 to 1"
            ),
            (#"{"action":"example","input":{"kind":"point"},"label":1}"#, "input.x"),
        ]
    )
    func wrongTraining(body: String, words: String) async throws {
        let session = try await TestStudio.shared.value.begin()
        let line = try await session.refusal("train", 400, posting: body)
        #expect(line.contains(words), "\(line)")
    }

    @Test("A training whose loss becomes no number stops and says so; its network is still one")
    func divergence() async throws {
        let session = try await TestStudio.shared.value.begin(
            changing: [
                "optimizer": .text("sgd"), "learningRate": .number(1000),
                "activation": .text("identity"), "loss": .text("cross-entropy"),
            ]
        )
        _ = try await session.value("turn", posting: Self.turn(0, "1000000"))
        _ = try await session.value("train", posting: #"{"action":"run","steps":100000}"#)
        let ended = try await session.wait { $0["status"]?["running"] == .flag(false) }
        let problem = try #require(ended["status"]?["problem"]?.string)
        #expect(problem.contains("became no number") && ended["recipeIsWhole"] == .flag(false))
        let weights = try await session.weights()
        #expect(Self.floats(weights).allSatisfy { $0.isFinite })
        let restarted = try await session.value("train", posting: #"{"action":"restart"}"#)
        #expect(
            restarted["status"]?["problem"] == .null && restarted["recipeIsWhole"] == .flag(true)
        )
    }

    @Test("The recipe that a session reports gives its weights to the bit")
    func replay() async throws {
        let session = try await TestStudio.shared.value.begin()
        // A life at moments that no clock repeats.
        for round in 0..<3 {
            _ = try await session.value("train", posting: #"{"action":"run"}"#)
            _ = try await session.wait { $0["status"]?["steps"]?.number ?? 0 > Double(200 * round) }
            _ = try await session.value("turn", posting: Self.turn(round, "0.3"))
            _ = try await session.value("turn", posting: Self.turn(round, "0.123456789"))
            _ = try await session.value("train", posting: #"{"action":"pause"}"#)
            _ = try await session.value("turn", posting: Self.turn(5, "-0.7"))
            _ = try await session.value(
                "train",
                posting:
                    #"{"action":"example","input":{"kind":"noise","seed":\#(round)},"label":1}"#
            )
            _ = try await session.value("train", posting: #"{"action":"step"}"#)
            _ = try await session.value(
                "learning",
                posting:
                    #"{"optimizer":"momentum","learningRate":0.0\#(round + 1),"batchSize":\#(7 + round)}"#
            )
            _ = try await session.value("turn", posting: Self.turn(7, "0.5"))
            _ = try await session.value("undo", posting: "{}")
        }
        let again = try await session.replayed()
        let (weights, replayed) = (try await session.weights(), try await again.weights())
        #expect(weights == replayed)
        let (one, other) = (try await session.value(), try await again.value())
        for field in ["recipe", "settings", "score"] { #expect(one[field] == other[field]) }
        #expect(one["status"]?["steps"] == other["status"]?["steps"])

        // And they go on alike, for the optimizer remembers the same.
        for session in [session, again] {
            _ = try await session.value("train", posting: #"{"action":"run","steps":50}"#)
            _ = try await session.wait { $0["status"]?["running"] == .flag(false) }
        }
        let (after, replayedAfter) = (try await session.weights(), try await again.weights())
        #expect(after == replayedAfter && after != weights)
    }

    @Test("New settings of learning hold from then on; wrong ones are refused")
    func learning() async throws {
        let session = try await TestStudio.shared.value.begin()
        let body = #"{"optimizer":"sgd","learningRate":0.5,"batchSize":10}"#
        let early = try await session.value("learning", posting: body)
        // Nothing was learned before: they have always been so.
        #expect(early["recipe"] == .list([]) && early["settings"]?["learningRate"] == .number(0.5))
        _ = try await session.value("train", posting: #"{"action":"step"}"#)
        let late = try await session.value(
            "learning",
            posting: #"{"optimizer":"adam","learningRate":0.25,"batchSize":10}"#
        )
        #expect(late["recipe"]?.list?.count == 3 && late["settings"]?["optimizer"] == .text("adam"))
        for (body, words) in [
            (#"{"optimizer":"x","learningRate":0.5,"batchSize":10}"#, "there is no optimizer"),
            (#"{"optimizer":"sgd","learningRate":0,"batchSize":10}"#, "learning rate"),
            (#"{"optimizer":"sgd","learningRate":0.5,"batchSize":0}"#, "batch size"),
            (#"{"optimizer":"sgd","learningRate":0.5}"#, "\"batchSize\" is missing"),
        ] {
            let line = try await session.refusal("learning", 400, posting: body)
            #expect(line.contains(words))
        }
    }

    @Test(
        "Single examples, turns between settings, and batch sizes there and back are replayed to the bit"
    )
    func unusualLives() async throws {
        let example = #"{"action":"example","input":{"kind":"noise","seed":1},"label":1}"#
        let step = #"{"action":"step"}"#
        func learning(_ batch: Int) -> String {
            #"{"optimizer":"adam","learningRate":0.01,"batchSize":\#(batch)}"#
        }
        let lives: [[(String, String)]] = [
            Array(repeating: ("train", example), count: 4)
                + Array(repeating: ("train", step), count: 5),
            [
                ("train", step), ("turn", Self.turn(3, "0.5")), ("learning", learning(20)),
                ("turn", Self.turn(3, "0.7")), ("undo", "{}"), ("train", step),
            ],
            [
                ("turn", Self.turn(3, "0.5")), ("learning", learning(20)),
                ("turn", Self.turn(3, "0.7")), ("undo", "{}"),
            ],
            Array(repeating: ("train", step), count: 7) + [
                ("learning", learning(400)), ("learning", learning(32)), ("train", step),
                ("train", step), ("train", step),
            ],
        ]
        for life in lives {
            let session = try await TestStudio.shared.value.begin()
            for (path, body) in life { _ = try await session.value(path, posting: body) }
            let again = try await session.replayed()
            let (weights, replayed) = (try await session.weights(), try await again.weights())
            #expect(weights == replayed)
            let (one, other) = (try await session.value(), try await again.value())
            #expect(one["status"]?["steps"] == other["status"]?["steps"])
            #expect(one["recipe"] == other["recipe"])
        }
    }

    @Test("A run that is asked for while another ends is not lost")
    func runAfterRun() async throws {
        let session = try await TestStudio.shared.value.begin()
        for round in 1...40 {
            _ = try await session.value("train", posting: #"{"action":"run","steps":1}"#)
            _ = try await session.value("train", posting: #"{"action":"run"}"#)
            let steps = 3 * round
            _ = try await session.wait { $0["status"]?["steps"]?.number ?? 0 >= Double(steps) }
            _ = try await session.value("train", posting: #"{"action":"pause"}"#)
            let running = try await session.value()["status"]?["running"]
            #expect(running == .flag(false))
        }
    }

    /// All numbers of a table, −1 where there is none.
    private func numbers(_ table: String) -> [Double] {
        table.split(separator: "\n").dropFirst().flatMap { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? -1 }
        }
    }

    @Test("The same steps give the same curve, in whatever portions they came")
    func replayedCurve() async throws {
        let studio = try await TestStudio.shared.value
        let first = try await studio.begin()
        _ = try await first.value("train", posting: #"{"action":"run","steps":700}"#)
        _ = try await first.wait { $0["status"]?["running"] == .flag(false) }
        let whole = try await first.get("export/curves.csv").text
        let again = try await studio.begin(recipe: .list([.object(["steps": .number(700)])]))
        // Means over portions may differ in the last bits of a double.
        func isSame(_ curve: String) -> Bool {
            let (one, other) = (numbers(whole), numbers(curve))
            return one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-9 }
        }
        let replayed = try await again.get("export/curves.csv").text
        #expect(isSame(replayed))
        let paused = try await studio.begin()
        for portion in [37, 40, 1, 622] {
            _ = try await paused.value(
                "train",
                posting: #"{"action":"run","steps":\#(portion)}"#
            )
            _ = try await paused.wait { $0["status"]?["running"] == .flag(false) }
        }
        let portions = try await paused.get("export/curves.csv").text
        #expect(isSame(portions))
        let steps = whole.split(separator: "\n").dropFirst().compactMap { line in
            line.split(separator: ",").first.flatMap { Int($0) }
        }
        #expect(steps.first == 0 && steps.last == 700 && steps == steps.sorted())
        #expect(steps.count > 60 && steps.count < 150)
    }

    @Test("A slow run takes no more steps than were asked for in its time")
    func slowRun() async throws {
        let session = try await TestStudio.shared.value.begin()
        let start = ContinuousClock.now
        _ = try await session.value(
            "train",
            posting: #"{"action":"run","steps":5,"stepsPerSecond":50}"#
        )
        _ = try await session.wait { $0["status"]?["running"] == .flag(false) }
        // The last of five begins after four fiftieths of a second.
        #expect(ContinuousClock.now - start >= .milliseconds(80))
        let steps = try await session.value()["status"]?["steps"]
        #expect(steps == .number(5))
        let line = try await session.refusal(
            "train",
            400,
            posting: #"{"action":"run","stepsPerSecond":0}"#
        )
        #expect(line.contains("0.1 to 1000"))
    }
}

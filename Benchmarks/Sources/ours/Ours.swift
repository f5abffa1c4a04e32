import CBenchmarkSystem
import Conversation
import Foundation
import MediaFiles
import NeuralNetworks

/// Our own contestant: answers the referee line by line, by the library's public interface alone.
@main
enum Ours {
    static func main() async throws {
        if CommandLine.arguments.dropFirst() == ["values"] { return say(try ValueMemory.table()) }
        let environment = ProcessInfo.processInfo.environment
        let threads = Int(environment["THREADS"] ?? "") ?? 2
        let reason = system_bind(Int32(threads))
        if reason != 0 { complain("cannot be bound to one core (\(reason)); goes on unbound") }
        var contestant = Contestant(
            folder: environment["DATA"] ?? "",
            processor: Processor(threads: threads)
        )
        while let line = readLine() {
            do {
                let command = try Line.decode(Command.self, from: line)
                guard let answer = try await contestant.answer(command) else { return }
                say(answer)
            } catch {
                say((try? Line.encode(Refusal("\(error)"))) ?? #"{"error":"no words for it"}"#)
            }
        }
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func complain(_ line: String) {
        FileHandle.standardError.write(Data("ours: \(line)\n".utf8))
    }
}

/// What is prepared, and what is known of the machine's share.
struct Contestant {
    let folder: String
    let processor: Processor
    private var digits: MNISTFolder?
    private var contests: [String: any Contest] = [:]

    init(folder: String, processor: Processor) {
        self.folder = folder
        self.processor = processor
    }

    /// The line to say, nil to go home.
    mutating func answer(_ command: Command) async throws -> String? {
        switch command {
        case .hello:
            let greeting = Greeting(
                name: "swift-neural-networks",
                versions: ["instruction set": processor.instructionSet.rawValue],
                notes: "learns from bytes, predicts from float32"
            )
            return try Line.encode(greeting)
        case .prepare(let work):
            contests = [:]
            contests = try prepare(work)
            return try Line.encode(Variants(contests.keys.sorted()))
        case .run(let variant, let seconds):
            guard var contest = contests[variant] else {
                throw Refusal("there is no variant \"\(variant)\" of what was prepared last")
            }
            let lap = try await contest.run(seconds: seconds)
            contests[variant] = contest
            return try Line.encode(lap)
        case .quit:
            return nil
        }
    }

    private mutating func prepare(_ work: Work) throws -> [String: any Contest] {
        switch work {
        case .step(let training):
            ["stepwise": try StepContest(training, on: try data().training, processor)]
        case .epoch(let training):
            ["trainer": try EpochContest(training, on: try data().training, processor)]
        case .predict(let prediction):
            ["model": try PredictContest(prediction, on: try testImages(), processor)]
        case .product(let product):
            ["graph": try ProductContest(product, processor)]
        case .transformer(let transformer):
            ["stepwise": try TransformerContest(transformer, processor)]
        case .generate(let transformer):
            ["token generator": try GenerationContest(transformer, processor)]
        case .recurrent(let recurrent):
            ["stepwise": try RecurrentContest(recurrent, processor)]
        }
    }

    private mutating func data() throws -> MNISTFolder {
        if let digits { return digits }
        let read = try MNISTFolder(reading: folder)
        digits = read
        return read
    }

    /// The test images alone are read where nothing is learned: their memory is measured.
    private func testImages() throws -> Examples {
        if let test = digits?.test { return test }
        return try MNISTFolder.test(in: folder)
    }
}

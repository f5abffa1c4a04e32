import ArgumentParser
import CProgram
import Datasets
import Learners
import NeuralNetworks

/// `nn generate MODEL`: writes what a language model has learned to write, or plays what a model of music has.
struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write on with a language model, or make up tunes with one of music."
    )

    @OptionGroup var model: ModelArgument

    @Option(help: "What the text begins with.")
    var prompt = ""

    @Option(parsing: .unconditional, help: "The most tokens that are written.")
    var length = 400

    @Option(
        parsing: .unconditional,
        help:
            "How daring: 1 takes the model at its word, less prefers what is likely, 0 always takes that."
    )
    var temperature = 0.8

    @Option(parsing: .unconditional, help: "Choose among so many of the likeliest tokens.")
    var topK: Int?

    @Option(
        parsing: .unconditional,
        help: "Choose among the likeliest tokens that together have this share of the probability."
    )
    var topP: Double?

    @Option(
        parsing: .unconditional,
        help: "How much less likely the last tokens become, such as 1.2."
    )
    var repetitionPenalty = 1.0

    @Option(help: "Stop where this has been written.")
    var stop: String?

    @Option(parsing: .unconditional, help: "How many texts are written, side by side.")
    var count = 1

    @Option(parsing: .unconditional, help: "The same seed writes the same.")
    var seed: UInt64 = 1

    @OptionGroup(title: "Music") var tunes: TuneOptions

    @Flag(help: "Print one JSON object for each text or tune.")
    var json = false

    func run() async throws {
        guard (1...1_000).contains(count), (1...10_000_000).contains(length) else {
            throw Complaint(
                "--count is 1 to 1000 and --length 1 to 10000000, not \(count) and \(length)"
            )
        }
        let writer = try model.load()
        if let composer = try model.raw(writer) as? any TuneWriting {
            guard prompt.isEmpty, stop == nil, topK == nil, topP == nil, repetitionPenalty == 1
            else {
                throw Complaint(
                    "a model of music takes --output, --key, --metre, --bars, --count, --temperature and --seed"
                )
            }
            return try tunes.write(composer, temperature, count, seed, json: json)
        }
        try tunes.checkUnused(model.model)
        let preparation: LanguagePreparation
        do {
            preparation = try LanguagePreparation(of: writer)
        } catch {
            throw Complaint("\(model.model): \(error)")
        }
        let sampling = Sampling(
            temperature: temperature,
            topK: topK,
            topP: topP,
            repetitionPenalty: repetitionPenalty
        )
        let writing = Writing(
            writer,
            preparation,
            try preparation.beginning(prompt),
            sampling: sampling,
            stop: stop
        )
        if count == 1, !json {
            print(prompt, terminator: "")
            _ = try writing.text(length: length, seed: seed) { piece in
                print(piece, terminator: "")
                _ = program_flush()
            }
            print("")
            return
        }
        for (index, text) in try writing.texts(count, length: length, seed: seed).enumerated() {
            if json {
                try JSONLine(["text": prompt + text, "index": index]).printLine()
            } else {
                print(prompt + text)
                if preparation.form == .running { print(String(repeating: "─", count: 40)) }
            }
        }
    }
}

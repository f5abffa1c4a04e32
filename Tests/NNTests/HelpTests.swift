import NeuralNetworks
import TestSupport
import Testing

@Suite("nn --help")
struct HelpTests {
    @Test(
        "Every command explains itself",
        arguments: [
            ("", "OVERVIEW: Neural networks with the box open: train, use and look into them."),
            ("train", "OVERVIEW: Learn from data."),
            ("train digits", "OVERVIEW: Learn to read handwritten digits: "),
            ("train language", "OVERVIEW: Learn to write like a text: which character comes next"),
            ("train images", "OVERVIEW: Learn which class a picture belongs to, from a folder of"),
            ("train faces", "OVERVIEW: Learn to know people by their faces, from a folder of"),
            (
                "train sounds",
                "OVERVIEW: Learn which class a recording belongs to, such as the word"
            ),
            ("compare", "OVERVIEW: Say whether two pictures show the same person, with a model of"),
            ("enroll", "OVERVIEW: Make somebody known to a model of faces by a few pictures,"),
            ("train table", "OVERVIEW: Learn to predict one column of a table from the others: "),
            ("train forecast", "OVERVIEW: Learn to forecast a column of numbers, with bands, "),
            ("train text", "OVERVIEW: Learn to tell classes of texts apart, such as spam."),
            ("train music", "OVERVIEW: Learn to make music like that of some tunes."),
            (
                "generate",
                "OVERVIEW: Write on with a language model, or make up tunes with one of music."
            ),
            ("sweep", "OVERVIEW: Find good settings by many small trainings."),
            ("sweep digits", "OVERVIEW: Try many settings for reading digits, side by side, "),
            ("evaluate", "OVERVIEW: Measure a model on examples that it did not learn from."),
            (
                "predict",
                "OVERVIEW: Answer raw files: which digit it is, or whatever the model has learned."
            ),
            ("show", "OVERVIEW: Show a network: its layers, and the weights of the first one "),
            ("explain", "OVERVIEW: Explain one neuron: every term of its weighted sum, its bias, "),
            ("convert", "OVERVIEW: Write a model as one plain function for another program."),
        ]
    )
    func help(command: String, beginning: String) async throws {
        let arguments = command.split(separator: " ").map(String.init) + ["--help"]
        let child = try await Command.run(arguments, in: ".")
        #expect(child.status == 0 && child.errors.isEmpty)
        let words = child.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.hasPrefix(beginning.trimmingSuffix(" ")), "\(child.output)")
        #expect(words.contains("USAGE: nn \(command)".trimmingSuffix(" ")))
    }

    @Test("Help lists what the catalogues hold")
    func catalogues() async throws {
        let help = try await Command.run("train", "digits", "--help", in: ".").output
        let lists = [
            OptimizerCatalogue.optimizers.map { type(of: $0).name },
            ScheduleCatalogue.schedules.map { type(of: $0).name },
            ActivationFunction.allCases.map(\.rawValue),
            InstructionSet.available.map(\.rawValue),
        ]
        for list in lists { #expect(help.contains(list.joined(separator: "|"))) }
        #expect(help.contains("--examples <examples>"))
    }

    @Test("Every command of the program is listed")
    func commands() async throws {
        let help = try await Command.run("--help", in: ".").output
        for command in ["train", "sweep", "evaluate", "predict", "show", "explain", "convert"] {
            #expect(help.contains("\n  \(command) "))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}

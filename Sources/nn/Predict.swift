import ArgumentParser
import Datasets
import Learners
import MediaFiles
import NeuralNetworks

/// `nn predict MODEL INPUT…`: what a model answers to raw files.
struct Predict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer raw files: which digit it is, or whatever the model has learned.",
        discussion: "A digit may be of any size, dark on light or light on dark."
    )

    @OptionGroup var model: ModelArgument

    @Argument(
        help: """
            What the model takes: PNG, JPEG, BMP, PGM or PPM pictures for one that reads digits\
            \(RawModelCatalogue.kinds.map { "; \($0.inputs) for \($0.kind)" }.joined()).
            """
    )
    var inputs: [String]

    @Option(
        help: "Write a picture that shows where in the input is what speaks for the answer; PNG."
    )
    var heatMap: String?

    @Flag(help: "Print a table of the answers, as CSV, where the model answers tables or series.")
    var csv = false

    @Flag(help: "Print one JSON object for each answer.")
    var json = false

    func run() async throws {
        let loaded = try model.load()
        let raw = try model.raw(loaded)
        if csv {
            guard !json, let tabular = raw as? any TabularAnswers else {
                throw Complaint(
                    json
                        ? "--csv and --json exclude each other"
                        : "--csv is for models that answer tables or series; leave it out"
                )
            }
            return try each { print(try tabular.csv($0), terminator: "") }
        }
        if let raw {
            let mapping = try mapping(raw)
            return try each { input in
                for answer in try raw.predict(input) { try tell(answer) }
                guard let heatMap, let mapping else { return }
                try WholeFile.write(mapping.heatMap(of: input).encodedPNG(), to: heatMap)
            }
        }
        guard heatMap == nil else { throw noMap }
        let reader = try model.digitReader(loaded)
        try each { try predict($0, with: reader) }
    }

    private var noMap: Complaint {
        Complaint(
            "--heat-map is for models of pictures and sounds; leave it out with \(model.model)"
        )
    }

    /// What draws heat maps, where one is asked for.
    private func mapping(_ raw: any RawModel) throws -> (any HeatMapping)? {
        guard let heatMap else { return nil }
        guard let mapping = raw as? any HeatMapping else { throw noMap }
        guard inputs.count == 1 else {
            throw Complaint("--heat-map is of one input; there are \(inputs.count)")
        }
        try WholeFile.checkWriting(to: heatMap)
        return mapping
    }

    /// Goes through all inputs: a bad one does not keep the others from being answered.
    private func each(_ answer: (String) throws -> Void) throws {
        var isBad = false
        for input in inputs {
            do {
                try answer(input)
            } catch {
                Terminal.writeError("Error: \(error)\n")
                isBad = true
            }
        }
        if isBad { throw ExitCode(1) }
    }

    private func tell(_ answer: Prediction) throws {
        guard !json else {
            return try JSONLine(answer.json.merging(["input": .text(answer.input)]) { $1 })
                .printLine()
        }
        print("\(answer.input): \(answer.answer)")
        for line in answer.details { print("  \(line)") }
    }

    private func predict(_ file: String, with reader: Model) throws {
        let digit = try DigitPreparation.digit(inFile: file)
        let answers = try reader.classify(digit.pixels)
        guard let answer = answers.first else { return }
        let ranking = answer.ranking
        if json {
            let names = answer.ranking.map(\.name)
            let probabilities = Dictionary(
                uniqueKeysWithValues: zip(names, ranking.map { Double($0.probability) })
            )
            try JSONLine([
                "file": file, "label": ranking[0].name, "confidence": Double(answer.confidence),
                "probabilities": probabilities,
            ]).printLine()
            return
        }
        print("\(file): \(ranking[0].name)\n")
        let picture = TerminalPicture(
            grey: digit.pixels.floats.map { $0 / 255 },
            columns: 28
        )
        let bars = ranking.sorted { $0.index < $1.index }.map { entry in
            "\(entry.name)  \(percentBar(Double(entry.probability)))"
        }
        for (row, line) in picture.lines.enumerated() {
            let bar = row >= 2 && row - 2 < bars.count ? "    " + bars[row - 2] : ""
            print(line + bar)
        }
        print("as the network sees it: cropped, scaled to 20×20, centred by mass\n")
    }

    private func percentBar(_ share: Double) -> String {
        let filled = Int((share * 30).rounded())
        return String(repeating: "█", count: filled)
            + String(repeating: " ", count: 30 - filled) + " \(fixed(100 * share, 1)) %"
    }
}

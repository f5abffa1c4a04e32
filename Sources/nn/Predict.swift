import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// `nn predict MODEL PICTURE…`: what is in a picture.
struct Predict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the digit in each picture, of any size, dark on light or light on dark."
    )

    @OptionGroup var model: ModelArgument

    @Argument(help: "PNG, JPEG, BMP, PGM or PPM files.")
    var pictures: [String]

    @Flag(help: "Print one JSON object for each picture.")
    var json = false

    func run() async throws {
        let reader = try model.loadDigitReader()
        var problems: [String] = []
        for file in pictures {
            do {
                try predict(file, with: reader)
            } catch {
                // One bad picture does not keep the others from being read.
                Terminal.writeError("Error: \(error)\n")
                problems.append(file)
            }
        }
        if !problems.isEmpty { throw ExitCode(1) }
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

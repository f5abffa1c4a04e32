import Learners
import NeuralNetworks

extension SweepDigits {
    /// How many columns the losses take.
    private static let width = 70

    /// Shows how the loss goes while the learning rate rises, for one choice of all other settings.
    func findRate(_ texts: [(name: DigitSettings.Name, text: String)]) throws {
        guard trials == nil, !halving else {
            throw Complaint("--find-learning-rate is no sweep; leave --trials and --halving out")
        }
        guard learningRate == nil else {
            throw Complaint("--find-learning-rate tries them all; leave --learning-rate out")
        }
        var settings = DigitSettings()
        for (name, text) in texts {
            guard try !SweepSpace(digits: [(name, text)], usualRate: 1, isDrawn: false).varies
            else {
                throw Complaint(
                    "--find-learning-rate looks at one choice of settings; name one "
                        + "--\(name.rawValue), not \(text)"
                )
            }
            try settings.set(name, to: text)
        }
        let learner = try options.learner(settings)
        try learner.check()
        if let output { try WholeFile.checkWriting(to: output) }
        let data = try readDigits()
        let curve = try learner.findLearningRate(on: data)
        if let output { try WholeFile.write(Array(LineChart(curve).svg.utf8), to: output) }

        let command = curve.suggestion.map { rate in
            TypedCommand.training(
                with: texts.map { ($0.name.rawValue, $0.text) }
                    + [("learning-rate", significant(rate, 2))]
            )
        }
        guard json else {
            printCurve(curve)
            if let output { print("\(output) drawn") }
            if let command { print("to learn with it:\n\n  \(command)") }
            return
        }
        try JSONLine([
            "event": "finished", "rates": curve.points.map(\.rate),
            "losses": curve.points.map(\.loss), "suggestion": curve.suggestion,
            "command": command, "picture": output,
        ]).printLine()
    }

    /// The losses as a row of bars, with the suggested rate below its own.
    private func printCurve(_ curve: LearningRateCurve) {
        let points = curve.legiblePoints
        guard let first = points.first, let last = points.last else {
            print("the loss was no number from the first step on")
            return
        }
        let width = min(Self.width, points.count)
        print(
            "the loss of \(points.count) batches, while the learning rate rises from "
                + "\(significant(first.rate, 2)) to \(significant(last.rate, 2)):\n"
        )
        print(Sparkline.of(points.map(\.loss), columns: width))
        guard let rate = curve.suggestion,
            let place = points.firstIndex(where: { $0.rate >= rate })
        else {
            print("\nthe loss never fell; other settings may help, such as a larger --batch-size")
            return
        }
        let column = place * width / points.count
        print(
            String(repeating: " ", count: column)
                + "↑ \(significant(rate, 2)): here it falls most steeply\n"
        )
    }
}

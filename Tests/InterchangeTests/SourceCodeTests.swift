import Interchange
import NeuralNetworks
import TestSupport
import Testing

@Suite("A model as source code, compiled and run")
struct SourceCodeTests {
    /// Not the same bits: the model adds products in segments, with one rounding for each product
    /// and sum together, and has an exponential function of its own; the text adds them one by one,
    /// Python and JavaScript in double precision, and takes each language's functions.
    private static let tolerance = 1e-5

    @Test(
        "The programs of all languages are here",
        .enabled(if: LanguageRunner.missing.isEmpty, LanguageRunner.skipped)
    )
    func programs() {
        #expect(LanguageRunner.available.count == LanguageRunner.all.count)
    }

    @Test("Every language predicts what the model predicts", arguments: LanguageRunner.available)
    func agreement(_ runner: LanguageRunner) async throws {
        let cases = try NetworkCase.all()
        func write(_ language: some SourceLanguage) throws -> [String] {
            try cases.map { try SourceCode(of: $0.model).text(in: language) }
        }
        var calls: [LanguageRunner.Call] = []
        for (number, example) in cases.enumerated() {
            let outputs = example.model.outputShape.count
            for input in example.inputs {
                calls.append(LanguageRunner.Call(text: number, outputs: outputs, input: input))
            }
        }
        let extremes = LanguageRunner.Call(
            text: cases.count - 1,
            outputs: NetworkCase.extremes.count,
            input: [1]
        )
        let wrong = LanguageRunner.Call(text: 0, outputs: 10, input: [1, 2, 3])
        let further = [extremes] + (runner.guardsCount ? [wrong] : [])
        let lines = try await runner.run(write(runner.language), calls + further)
        try #require(lines.count == calls.count + further.count)

        var rest = lines[...]
        for example in cases {
            for expected in try example.predictions() {
                let found = (rest.popFirst() ?? "").split(separator: " ").compactMap { Double($0) }
                try #require(found.count == expected.count, "\(example.name)")
                let distance = zip(found, expected).map { abs($0 - Double($1)) }.max() ?? .infinity
                #expect(
                    distance <= SourceCodeTests.tolerance,
                    "\(example.name): \(found) for \(expected)"
                )
            }
        }
        let weights = (rest.popFirst() ?? "").split(separator: " ").compactMap { Double($0) }
        #expect(weights.map { Float($0) } == NetworkCase.extremes)
        if runner.guardsCount {
            #expect(rest.popFirst() == "error: predict takes 784 numbers, not 3")
        }
    }
}

import Computation
import Datasets
import NeuralNetworks

/// By what all scores of a model are divided, so that its probabilities can be believed: words that are counted one by one
/// make sums of them too sure.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", 2017.
struct TextTemperature {
    /// The divisor.
    let value: Double

    /// The temperature at which texts that were held out are least surprising; nil where there are none.
    init?(_ model: Model, _ preparation: TextPreparation, _ texts: LabelledTexts) throws {
        guard texts.count > 0 else { return nil }
        let answers = try model.classify(preparation.tensor(of: texts.texts))
        let logarithms = answers.map { answer in
            answer.probabilities.map { RandomStream.logarithm(max(Double($0), 1e-37)) }
        }
        func surprise(_ temperature: Double) -> Double {
            zip(logarithms, texts.labels).reduce(0) { sum, text in
                let scores = text.0.map { $0 / temperature }
                let total = scores.reduce(0) { $0 + powerOfE($1) }
                return sum + RandomStream.logarithm(total) - scores[text.1]
            }
        }
        // From half to ten, each 5 % more than the one before.
        let candidates = (0...61).map { powerOfE(0.05 * Double($0)) / 2 }
        value = candidates.min { surprise($0) < surprise($1) } ?? 1
    }

    /// Divides the scores, which are linear in some of the weights.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - layers: The names of the layers whose weights are scores.
    /// - Throws: `ParameterError` where the model is learning.
    func cool(_ model: Model, _ layers: [String]) throws {
        for name in model.parameterNames where layers.contains(where: name.contains) {
            guard let weights = model[parameter: name] else { continue }
            try model.setParameter(
                name,
                to: Tensor(weights.floats.map { $0 / Float(value) }, shape: weights.shape)
            )
        }
    }
}

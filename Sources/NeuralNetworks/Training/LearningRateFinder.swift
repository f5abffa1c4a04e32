import Computation

/// How a loss went while the learning rate rose.
public struct LearningRateCurve: Hashable, Sendable {
    /// One step.
    public struct Point: Hashable, Sendable {
        /// The learning rate of the step.
        public let rate: Double
        /// The mean loss of the batches so far, of which later ones count more.
        public let loss: Double
    }

    /// The steps, up to where the loss exploded.
    public let points: [Point]

    /// The rate at which the loss fell most steeply, a good one to learn with; nil where it never fell.
    public var suggestion: Double? {
        // Over a tenth of the curve, for single batches are noisy; rates grow by equal shares.
        let width = max(1, points.count / 10)
        let falls = zip(points, points.dropFirst(width)).map { $0.loss - $1.loss }
        guard let steepest = falls.indices.max(by: { falls[$0] < falls[$1] }), falls[steepest] > 0
        else { return nil }
        return points[steepest + width / 2].rate
    }
}

extension Trainer {
    /// Tries ever larger learning rates, one for each batch, and tells how the loss went.
    ///
    /// The model stays as it is. Source: Smith, "Cyclical Learning Rates for Training Neural Networks",
    /// 2017, section 3.3.
    ///
    /// - Parameters:
    ///   - model: What would learn.
    ///   - examples: What it would learn from.
    ///   - batchSize: After how many examples the weights take a step.
    ///   - rates: The first rate and the last one, both above 0.
    ///   - steps: How many rates, in equal shares from the first to the last.
    /// - Returns: The losses, up to four times the lowest.
    /// - Throws: ``TrainingError`` where the settings make no sense or the examples do not fit.
    public func findLearningRate(
        _ model: Model,
        on examples: Examples,
        batchSize: Int = 32,
        rates: ClosedRange<Double> = 1e-6...10,
        steps: Int = 100
    ) throws(TrainingError) -> LearningRateCurve {
        guard rates.lowerBound > 0, rates.upperBound.isFinite else {
            throw .setting(
                name: "range of learning rates",
                value: "\(rates)",
                expected: "of numbers above 0"
            )
        }
        guard steps > 1 else {
            throw .setting(
                name: "number of learning rates",
                value: "\(steps)",
                expected: "at least 2"
            )
        }
        var trainer = self
        trainer.optimizer.learningRate = rates.lowerBound
        trainer.schedule = Exponential(end: rates.upperBound / rates.lowerBound)
        let training = try PacedTraining(
            trainer,
            model: try model.copy(),
            on: examples,
            batchSize: batchSize,
            steps: steps - 1
        )
        var points: [LearningRateCurve.Point] = []
        var (sum, weight, lowest) = (0.0, 0.0, Double.infinity)
        while points.count < steps {
            let step = points.count
            let rate = rates.lowerBound * trainer.schedule.factor(step: step, of: steps - 1)
            do throws(TrainingError) {
                let loss = try training.advance(by: 1).loss
                (sum, weight) = (0.9 * sum + loss, 0.9 * weight + 1)
            } catch .lossNotFinite {
                break
            }
            points.append(LearningRateCurve.Point(rate: rate, loss: sum / weight))
            lowest = min(lowest, sum / weight)
            if sum / weight > 4 * abs(lowest) { break }
        }
        return LearningRateCurve(points: points)
    }
}

extension Model {
    /// Another model of the same network with the same weights.
    func copy() throws(TrainingError) -> Model {
        do throws(ShapeError) {
            let weights = weights
            return try Model(
                network,
                input: inputShape,
                information: information,
                processor: processor
            ) { layout in
                let copy = Weights(layout: layout)
                copy.copy(from: weights)
                return copy
            }
        } catch {
            throw .shape(error)
        }
    }
}

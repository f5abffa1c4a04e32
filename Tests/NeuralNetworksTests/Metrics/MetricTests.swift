import Foundation
import NeuralNetworks
import TestSupport
import Testing

/// Numbers that are said to be of scikit-learn are what its version 1.9.1 gives for the same data.
@Suite("Metrics")
struct MetricTests {
    @Test("Top-k accuracy counts labels among the k likeliest")
    func topAccuracy() {
        let scores: [[Float]] = [
            [0.5, 0.2, 0.2], [0.3, 0.4, 0.2], [0.2, 0.4, 0.3], [0.7, 0.2, 0.1],
        ]
        let labels = [0, 1, 2, 2]
        // scikit-learn, top_k_accuracy_score: 0.5 and 0.75.
        let shares = [0, 1, 2, 3, 9].map {
            TopAccuracy(scores: scores, labels: labels, k: $0).accuracy
        }
        #expect(shares == [0, 0.5, 0.75, 1, 1])

        // Of equals the first come first; NaN and unknown labels are wrong.
        #expect(TopAccuracy(scores: [[1, 1, 1]], labels: [1], k: 1).correct == 0)
        #expect(TopAccuracy(scores: [[1, 1, 1]], labels: [1], k: 2).correct == 1)
        #expect(TopAccuracy(scores: [[.nan, 1]], labels: [1], k: 2).correct == 0)
        #expect(TopAccuracy(scores: [[0, 1], [0, 1]], labels: [2, -1], k: 5).correct == 0)
        #expect(TopAccuracy(scores: [], labels: [], k: 1).accuracy == 0)
    }

    @Test("Precision, recall and F1 of each class, and their means")
    func classScores() {
        let matrix = ConfusionMatrix(
            answers: [0, 2, 2, 2, 1, 1, 0, 3, 1, 2],
            labels: [0, 1, 2, 2, 1, 0, 3, 3, 1, 2],
            classNames: ["a", "b", "c", "d"]
        )
        // scikit-learn, precision_recall_fscore_support.
        let scores = matrix.classScores
        expect(scores.map { $0.precision }, near: [0.5, 0.6666666666666666, 0.75, 1])
        expect(scores.map { $0.recall }, near: [0.5, 0.6666666666666666, 1, 0.5])
        let f1 = [0.5, 0.6666666666666666, 0.8571428571428571, 0.6666666666666666]
        expect(scores.map { $0.f1 }, near: f1)
        #expect(scores.map { $0.count } == [2, 3, 3, 2])
        let macro = matrix.macroScore
        expect(
            [macro.precision, macro.recall, macro.f1],
            near: [0.7291666666666666, 0.6666666666666666, 0.6726190476190476]
        )
        #expect(macro.count == 10)
    }

    @Test("Classes that do not occur, or are never answered, have scores of 0")
    func missingClasses() {
        let names = ["a", "b", "c"]
        let matrix = ConfusionMatrix(answers: [0, 0, 0], labels: [0, 0, 1], classNames: names)
        let scores = matrix.classScores
        #expect(
            scores[1]
                == ConfusionMatrix(answers: [0], labels: [1], classNames: names).classScores[1]
        )
        #expect([scores[1].precision, scores[1].recall, scores[1].f1] == [0, 0, 0])
        #expect([scores[2].precision, scores[2].recall, scores[2].f1] == [0, 0, 0])
        // The third class takes no part in the mean.
        #expect(matrix.macroScore.recall == 0.5)
        let nothing = ConfusionMatrix(answers: [], labels: [], classNames: names).macroScore
        #expect(nothing.f1 == 0 && nothing.count == 0)
    }

    @Test("The area under the ROC curve is the share of pairs in order")
    func area() {
        let scores: [Float] = [0.1, 0.4, 0.35, 0.8, 0.4, 0.7, 0.4, 0.9]
        let answers = [false, false, true, true, true, false, false, true]
        // scikit-learn, roc_auc_score.
        #expect(AreaUnderCurve(scores: scores, answers: answers).value == 0.6875)

        var stream = RandomStream(test: 7)
        for count in [2, 3, 10, 50, 200] {
            // Few distinct scores, so that many are tied.
            let scores = (0..<count).map { _ in Float(stream.integer(below: 8)) }
            let answers = (0..<count).map { $0 == 0 || ($0 > 1 && stream.integer(below: 3) == 0) }
            var (ordered, pairs) = (0.0, 0.0)
            for yes in 0..<count where answers[yes] {
                for no in 0..<count where !answers[no] {
                    pairs += 1
                    ordered += scores[yes] > scores[no] ? 1 : scores[yes] == scores[no] ? 0.5 : 0
                }
            }
            #expect(AreaUnderCurve(scores: scores, answers: answers).value == ordered / pairs)
        }
    }

    @Test("Where answers are all alike, or a score is NaN, there is no area")
    func noArea() {
        #expect(AreaUnderCurve(scores: [1, 2], answers: [true, true]).value == nil)
        #expect(AreaUnderCurve(scores: [1, 2], answers: [false, false]).value == nil)
        #expect(AreaUnderCurve(scores: [], answers: []).value == nil)
        #expect(AreaUnderCurve(scores: [1, .nan, 3], answers: [true, false, false]).value == nil)
        #expect(AreaUnderCurve(scores: [1, 1, 1], answers: [true, false, true]).value == 0.5)
        #expect(
            AreaUnderCurve(scores: [-.infinity, .infinity], answers: [false, true]).value == 1
        )
    }

    @Test("Calibration error is the mean gap between confidence and accuracy")
    func calibration() throws {
        // By hand: (0, ½] holds 0.25 and 0.5, one right; (½, 1] holds 0.75, 0.75 and 1, one right.
        let error = CalibrationError(
            confidences: [0.25, 0.5, 0.75, 0.75, 1],
            isCorrect: [false, true, false, true, false],
            bins: 2
        )
        #expect(error.bins.map { $0.count } == [2, 3])
        #expect(error.bins.map { $0.confidence } == [0.375, 2.5 / 3])
        #expect(error.bins.map { $0.accuracy } == [0.5, 1.0 / 3])
        expect([try #require(error.value)], near: [(2 * 0.125 + 3 * 0.5) / 5])

        let certain = CalibrationError(confidences: [1, 1], isCorrect: [true, true])
        #expect(certain.value == 0 && certain.bins.count == 15 && certain.bins[14].count == 2)
        #expect(CalibrationError(confidences: [0, 1], isCorrect: [true, false]).value == 1)
        #expect(CalibrationError(confidences: [], isCorrect: []).value == nil)
        #expect(CalibrationError(confidences: [.nan, 1], isCorrect: [true, true]).value == nil)
        #expect(
            CalibrationError(confidences: [-1, 2], isCorrect: [true, true], bins: 0).bins.count == 1
        )
    }

    @Test("Errors of numbers, and the share of their variation that is predicted")
    func regression() throws {
        let score = RegressionScore(predictions: [2.5, 0, 2, 8], targets: [3, -0.5, 2, 7])
        // scikit-learn, mean_absolute_error, the root of mean_squared_error, r2_score.
        #expect(score.count == 4 && score.meanAbsoluteError == 0.5)
        expect(
            [score.rootMeanSquaredError, try #require(score.determination)],
            near: [0.6123724356957945, 0.9486081370449679]
        )
        #expect(RegressionScore(predictions: [2, 2], targets: [1, 3]).determination == 0)
        #expect(RegressionScore(predictions: [3, 1], targets: [1, 3]).determination == -3)
        #expect(RegressionScore(predictions: [1, 3], targets: [1, 3]).determination == 1)
    }

    @Test("Without variation, without numbers, and with NaN nothing is predicted")
    func noVariation() {
        let constant = RegressionScore(predictions: [1, 2, 3], targets: [0.1, 0.1, 0.1])
        #expect(constant.determination == nil && constant.meanAbsoluteError > 1)
        let nothing = RegressionScore(predictions: [], targets: [])
        #expect(nothing.determination == nil && nothing.rootMeanSquaredError == 0)
        let unknown = RegressionScore(predictions: [.nan, 1], targets: [1, 2])
        #expect(unknown.determination == nil && unknown.meanAbsoluteError.isNaN)
    }

    private func expect(_ found: [Double], near expected: [Double]) {
        #expect(relativeDistance(found, expected) < 1e-12, "\(found)")
    }
}

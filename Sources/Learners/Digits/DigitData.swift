public import Datasets
import MediaFiles
public import NeuralNetworks

/// Handwritten digits in three parts: to learn from, to choose settings by, and to be judged by.
public struct DigitData: Sendable {
    /// Where digits come from.
    public enum Source: Hashable, Sendable {
        /// Drawn by `GeneratedDigits`, training and test by different hands.
        case generated(training: Int, validation: Int, test: Int)
        /// Read from a folder of IDX files, such as MNIST's.
        ///
        /// Where there are no test files, or as many as asked for are wanted instead, the test part is the
        /// end of the training files, and validation what comes before it.
        case folder(String, validationShare: Double, testCount: Int? = nil)

        /// As many generated digits as MNIST has.
        public static let generated = Source.generated(count: 60_000)

        /// So many generated digits to learn from; for validation a twelfth and for the test a
        /// sixth of it besides.
        public static func generated(count: Int) -> Source {
            .generated(training: count, validation: (count + 11) / 12, test: (count + 5) / 6)
        }
    }

    /// What the network learns from.
    public let training: Examples
    /// What each epoch is measured on; taken from the training files' end.
    public let validation: Examples
    /// What the result is measured on, once; nil where the folder has no test files.
    public let test: Examples?

    /// Digits that are there already.
    public init(training: Examples, validation: Examples, test: Examples?) {
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// Reads or draws digits.
    ///
    /// - Parameters:
    ///   - source: Where they come from.
    ///   - seed: Which generated digits.
    /// - Throws: `DataFileError` where a file cannot be used.
    public init(_ source: Source, seed: UInt64) throws(DataFileError) {
        switch source {
        case .generated(let training, let validation, let test):
            let digits = GeneratedDigits(seed: seed)
            self.training = digits.examples(training, of: .training)
            self.validation = digits.examples(validation, of: .validation)
            self.test = digits.examples(test, of: .test)
        case .folder(let path, let share, let testCount):
            let folder = try MNISTFolder(reading: path)
            let all = folder.training
            let cut = max(all.count - (testCount ?? 0), 0)
            (training, validation) = all[0..<cut].split(last: share)
            test = testCount == nil ? folder.test : all[cut..<all.count]
        }
    }

    /// The names of the ten classes.
    public static let classNames = (0..<10).map(String.init)
}

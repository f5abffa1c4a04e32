import ArgumentParser
import Learners

/// Where digits to learn from come from.
struct DigitDataOptions: ParsableArguments {
    @Option(help: "A folder with MNIST's IDX files, compressed or not.")
    var data: String?

    @Option(
        parsing: .unconditional,
        help: """
            How many digits are drawn to learn from, without --data; for validation and test a \
            twelfth and a sixth of it besides. (default: 60000)
            """
    )
    var examples: Int?

    @Option(
        parsing: .unconditional,
        help: """
            The share of the files of --data that is not learned from but measured on. \
            (default: 0.1)
            """
    )
    var validation: Double?

    @Option(
        parsing: .unconditional,
        help: """
            So many digits at the end of the training files of --data are what the result is measured on; \
            for folders without test files.
            """
    )
    var testLast: Int?

    /// The share that is measured on.
    var validationShare: Double { validation ?? 0.1 }

    /// What is said while the digits are fetched.
    var note: String { data.map { "reading \($0)" } ?? "drawing digits" }

    /// Where the digits come from; a folder's training files keep back the share that was asked for, or another.
    func source(validationShare share: Double? = nil) throws -> DigitData.Source {
        guard data != nil || testLast == nil else {
            throw Complaint(
                "--test-last takes digits from the files of --data; drawn digits have a test part"
            )
        }
        guard data != nil || validation == nil else {
            throw Complaint(
                "--validation takes its share of the files of --data; drawn digits have "
                    + "validation digits of their own"
            )
        }
        guard (0..<1).contains(validationShare) else {
            throw Complaint(
                "the validation share must be at least 0 and less than 1, not \(validationShare)"
            )
        }
        guard let data else { return .generated(count: try DrawnDigits.count(examples ?? 60_000)) }
        guard examples == nil else {
            throw Complaint("--examples says how many digits are drawn; leave it out with --data")
        }
        if let testLast, testLast < 1 {
            throw Complaint("--test-last takes a number of digits of at least 1, not \(testLast)")
        }
        return .folder(data, validationShare: share ?? validationShare, testCount: testLast)
    }
}

/// How many digits may be drawn.
enum DrawnDigits {
    static func count(_ count: Int) throws -> Int {
        guard (1...10_000_000).contains(count) else {
            throw Complaint("the number of examples must be 1 to 10000000, not \(count)")
        }
        return count
    }
}

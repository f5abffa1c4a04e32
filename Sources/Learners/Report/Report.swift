public import NeuralNetworks

/// What came of a training, told honestly: on examples that it never learned from, beside what simpler ways
/// come to.
///
/// It is read as text (``text``), as JSON (``json(prefix:)``) and as a page (``html``).
public struct Report: Hashable, Sendable {
    /// What was learned, as a headline: `Pictures of cats and dogs`.
    public var title: String
    /// The numbers; the first is the one that counts.
    public var metrics: [Metric]
    /// What was seen in the files beforehand.
    public var findings: [Finding] = []
    /// What else there is to look at.
    public var sections: [ReportSection]

    /// A report of its parts.
    public init(_ title: String, metrics: [Metric], sections: [ReportSection] = []) {
        (self.title, self.metrics, self.sections) = (title, metrics, sections)
    }

    /// One report on the folds of a cross-validation: the mean of every number, and each fold's beside it.
    ///
    /// - Parameter folds: The reports, of the same numbers; at least one.
    public init?(folds: [Report]) {
        guard let first = folds.first else { return nil }
        let metrics = first.metrics.compactMap { metric -> Metric? in
            let found = folds.compactMap { fold in fold.metrics.first { $0.name == metric.name } }
            return found.count == folds.count ? Metric(meanOf: found) : nil
        }
        let rows = folds.enumerated().map { number, fold in
            ["\(number + 1)"]
                + metrics.map { metric in
                    fold.metrics.first { $0.name == metric.name }.map { $0.text($0.value) } ?? "–"
                }
        }
        let table = ReportTable(columns: ["fold"] + metrics.map(\.title), rows: rows)
        self.init(
            first.title,
            metrics: metrics,
            sections: [ReportSection("Each fold", .table(table))]
        )
    }
}

/// A part of a report.
public struct ReportSection: Hashable, Sendable {
    /// What it shows.
    public enum Content: Hashable, Sendable {
        /// Rows of words and numbers.
        case table(ReportTable)
        /// Which class was taken for which.
        case confusion(ConfusionMatrix)
        /// A drawing, as an SVG document.
        case drawing(svg: String)
        /// Pictures with what is said of each.
        case pictures([ReportPicture])
        /// Lines of text as they are.
        case text(String)
    }

    /// Its heading.
    public let title: String
    /// A line that says how to read it; may be empty.
    public let note: String
    /// What it shows.
    public let content: Content

    /// How a table of which class was taken for which is read.
    static let howToReadConfusion = "rows are what it is, columns what was answered"

    /// A part with a heading.
    public init(_ title: String, note: String = "", _ content: Content) {
        (self.title, self.note, self.content) = (title, note, content)
    }
}

/// Rows of words and numbers under the names of their columns.
public struct ReportTable: Hashable, Sendable {
    /// The names of the columns.
    public let columns: [String]
    /// The rows, each with a cell for every column.
    public let rows: [[String]]

    /// A table of its rows.
    public init(columns: [String], rows: [[String]]) {
        (self.columns, self.rows) = (columns, rows)
    }

    /// How well each class was told from the others.
    public init(_ confusion: ConfusionMatrix) {
        func percent(_ share: Double) -> String { fixed(100 * share, 1) + " %" }
        self.init(
            columns: ["class", "examples", "precision", "recall", "F1"],
            rows: zip(confusion.classNames, confusion.classScores).map { name, score in
                [
                    name, score.count.grouped, percent(score.precision), percent(score.recall),
                    percent(score.f1),
                ]
            }
        )
    }
}

/// A picture in a report.
public struct ReportPicture: Hashable, Sendable {
    /// The bytes of its file.
    public let bytes: [UInt8]
    /// What they are: `image/png`, `image/svg+xml`, `audio/wav`.
    public let mediaType: String
    /// What is said of it.
    public let caption: String

    /// A picture from the bytes of a file.
    public init(_ bytes: [UInt8], mediaType: String, caption: String) {
        (self.bytes, self.mediaType, self.caption) = (bytes, mediaType, caption)
    }
}

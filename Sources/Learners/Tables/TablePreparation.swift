public import Datasets
import NeuralNetworks

/// How the rows of a table become the numbers that a network reads: learned from the training rows alone, and
/// kept in the model file.
public struct TablePreparation: Hashable, Sendable, Codable {
    /// What is made of one column.
    public enum Encoding: Hashable, Sendable, Codable {
        /// A number less its mean, over its deviation; where it is missing, the median and a flag.
        case number(mean: Float, deviation: Float, middle: Float, isEverMissing: Bool)
        /// Time as a number, the season, the day of the week and, where there is one, the hour.
        case date(mean: Double, deviation: Double, hasHours: Bool)
        /// One of these texts, something else, or nothing.
        case category([String])
        /// Whether each of these words is in the text.
        case words([String])
    }

    /// A column of the table, by its name.
    public struct Column: Hashable, Sendable, Codable {
        /// Its name in the file.
        public let name: String
        /// What is made of it.
        public let encoding: Encoding
    }

    /// The columns that are read.
    public let columns: [Column]

    /// Learns from training rows.
    ///
    /// - Parameters:
    ///   - table: The training rows.
    ///   - names: The columns that are read; those that tell nothing are left out.
    public init(_ table: Table, reading names: [String]) {
        let wanted = Set(names)
        columns = table.columns.filter { wanted.contains($0.name) }.compactMap { column in
            Self.encoding(of: column).map { Column(name: column.name, encoding: $0) }
        }
    }

    /// The columns that are kept as texts, whatever they look like.
    public var texts: Set<String> {
        Set(
            columns.filter {
                switch $0.encoding {
                case .category, .words: true
                case .number, .date: false
                }
            }.map(\.name)
        )
    }

    /// What suits a column; nil where it tells nothing.
    private static func encoding(of column: TableColumn) -> Encoding? {
        switch column.values {
        case .numbers(let numbers):
            let present = numbers.filter { !$0.isNaN }.sorted()
            let hasGaps = present.count < numbers.count
            guard let first = present.first, let last = present.last,
                first < last || hasGaps
            else { return nil }
            let (mean, deviation) = moments(present.map(Double.init))
            return .number(
                mean: Float(mean),
                deviation: Float(deviation),
                middle: present[present.count / 2],
                isEverMissing: hasGaps
            )
        case .dates(let dates):
            let present = dates.filter { !$0.isNaN }
            guard let first = present.first, present.contains(where: { $0 != first }) else {
                return nil
            }
            let (mean, deviation) = moments(present)
            let hasHours = present.contains { $0.truncatingRemainder(dividingBy: 86_400) != 0 }
            return .date(mean: mean, deviation: deviation, hasHours: hasHours)
        case .texts(let codes, let list):
            if column.kind == .text { return words(codes, list) }
            return categories(codes, list)
        }
    }

    private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let count = Double(max(values.count, 1))
        let mean = values.reduce(0, +) / count
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        return (mean, square > 0 ? square.squareRoot() : 1)
    }

    /// The texts that come often enough to learn something about, the most frequent first.
    private static func categories(_ codes: [UInt32], _ list: TextList) -> Encoding? {
        var counts = [Int](repeating: 0, count: list.count)
        for code in codes where code != TableColumn.missing { counts[Int(code)] += 1 }
        let least = codes.count < 1000 ? 2 : 10
        let kept = counts.indices.filter { counts[$0] >= least }
            .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(1000)
        let isMissing = codes.contains(TableColumn.missing)
        let others = counts.indices.contains { counts[$0] > 0 && counts[$0] < least }
        guard kept.count + (isMissing ? 1 : 0) + (others ? 1 : 0) > 1 else { return nil }
        return .category(kept.map { list[$0] })
    }

    /// The words that are in some, and not in nearly all, of the texts.
    private static func words(_ codes: [UInt32], _ list: TextList) -> Encoding? {
        var counts: [String: Int] = [:]
        for code in codes where code != TableColumn.missing {
            for word in Set(Words.of(list[Int(code)])) { counts[word, default: 0] += 1 }
        }
        let least = max(5, codes.count / 50)
        let most = codes.count * 19 / 20
        let kept = counts.filter { $0.value >= least && $0.value <= most }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(50)
        return kept.isEmpty ? nil : .words(kept.map(\.key))
    }
}

/// The words of a text.
enum Words {
    /// The words in small letters: runs of letters and digits.
    static func of(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

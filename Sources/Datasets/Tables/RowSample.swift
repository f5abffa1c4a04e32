import NeuralNetworks

/// How many rows of a large table are kept at most, and which: drawn at random, in the order of the file.
///
/// So memory is for the rows that are kept, however large the file is.
public struct RowSample: Hashable, Sendable {
    /// The most rows that are kept.
    public var most: Int
    /// The most cells that are kept, so that of wide tables fewer rows are.
    public var mostCells: Int
    /// The same seed draws the same rows.
    public var seed: UInt64

    /// A sample of at most so many rows, and so many cells.
    public init(most: Int, mostCells: Int = .max, seed: UInt64 = 1) {
        (self.most, self.mostCells, self.seed) = (most, mostCells, seed)
    }

    /// A million rows, or fewer of more than fifty columns: what can be learned from within 2 GB of memory.
    public static func usual(seed: UInt64 = 1) -> RowSample {
        RowSample(most: 1_000_000, mostCells: 50_000_000, seed: seed)
    }

    /// How many rows of a table of so many columns are kept at most.
    func rows(ofColumns columns: Int) -> Int { min(most, mostCells / max(columns, 1)) }

    /// Draws rows one after another, each set of rows equally likely.
    ///
    /// Source: Fan, Muller, Rezucha, "Development of Sampling Plans by Using Sequential (Item by Item)
    /// Selection Techniques", 1962; Knuth, The Art of Computer Programming, section 3.4.2, algorithm S.
    struct Drawing {
        private var wanted: Int
        private var left: Int
        private var stream: RandomStream

        init(_ sample: RowSample?, of rows: Int, columns: Int = 1) {
            wanted = min(max(sample?.rows(ofColumns: columns) ?? rows, 0), rows)
            left = rows
            stream = RandomStream(seed: sample?.seed ?? 0, for: "rows")
        }

        /// Whether the next row is kept.
        mutating func takesNext() -> Bool {
            guard wanted < left else {
                left -= 1
                wanted = min(wanted, left)
                return left >= 0
            }
            defer { left -= 1 }
            guard stream.integer(below: left) < wanted else { return false }
            wanted -= 1
            return true
        }
    }
}

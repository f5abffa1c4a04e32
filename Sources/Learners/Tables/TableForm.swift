import Datasets
import NeuralNetworks

/// What a model of tables keeps besides weights.
struct TableForm: Codable, Hashable {
    /// How rows become numbers.
    let columns: TablePreparation
    /// What is predicted.
    let target: TableTarget
    /// Whether the first row names the columns.
    let hasHeader: Bool
    /// How many columns a file without names has, and which of them is the target.
    let place: Place
    /// How far from the true number half, and nine of ten, of the held-out predictions were at most; nil where
    /// nothing was held out.
    var reach: Reach?

    struct Place: Codable, Hashable {
        let columns: Int
        let target: Int
    }

    struct Reach: Codable, Hashable {
        let half: Double
        let ninety: Double

        /// Of distances that were seen, the first that is not smaller than a share of them and one more.
        ///
        /// Source: Vovk, Gammerman, Shafer, "Algorithmic Learning in a Random World", 2005; Lei and others,
        /// "Distribution-Free Predictive Inference for Regression", 2018.
        init?(_ distances: [Double]) {
            let sorted = distances.sorted()
            func quantile(_ share: Double) -> Double? {
                let place = (share * Double(sorted.count + 1)).rounded(.up) - 1
                return place < Double(sorted.count) ? sorted[max(Int(place), 0)] : sorted.last
            }
            guard let half = quantile(0.5), let ninety = quantile(0.9) else { return nil }
            (self.half, self.ninety) = (half, ninety)
        }
    }

    /// The format in which files for the model are read.
    var format: TableFormat {
        TableFormat(
            hasHeader: hasHeader,
            texts: columns.texts.union(target.areTexts ? [target.name] : []),
            skipsRaggedRows: false
        )
    }

    /// A table with names as the model knows them: in one without names the target may be left out.
    func renamed(_ table: Table) -> Table {
        guard !hasHeader, table.columns.count == place.columns - 1 else { return table }
        return Table(
            file: table.file,
            columns: table.columns.enumerated().map { index, column in
                column.named("\(index < place.target ? index + 1 : index + 2)")
            },
            hasHeader: false,
            delimiter: table.delimiter
        )
    }
}

extension TableColumn {
    /// The same column under another name.
    func named(_ name: String) -> TableColumn {
        TableColumn(
            name: name,
            kind: kind,
            values: values,
            missingCount: missingCount,
            unreadableCount: unreadableCount
        )
    }
}

import Datasets
import NeuralNetworks

/// Which columns are read, and why others are not.
struct ColumnChoice {
    /// The columns that are read.
    let names: [String]
    /// The others that nobody asked to leave out, each with the reason.
    let leftOut: [(name: String, reason: String)]

    /// Chooses among the columns of a table.
    init(_ table: Table, without ignored: Set<String>) {
        var (names, leftOut): ([String], [(String, String)]) = ([], [])
        for column in table.columns where !ignored.contains(column.name) {
            if let reason = Self.reason(column) {
                leftOut.append((column.name, reason))
            } else if TablePreparation(table, reading: [column.name]).columns.isEmpty {
                leftOut.append((column.name, "no word or text in it comes often enough"))
            } else {
                names.append(column.name)
            }
        }
        (self.names, self.leftOut) = (names, leftOut)
    }

    private static func reason(_ column: TableColumn) -> String? {
        switch column.kind {
        case .identifier: "every row has another"
        case .constant: column.missingCount == 0 ? "it is always the same" : nil
        case .number, .category, .date, .text: nil
        }
    }
}

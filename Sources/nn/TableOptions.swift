import ArgumentParser
import Datasets

/// How files of tables are written.
struct TableFileOptions: ParsableArguments {
    @Flag(
        help: """
            The first row names no columns: they are called 1, 2, … and last. (default: found out)
            """
    )
    var noHeader = false

    @Flag(help: "The first row names the columns, even if it looks like others.")
    var header = false

    @Option(
        help: ArgumentHelp(
            "What stands between two fields. (default: found out)",
            valueName: "comma|semicolon|tab|bar"
        )
    )
    var delimiter: String?

    func format() throws -> TableFormat {
        guard !noHeader || !header else {
            throw Complaint("--header and --no-header exclude each other")
        }
        let known = ["comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"]
        var byte: UInt8?
        if let delimiter {
            guard let found = (known[delimiter] ?? delimiter).utf8.first,
                known[delimiter] != nil || known.values.contains(delimiter)
            else {
                throw Complaint(
                    "there is no delimiter \"\(delimiter)\"; choose comma, semicolon, tab or bar"
                )
            }
            byte = found
        }
        return TableFormat(delimiter: byte, hasHeader: noHeader ? false : header ? true : nil)
    }
}

/// The names of columns, separated by commas.
func columnNames(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { name in
        String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// The widths of hidden layers, separated by commas.
func layerWidths(_ text: String) throws -> [Int] {
    try text.split(separator: ",").map { word in
        guard let units = Int(word), (1...65_536).contains(units) else {
            throw Complaint("--hidden is widths such as 256,256, not \"\(text)\"")
        }
        return units
    }
}

/// Rows of CSV as they are written.
public enum CSVLine {
    /// A line with its end; fields stand between quotation marks where they must, as an empty one that stands alone does:
    /// it would be an empty line.
    ///
    /// Source: RFC 4180.
    public static func text(of fields: [String]) -> String {
        fields.map { field in
            let isPlain = fields != [""] && !field.contains { "\",\n\r".contains($0) }
            return isPlain ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }.joined(separator: ",") + "\n"
    }
}

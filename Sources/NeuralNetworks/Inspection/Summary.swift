public import Computation

/// A network as a table: each layer, the shape of its output, and how many parameters it has.
public struct Summary: Hashable, Sendable, CustomStringConvertible {
    /// One layer.
    public struct Row: Hashable, Sendable {
        /// The layer's path, which begins the names of its weights.
        public let path: String
        /// The layer as it is declared, in one line.
        public let layer: String
        /// The shape of its output for one example.
        public let output: Shape
        /// How many weights and biases it has.
        public let parameters: Int
    }

    /// The shape of one example.
    public let input: Shape
    /// The layers in order.
    public let rows: [Row]
    /// How many weights and biases there are.
    public let parameters: Int

    /// The table as text.
    public var description: String {
        let header = ["Layer", "Output", "Parameters"]
        let body =
            [["Input", "\(input)", "0"]]
            + rows.map { ["\($0.path)  \($0.layer)", "\($0.output)", grouped($0.parameters)] }
        let total = ["Total", "", grouped(parameters)]
        let table = [header] + body + [total]
        let widths = header.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            let cells = cells.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == header.count - 1 ? space + cell : cell + space
            }
            return cells.joined(separator: "   ")
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "───")
        return ([line(header), rule] + body.map(line) + [rule, line(total)])
            .joined(separator: "\n")
    }
}

/// A count with a comma after each thousand.
package func grouped(_ count: Int) -> String {
    let digits = Array(String(abs(count)))
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0 && (digits.count - index) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return (count < 0 ? "-" : "") + text
}

extension Model {
    /// The network as a table.
    public var summary: Summary {
        let input = TensorType(.float32, Shape([1] + inputShape.sizes))
        // The same network was built when the model was made, so this cannot fail.
        let built = try? BuiltNetwork(network, input: input, mode: .predicting)
        let rows = (built?.record.rows ?? []).map { row in
            Summary.Row(
                path: row.path,
                layer: row.layer,
                output: Shape(Array(row.output.sizes.dropFirst())),
                parameters: ParameterLayout.parameterCount(
                    row.parameters.map { layout.segments[$0] }
                )
            )
        }
        return Summary(input: inputShape, rows: rows, parameters: parameterCount)
    }
}

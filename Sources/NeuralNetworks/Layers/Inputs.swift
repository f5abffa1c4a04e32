public import Computation

/// Says of which named parts each example consists; the first layer of a network with several inputs.
///
/// ```swift
/// Inputs(["picture": [28, 28], "row": [5]])
/// ```
///
/// Layers ``Input`` take the parts from it, wherever they stand. The rows of all parts, which
/// ``Examples/init(inputs:targets:)`` and ``Model/packed(_:)`` make, pass it as they are.
///
/// Shapes: input and output `[batch, count]`, with as many numbers as all parts have.
public struct Inputs: Layer {
    /// The name in files.
    public static let name = "Inputs"
    private let parts: [String: [Int]]
    /// The shape of each part for one example, by its name.
    public var shapes: [String: Shape] { parts.mapValues { Shape($0.map { max($0, 0) }) } }

    /// A layer that knows each part by its name and its shape for one example.
    public init(_ shapes: [String: Shape]) { parts = shapes.mapValues(\.sizes) }

    /// The parts; nil where their sizes make no sense.
    var named: NamedParts? {
        let sizes = parts.values.flatMap(\.self)
        guard !parts.isEmpty, sizes.allSatisfy({ $0 > 0 }),
            shapes.values.allSatisfy(\.isReasonable),
            shapes.values.reduce(0, { $0 + Double($1.count) }) < 0x1p40
        else { return nil }
        return NamedParts(shapes)
    }

    /// Notes the parts for the layers that take them.
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        guard let named else {
            scope.fail(
                parts.isEmpty
                    ? "there are no parts" : "the sizes of the parts must be whole numbers above 0",
                remedy: "name each with its shape, as in Inputs([\"row\": [5]])"
            )
            return input
        }
        guard scope.record.inputs == nil, input.node == scope.record.input?.node else {
            scope.fail("the parts of an example are said once", remedy: "put Inputs first")
            return input
        }
        guard input.shape == [input.shape.sizes.first ?? 0, named.count] else {
            scope.fail(
                "the parts \(named) are [\(named.count)] numbers for each example, but the input is "
                    + "\(input.shape)",
                remedy: "leave out the model's input shape"
            )
            return input
        }
        scope.record.inputs = (named, input)
        return input
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case parts }

    /// Reads the parts.
    public init(from decoder: any Decoder) throws {
        parts = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.parts)
    }

    /// As it is declared: `Inputs(["picture": [28, 28], "row": [5]])`.
    public var description: String {
        let list = parts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
        return "Inputs([\(list.isEmpty ? ":" : list.joined(separator: ", "))])"
    }
}

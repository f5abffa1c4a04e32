public import Computation

/// An activation function as a layer of its own, for every element of any shape.
public struct Activation: Layer {
    /// The name in files.
    public static let name = "Activation"
    /// The function that is applied.
    public let function: ActivationFunction

    /// A layer that applies `function` to every element.
    public init(_ function: ActivationFunction) {
        self.function = function
    }

    /// Writes f(x).
    public func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol { function(input) }

    private enum CodingKeys: String, CodingKey, CaseIterable { case function }

    /// Reads an activation.
    public init(from decoder: any Decoder) throws {
        function = try LayerFields<CodingKeys>(decoder, of: Self.self).required(.function)
    }

    /// As it is declared: `Activation(.relu)`.
    public var description: String { "Activation(.\(function.rawValue))" }
}

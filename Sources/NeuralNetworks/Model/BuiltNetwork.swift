import Computation

/// A network written into a graph for one input type and one mode.
struct BuiltNetwork {
    static let inputName = "input"
    static let targetName = "target"
    static let keyName = "random key"

    let builder: GraphBuilder
    let input: Symbol
    let output: Symbol
    let record: Record

    /// Builds the graph of a network.
    ///
    /// - Parameters:
    ///   - network: What to compute.
    ///   - type: The type of a whole batch. Bytes are pixels: 0…255 become 0…1.
    ///   - mode: Whether it is built to learn or to be used.
    /// - Throws: `ShapeError` where the network does not fit together.
    init(_ network: Network, input type: TensorType, mode: Mode) throws(ShapeError) {
        builder = GraphBuilder()
        record = Record()
        input = builder.input(BuiltNetwork.inputName, type)
        let key =
            mode == .training
            ? builder.input(BuiltNetwork.keyName, TensorType(.int32, [4])) : nil
        let numbers = input.asFloats(scaledBy: type.elementType == .uint8 ? 1 / 255 : 1)
        let scope = Scope(builder: builder, path: "", mode: mode, key: key, record: record)
        output = network(numbers, in: scope)
        try check()
    }

    /// Throws the first thing that did not fit.
    func check() throws(ShapeError) {
        if let failure = builder.failure { throw failure }
    }

    /// The symbols of all weights, in the order of the graph's parameters.
    var parameters: [Symbol] { builder.graph.parameters.map { builder.parameter($0) } }
}

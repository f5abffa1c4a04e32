import Computation

/// A network written into a graph for one input type and one mode.
struct BuiltNetwork {
    static let inputName = "input"
    static let targetName = "target"
    static let weightName = "example weight"
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
    ///   - capacity: How many steps a sequence may have that goes on from run to run; nil where sequences
    ///     begin in each run.
    /// - Throws: `ShapeError` where the network does not fit together.
    init(
        _ network: Network,
        input type: TensorType,
        mode: Mode,
        capacity: Int? = nil
    ) throws(ShapeError) {
        builder = GraphBuilder()
        record = Record()
        input = builder.input(BuiltNetwork.inputName, type)
        let key =
            mode == .training
            ? builder.input(BuiltNetwork.keyName, TensorType(.int32, [4])) : nil
        if let capacity {
            record.continuation = Continuation(builder, batch: type.shape[0], capacity: capacity)
        }
        let numbers = input.asFloats(scaledBy: type.elementType == .uint8 ? 1 / 255 : 1)
        let scope = Scope(builder: builder, mode: mode, key: key, record: record)
        record.input = numbers
        output = network(numbers, in: scope)
        if let outputs = record.outputs, outputs.value.node != output.node {
            builder.fail(ShapeError("layers follow the named outputs", remedy: "put Outputs last"))
        }
        try check()
    }

    /// Throws the first thing that did not fit.
    func check() throws(ShapeError) {
        if let failure = builder.failure { throw failure }
    }

    /// The symbols of some weights, in the order of the graph's parameters.
    func parameters(where isWanted: (Parameter) -> Bool) -> [Symbol] {
        builder.graph.parameters.filter(isWanted).map { builder.parameter($0) }
    }
}

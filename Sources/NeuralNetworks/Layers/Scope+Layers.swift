public import Computation

extension Scope {
    /// More layers than this are taken for a mistake, as a repetition of repetitions makes it.
    static let largestLayerCount = 10_000

    /// Feeds a layer within this one: what networks, branches and repetitions do with what they hold.
    ///
    /// The layer has a path of its own, a row in the summary, and its name in errors.
    ///
    /// - Parameters:
    ///   - layer: The layer.
    ///   - label: What follows this layer's path in the inner layer's, such as `layers.0`.
    ///   - input: The value that comes in, `[batch, …]`.
    /// - Returns: The value that goes out, `[batch, …]`.
    public func apply(_ layer: any Layer, as label: String, to input: Symbol) -> Symbol {
        let scope = child(label)
        guard builder.failure == nil, record.enter(scope) else { return input }
        let firstRow = record.rows.count
        let firstParameter = builder.graph.parameters.count
        let value = layer(input, in: scope)
        if builder.failure == nil,
            value.shape.rank == 0 || input.shape.rank == 0 || value.shape[0] != input.shape[0]
        {
            fail(
                "the batch dimension was lost: \(input.shape) became \(value.shape)",
                remedy: "keep the first dimension, which counts examples, as it is"
            )
        }
        guard builder.failure == nil else {
            builder.nameFailure("\(scope.path) \(layer.title)")
            return value
        }
        // A layer of layers has a row only where it computes something itself.
        let inner = record.rows[firstRow...]
        guard inner.last?.node != value.node else { return value }
        let parameters = firstParameter..<builder.graph.parameters.count
        record.rows.append(
            Record.Row(
                path: scope.path,
                layer: layer.title,
                output: value.shape,
                value: value,
                parameters: Set(parameters).subtracting(inner.flatMap(\.parameters))
            )
        )
        return value
    }
}

extension Record {
    /// Notes that a layer is at a place, or says why it cannot be there.
    fileprivate func enter(_ scope: Scope) -> Bool {
        let isShared = places.updateValue(scope.isShared, forKey: scope.path)
        guard isShared.map({ $0 && scope.isShared }) ?? true else {
            scope.fail(
                "two layers are named \"\(scope.path)\"",
                remedy: "give one another name"
            )
            return false
        }
        guard rows.count < Scope.largestLayerCount else {
            scope.fail(
                "there are more than \(grouped(Scope.largestLayerCount)) layers",
                remedy: "repeat fewer of them"
            )
            return false
        }
        return true
    }
}

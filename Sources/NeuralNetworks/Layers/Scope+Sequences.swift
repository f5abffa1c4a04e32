public import Computation

extension Scope {
    /// How many steps of each sequence are real, `int32 [batch]`; nil where all are.
    ///
    /// What follows them is padding, which layers that look along time leave out.
    public var lengths: Symbol? { record.lengths }

    /// Says how many steps of each sequence are real, for the layers that follow.
    ///
    /// - Parameter lengths: `int32 [batch]`.
    public func setLengths(_ lengths: Symbol) { record.lengths = lengths }

    /// How many steps of each sequence came in earlier runs, `int32 [batch]`; nil where sequences begin in
    /// this one.
    public var position: Symbol? { record.continuation?.position }

    /// How many steps of each sequence there are after this run, its padding included, `int32 [batch]`; nil
    /// where sequences begin in this one.
    public var end: Symbol? { record.continuation?.end }

    /// How many steps a sequence may have in all, for layers that look back at all of them; nil where
    /// sequences begin in this run.
    public var capacity: Int? {
        record.continuation?.isBounded = true
        return record.continuation?.capacity
    }

    /// What a sequence brings with it from earlier runs, such as the state of a recurrent layer.
    ///
    /// It is zeros before the first run, and then what ``carry(_:_:)`` left behind. Only the value that is
    /// carried on may be computed from it.
    ///
    /// - Parameters:
    ///   - name: Its name within the layer, such as `hidden`.
    ///   - shape: Its shape, `[batch, …]`.
    /// - Returns: What was carried, or nil where sequences begin in this run.
    public func carried(_ name: String, _ shape: Shape) -> Symbol? {
        guard let continuation = record.continuation else { return nil }
        let name = full(name)
        let symbol = builder.input(
            Continuation.inputName(name),
            TensorType(.float32, shape)
        )
        continuation.carried.append(Continuation.Carried(name: name, before: symbol))
        return symbol
    }

    /// Says what a sequence takes with it into the next run; nothing where sequences end in this one.
    ///
    /// - Parameters:
    ///   - name: The name under which the layer has asked for it.
    ///   - value: The new value, of the same shape.
    public func carry(_ name: String, _ value: Symbol) {
        guard let continuation = record.continuation, builder.failure == nil else { return }
        let place = continuation.carried.firstIndex { $0.name == full(name) && $0.after == nil }
        guard let place, continuation.carried[place].before.shape == value.shape else {
            fail(
                "nothing of the shape \(value.shape) is carried as \(full(name))",
                remedy: "ask for it by carried(_:_:) once, and carry the same shape on"
            )
            return
        }
        continuation.carried[place].after = value
    }
}

/// What a network is told and asked where its sequences go on from run to run.
final class Continuation {
    /// Something that goes from run to run.
    struct Carried {
        let name: String
        let before: Symbol
        var after: Symbol?
    }

    static let positionName = "position"
    static let endName = "end"
    static func inputName(_ name: String) -> String { "carried " + name }

    let capacity: Int
    let position: Symbol
    let end: Symbol
    /// Whether a layer looks back at all steps, so that there may be no more of them.
    var isBounded = false
    var carried: [Carried] = []

    init(_ builder: GraphBuilder, batch: Int, capacity: Int) {
        self.capacity = capacity
        position = builder.input(Continuation.positionName, TensorType(.int32, [batch]))
        end = builder.input(Continuation.endName, TensorType(.int32, [batch]))
    }
}

/// One operation of a graph.
///
/// Its file holds everything there is to know about it: the shape rule, the meaning, the gradient
/// rule and what that rule needs of the forward pass, and the kernel.
///
/// To add one: write its file, and give it an example in the test catalogue of operations.
package protocol Operation: Hashable, Sendable, CustomStringConvertible {
    /// The type of the result for inputs of these types.
    func resultType(of inputs: [TensorType]) throws(ShapeError) -> TensorType

    /// The meaning, in double precision: one obvious loop.
    func evaluate(_ inputs: [ReferenceArray]) -> ReferenceArray

    /// What ``gradient(_:)`` reads of the forward pass; everything else may be overwritten.
    var gradientUses: GradientUses { get }

    /// For each input, the gradient of the loss with respect to it; nil where none flows, as into
    /// labels. Nil as a whole: this operation has no gradient.
    func gradient(_ context: GradientContext) -> [Symbol?]?

    /// Whether a row of the result needs only the same row of what has as many rows, and so little
    /// besides that every thread can afford to read all of it. A run of such operations needs no
    /// meeting of threads.
    func keepsRows(_ inputs: [TensorType]) -> Bool

    /// Whether the last kernel call can run an element-wise program on what it has computed, over rows
    /// as long as the result's last dimension: bias and activation of a product. The program's operands
    /// follow the call's own three.
    func endsWithElementwise(_ result: TensorType) -> Bool

    /// Writes the kernel calls that compute the result. Element-wise operations are fused by the
    /// plan instead, and views of another node's memory need no kernel: both leave this out.
    func lower(_ lowering: inout Lowering)
}

extension Operation {
    package func keepsRows(_ inputs: [TensorType]) -> Bool { false }
    package func endsWithElementwise(_ result: TensorType) -> Bool { false }

    package func lower(_ lowering: inout Lowering) {
        preconditionFailure("\(self) is neither lowered, nor element-wise, nor a view")
    }
}

/// What a gradient rule reads of the forward pass.
package struct GradientUses: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The values of the inputs.
    package static let inputs = GradientUses(rawValue: 1)
    /// The value of the result.
    package static let output = GradientUses(rawValue: 2)
}

/// What a gradient rule computes with.
package struct GradientContext {
    /// The operation's inputs.
    package let inputs: [Symbol]
    /// The operation's result.
    package let output: Symbol
    /// The gradient of the loss with respect to the result.
    package let upstream: Symbol

    package init(inputs: [Symbol], output: Symbol, upstream: Symbol) {
        self.inputs = inputs
        self.output = output
        self.upstream = upstream
    }
}

/// An operation that computes each element of its result from the elements at the same place, so
/// that the plan can run a chain of them in one pass.
package protocol ElementwiseOperation: Operation {
    /// The function's name in the kernels' table, and the number it takes.
    var kernelFunction: (name: String, constant: Float) { get }
}

/// An operation whose result is its first input's memory under another shape.
package protocol ViewOperation: Operation {}

public import Computation

extension Model {
    /// A model with fresh weights of a network that says its inputs itself: it begins with ``Inputs``.
    ///
    /// - Parameters:
    ///   - network: What to compute.
    ///   - seed: The same seed draws the same weights, on every machine.
    ///   - information: What the outputs mean.
    ///   - processor: What part of the processor predictions may use.
    /// - Throws: ``ShapeError`` where the network does not fit together.
    public convenience init(
        _ network: Network,
        seed: UInt64 = 0,
        information: ModelInformation = ModelInformation(),
        processor: Processor = Processor()
    ) throws(ShapeError) {
        guard let inputs = network.layers.first as? Inputs else {
            throw ShapeError(
                "the network does not say what it is given",
                remedy: "name the shape of one example by input:, or begin the network with Inputs"
            )
        }
        try self.init(
            network,
            // What makes no sense is said by the layer itself.
            input: [inputs.named?.count ?? 1],
            seed: seed,
            information: information,
            processor: processor
        )
    }

    /// What the model makes of named inputs: for each output its probabilities where it learned logits, the
    /// output itself otherwise.
    ///
    /// ```swift
    /// let answer = try model.predict(["picture": picture, "row": row])
    /// print(answer["digit"], answer["slant"])
    /// ```
    ///
    /// - Parameter inputs: One example or a batch of them: every input by its name, the sole input of a network
    ///   without names as `input`. Bytes are pixels: 0…255 become 0…1.
    /// - Returns: Every output by its name, the sole output of a network without names as `output`.
    /// - Throws: ``ShapeError`` where the inputs do not fit.
    public func predict(_ inputs: [String: Tensor]) throws(ShapeError) -> [String: Tensor] {
        try named(predict(packed(inputs)))
    }

    /// Named inputs as the network is given them: one row of numbers for each example.
    ///
    /// What looks inside a model, such as ``trace(_:)``, takes such rows.
    ///
    /// - Parameter inputs: One example or a batch of them, every input by its name.
    /// - Returns: A row, or a batch of rows `[batch, count]`; the sole input of a network without names as it
    ///   is.
    /// - Throws: ``ShapeError`` where the inputs do not fit.
    public func packed(_ inputs: [String: Tensor]) throws(ShapeError) -> Tensor {
        guard let inputParts else {
            guard inputs.count == 1, let input = inputs["input"] else {
                throw ShapeError(
                    "the network has no names for inputs, but is given "
                        + inputs.keys.sorted().map(quoted).joined(separator: ", "),
                    remedy: "give the tensor alone, or begin the network with Inputs"
                )
            }
            return input
        }
        let isSingle = inputs.allSatisfy { inputParts[$0.key]?.shape == $0.value.shape }
        let shapes = inputs.mapValues { tensor in
            isSingle ? tensor.shape : Shape(Array(tensor.shape.sizes.dropFirst()))
        }
        if let problem = inputParts.misfit(shapes, "input") { throw ShapeError(problem) }
        guard !isSingle else { return inputParts.joined(inputs, batch: 1)[0] }
        let counts = Set(inputs.values.map { $0.shape.sizes.first ?? 0 })
        guard let batch = counts.first, counts.count == 1 else {
            throw ShapeError(
                "the inputs have different numbers of examples: "
                    + counts.sorted().map(String.init).joined(separator: ", ")
            )
        }
        return inputParts.joined(inputs, batch: batch)
    }

    /// Each output by its name, with its own shape.
    ///
    /// - Parameter outputs: What ``predict(_:)-(Tensor)`` or ``outputs(_:)`` gave, of one example or a batch.
    /// - Returns: The outputs by name; the sole output of a network without names as `output`.
    /// - Throws: ``ShapeError`` where these are no outputs of this model.
    public func named(_ outputs: Tensor) throws(ShapeError) -> [String: Tensor] {
        let isSingle = outputs.shape == outputShape
        guard isSingle || outputs.shape.sizes.dropFirst().elementsEqual(outputShape.sizes) else {
            throw ShapeError("the outputs of this model are \(outputShape), not \(outputs.shape)")
        }
        guard let outputParts else { return ["output": outputs] }
        guard isSingle else { return outputParts.split(outputs) }
        return outputParts.split(outputs.reshaped(to: Shape([1] + outputShape.sizes)))
            .mapValues { $0[0] }
    }
}

extension ModelInformation {
    /// What to make of the outputs, whole or part by part.
    var meaning: OutputMeaning { OutputMeaning(whole: interpretation, parts: interpretations) }
}

/// What a model's outputs mean, part by part where they have names.
struct OutputMeaning: Hashable {
    let whole: Interpretation
    var parts: [String: Interpretation]?

    func callAsFunction(_ outputs: Symbol, _ named: NamedParts?) -> Symbol {
        guard let parts, let named, let first = named.parts.first else { return whole(outputs) }
        let values = named.parts.map { part in
            (parts[part.name] ?? .values)(named.part(part, of: outputs))
                .reshaped(to: [outputs.shape[0], part.range.count])
        }
        return first.range.count == named.count
            ? values[0] : values[0].concatenated(with: Array(values[1...]), along: 1)
    }
}

public import Computation

extension Examples {
    /// Examples with several named inputs, several named targets, or both.
    ///
    /// ```swift
    /// try Examples(
    ///     inputs: ["picture": pictures, "row": rows],
    ///     targets: ["digit": labels, "slant": slants]
    /// )
    /// ```
    ///
    /// All parts of an example are kept as one row of numbers in single precision. Bytes among the inputs are
    /// pixels and become 0…1; whole numbers must be below 2²⁴ in size, up to which single precision is exact.
    /// A single input with the name `input`, or a single target with the name `target`, is kept as it is, for
    /// networks in which it has no name.
    ///
    /// - Parameters:
    ///   - inputs: The inputs by name, each `[count, …]`.
    ///   - targets: The answers by name, each `[count, …]`: labels `int32 [count]`, or numbers.
    /// - Throws: ``ExamplesError`` where parts do not belong together or a whole number is too large.
    public init(
        inputs: [String: Tensor],
        targets: [String: Tensor]
    ) throws(ExamplesError) {
        let (input, inputParts) = try Examples.joined(inputs, alone: "input")
        let (target, targetParts) = try Examples.joined(targets, alone: "target")
        try self.init(inputs: input, targets: target)
        (self.inputParts, self.targetParts) = (inputParts, targetParts)
    }

    /// The input of a name, `[count, …]`; nil where there is none.
    public func input(_ name: String) -> Tensor? { inputParts?.split(inputs)[name] }

    /// The target of a name, `[count, …]`; nil where there is none.
    public func target(_ name: String) -> Tensor? { targetParts?.split(targets)[name] }

    private static func joined(
        _ tensors: [String: Tensor],
        alone word: String
    ) throws(ExamplesError) -> (Tensor, NamedParts?) {
        if tensors.count == 1, let tensor = tensors[word] { return (tensor, nil) }
        guard let count = tensors.min(by: { $0.key < $1.key })?.value.shape.sizes.first else {
            throw .part("there is no \(word) that counts examples; give each [count, …]")
        }
        var whole: Set<String> = []
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            guard tensor.shape.sizes.first == count else {
                throw .part(
                    "the \(word) \(quoted(name)) is \(tensor.shape), but others have \(count) "
                        + "examples; the first dimension counts them"
                )
            }
            guard case .int32(let numbers) = tensor.storage else { continue }
            whole.insert(name)
            if let place = numbers.firstIndex(where: { $0.magnitude > 1 << 24 }) {
                throw .part(
                    "the \(word) \(quoted(name)) holds \(numbers[place]) in example "
                        + "\(place / max(1, numbers.count / max(count, 1))); whole numbers among "
                        + "named parts must be at most 16,777,216 in size"
                )
            }
        }
        let parts = NamedParts(
            tensors.mapValues { Shape(Array($0.shape.sizes.dropFirst())) },
            whole: whole
        )
        return (parts.joined(tensors, batch: count), parts)
    }

    /// Checks that the names and shapes of inputs are those of a model.
    func checkParts(for model: Model) throws(TrainingError) {
        switch (model.inputParts, inputParts) {
        case (nil, nil): return
        case (nil, let found?):
            throw .parts(
                "there are the inputs \(found), but the network has no names for inputs; begin it with "
                    + "Inputs"
            )
        case (let wanted?, nil):
            throw .parts(
                "the network has the inputs \(wanted), but those of the examples have no names; make "
                    + "them with inputs: [\"\(wanted.parts[0].name)\": …]"
            )
        case (let wanted?, let found?):
            if let problem = wanted.misfit(found.shapes, "input") { throw .parts(problem) }
        }
    }

    /// Checks the labels among named targets, where they name outputs of a model.
    func checkLabelsOfParts(for model: Model, with loss: any Loss) throws(TrainingError) {
        guard let targetParts, let loss = loss as? LossOfParts else { return }
        let numbers = targets.floats
        for part in targetParts.parts where part.isWhole && part.shape == [] {
            guard let output = model.outputParts?[part.name], output.shape.rank == 1,
                output.range.count > 1, loss[part.name]?.loss.comparesExamples == false
            else { continue }
            let outputs = output.range.count
            for example in 0..<count {
                let label = Int(numbers[example * targetParts.count + part.range.lowerBound])
                guard (0..<outputs).contains(label) else {
                    throw .labelOutOfRange(label: label, example: example, outputs: outputs)
                }
            }
        }
    }

    /// Takes over the names of the parts of examples that these were made of.
    mutating func takeParts(of examples: Examples) {
        (inputParts, targetParts) = (examples.inputParts, examples.targetParts)
    }
}

import Computation
import TestSupport
import Testing

/// Every operation of the catalogue, by its examples.
@Suite struct OperationTests {
    @Test(arguments: OperationCase.all)
    func shapeIsAsPromised(_ test: OperationCase) throws {
        let prepared = PreparedCase(test)
        #expect(prepared.builder.failure == nil)
        #expect(prepared.output.shape == test.output)
        try prepared.builder.graph.verify()
    }

    @Test(arguments: OperationCase.all, InstructionSet.available)
    func kernelsAgreeWithReference(_ test: OperationCase, _ set: InstructionSet) {
        let prepared = PreparedCase(test)
        let expected = ReferenceInterpreter(prepared.builder.graph).run(inputs: prepared.references)
        let found = runPlan(
            prepared.builder.graph,
            [prepared.output],
            inputs: prepared.inputsByName,
            instructionSet: set
        )
        let distance = relativeDistance(
            found[0].map(Double.init),
            expected[prepared.output.node].values
        )
        #expect(distance <= 1e-6, "relative distance \(distance)")
    }

    /// Every element of every gradient, in double precision: (f(x + h) − f(x − h)) / 2h.
    @Test(arguments: OperationCase.all)
    func gradientAgreesWithFiniteDifferences(_ test: OperationCase) {
        let gradient = GradientCase(test)
        for (input, symbol) in zip(gradient.prepared.differentiable, gradient.gradients) {
            let analytic = gradient.reference[symbol.node].values
            let numeric = gradient.finiteDifferences(of: input)
            let distance = relativeDistance(analytic, numeric)
            #expect(distance <= 1e-7, "input \(input): relative distance \(distance)")
        }
    }

    @Test(arguments: OperationCase.all, InstructionSet.available)
    func gradientKernelsAgreeWithReference(_ test: OperationCase, _ set: InstructionSet) {
        let gradient = GradientCase(test)
        guard !gradient.gradients.isEmpty else { return }
        var inputs = gradient.prepared.inputsByName
        inputs["projection"] = gradient.projection
        let found = runPlan(
            gradient.prepared.builder.graph,
            gradient.gradients,
            inputs: inputs,
            instructionSet: set
        )
        for (values, symbol) in zip(found, gradient.gradients) {
            let distance = relativeDistance(
                values.map(Double.init),
                gradient.reference[symbol.node].values
            )
            #expect(distance <= 1e-6, "relative distance \(distance)")
        }
    }

    /// A rule reads of the forward pass just what it declares, so the plan may drop the rest.
    @Test(arguments: OperationCase.all)
    func gradientReadsWhatItDeclares(_ test: OperationCase) throws {
        let prepared = PreparedCase(test)
        let builder = prepared.builder
        for index in builder.graph.nodes.indices {
            let node = builder.graph.nodes[index]
            guard let operation = node.operation else { continue }
            let upstream = builder.input("upstream \(index)", node.type)
            let first = builder.graph.nodes.count
            let context = GradientContext(
                inputs: node.inputs.map { builder.symbol($0) },
                output: builder.symbol(index),
                upstream: upstream
            )
            guard let gradients = operation.gradient(context) else { continue }
            // What the added nodes read, and what is handed through as it is.
            let read = Set(
                builder.graph.nodes[first...].flatMap(\.inputs) + gradients.compactMap { $0?.node }
            )
            var uses: GradientUses = []
            if read.contains(index) { uses.insert(.output) }
            if !read.isDisjoint(with: node.inputs) { uses.insert(.inputs) }
            #expect(uses == operation.gradientUses, "\(operation)")
        }
    }

    @Test func everyOperationHasAnExample() {
        var used: Set<ObjectIdentifier> = []
        for test in OperationCase.all {
            for node in GradientCase(test).prepared.builder.graph.nodes {
                if let operation = node.operation {
                    used.insert(ObjectIdentifier(type(of: operation)))
                }
            }
        }
        for type in OperationCatalogue.types {
            #expect(used.contains(ObjectIdentifier(type)), "\(type) has no example")
        }
        #expect(used.count == OperationCatalogue.types.count)
    }
}

/// A case with a loss, the sum of its output times random numbers, and the gradients of that.
struct GradientCase {
    let prepared: PreparedCase
    let gradients: [Symbol]
    let projection: Tensor
    let loss: Symbol
    let reference: [ReferenceArray]

    init(_ test: OperationCase) {
        prepared = PreparedCase(test)
        let builder = prepared.builder
        var stream = RandomStream(test: 2)
        projection = Tensor(stream.numbers(test.output.count, in: 0.5...1.5), shape: test.output)
        let weights = builder.input("projection", TensorType(.float32, test.output))
        loss = (prepared.output * weights).sum()
        gradients =
            prepared.differentiable.isEmpty
            ? []
            : builder.gradients(
                of: loss,
                withRespectTo: prepared.differentiable.map { [prepared] in prepared.inputs[$0] }
            )
        if let failure = builder.failure { Issue.record("\(test.name): \(failure)") }
        var inputs = prepared.references
        inputs["projection"] = ReferenceArray(projection)
        reference = ReferenceInterpreter(builder.graph).run(inputs: inputs)
    }

    func finiteDifferences(of input: Int) -> [Double] {
        let step = 1e-5
        var inputs = prepared.references
        inputs["projection"] = ReferenceArray(projection)
        let interpreter = ReferenceInterpreter(prepared.builder.graph)
        func value(_ index: Int, _ change: Double) -> Double {
            var changed = inputs
            changed["\(input)"]?.values[index] += change
            return interpreter.run(inputs: changed)[loss.node].values[0]
        }
        return prepared.values[input].floats.indices.map { index in
            (value(index, step) - value(index, -step)) / (2 * step)
        }
    }
}

extension PreparedCase {
    var inputsByName: [String: Tensor] {
        Dictionary(uniqueKeysWithValues: values.enumerated().map { ("\($0)", $1) })
    }
}

import Computation
import TestSupport
import Testing

/// The way from a graph to kernel calls: simplification, fusion, memory, threads.
@Suite struct PlanTests {
    /// 784-16-16-10 with sigmoid, cross-entropy and its gradients: the network everything begins
    /// with.
    private static func digitGraph(
        batch: Int
    ) -> (builder: GraphBuilder, loss: Symbol, gradients: [Symbol]) {
        let builder = GraphBuilder()
        var value = builder.input("input", TensorType(.uint8, [batch, 784])).asFloats(
            scaledBy: 1 / 255
        )
        let labels = builder.input("labels", TensorType(.int32, [batch]))
        var parameters: [Symbol] = []
        for (layer, (inputs, units)) in [(784, 16), (16, 16), (16, 10)].enumerated() {
            let weight = builder.parameter(
                Parameter(name: "\(layer).weight", shape: [units, inputs], initializer: .glorot)
            )
            let bias = builder.parameter(
                Parameter(name: "\(layer).bias", shape: [units], initializer: .zeros)
            )
            parameters += [weight, bias]
            let sums = value.matmul(weight, transposingSecond: true) + bias
            value = layer < 2 ? sums.sigmoid() : sums
        }
        let loss = value.crossEntropy(with: labels).mean()
        return (builder, loss, builder.gradients(of: loss, withRespectTo: parameters))
    }

    private static func digitPlan(batch: Int) -> Plan {
        let (builder, loss, gradients) = digitGraph(batch: batch)
        return Plan(
            builder.graph,
            outputs: [loss] + gradients,
            parameterOffsets: builder.graph.parameters.indices.map { $0 * 16_384 }
        )
    }

    @Test func biasAndActivationAreFusedIntoTheProduct() {
        let calls = PlanTests.digitPlan(batch: 32).calls
        // Pixels to numbers; forward 3 products; cross-entropy, mean, its gradient; backward
        // 3 products for weights, 2 for activations, 3 sums for biases.
        #expect(calls.count(where: { $0.kernel == .matmul }) == 8)
        #expect(calls.count(where: { $0.kernel == .elementwise }) == 1)
        #expect(calls.count(where: { $0.program != nil && $0.kernel == .matmul }) == 5)
        #expect(calls.count == 15)
    }

    @Test func theFirstLayersInputGradientIsNotComputed() {
        let products = PlanTests.digitPlan(batch: 32).calls.filter { $0.kernel == .matmul }
        #expect(!products.contains { $0.sizes[0] == 32 && $0.sizes[1] == 784 })
    }

    /// In a row of operations that cannot be fused, two values live at a time.
    @Test func lifetimesShareMemory() {
        let builder = GraphBuilder()
        var value = builder.input("x", TensorType(.float32, [32, 48]))
        for _ in 0..<20 { value = value.transposed() }
        let plan = Plan(builder.graph, outputs: [value])
        #expect(plan.unsharedByteCount == 20 * 32 * 48 * 4)
        #expect(plan.arenaByteCount == 2 * 32 * 48 * 4)
    }

    @Test func deadWorkIsRemoved() {
        let builder = GraphBuilder()
        let x = builder.input("x", TensorType(.float32, [4]))
        _ = x.exponential().logarithm().matmulless()
        let double = x * 2
        let plan = Plan(builder.graph, outputs: [double])
        #expect(plan.calls.count == 1)
    }

    @Test func constantsAreComputedOnce() {
        let builder = GraphBuilder()
        let x = builder.input("x", TensorType(.float32, [3]))
        let constant = builder.constant([1, 4, 9], shape: [3]).squareRoot() * 2
        let sum = x + constant
        let plan = Plan(builder.graph, outputs: [sum])
        #expect(plan.calls.count == 1)
        let found = runPlan(builder.graph, [sum], inputs: ["x": Tensor([1, 2, 3])])
        #expect(found[0] == [3, 6, 9])
    }

    /// An exponential computed early, by the platform's library, would give other bits than the
    /// kernels', and for some batch sizes only.
    @Test func whatIsNotExactIsLeftToTheKernels() {
        let numbers = (0..<64).map { Float($0) / 16 - 2 }
        for function in UnaryFunction.allCases {
            let builder = GraphBuilder()
            let given = builder.input("x", TensorType(.float32, [64]))
            let known = builder.constant(numbers, shape: [64])
            let outputs = [given, known].map {
                builder.apply(Unary(function: function, constant: 0.7), to: [$0])
            }
            let found = runPlan(builder.graph, outputs, inputs: ["x": Tensor(numbers)])
            #expect(
                found[0].map(\.bitPattern) == found[1].map(\.bitPattern)
                    || found[0].contains(where: \.isNaN),
                "\(function)"
            )
        }
    }

    @Test func aChainIsOneCallAndKeepsWhatIsReadLater() {
        let builder = GraphBuilder()
        let x = builder.input("x", TensorType(.float32, [5, 7]))
        let middle = x.sigmoid()
        let end = (middle * x + 1).tanh()
        let plan = Plan(builder.graph, outputs: [end, middle])
        #expect(plan.calls.count == 1)
        #expect(plan.calls.first?.program?.temporaryCount == 1)
    }

    @Test func outputsMayBeInputsConstantsAndViews() {
        let builder = GraphBuilder()
        let x = builder.input("x", TensorType(.float32, [2, 2]))
        let outputs = [
            x, x.reshaped(to: [4]), builder.constant([5], shape: []), (x * 2).reshaped(to: [1, 4]),
        ]
        let found = runPlan(
            builder.graph,
            outputs,
            inputs: ["x": Tensor([1, 2, 3, 4], shape: [2, 2])]
        )
        #expect(found == [[1, 2, 3, 4], [1, 2, 3, 4], [5], [2, 4, 6, 8]])
    }

    @Test(arguments: 1...40)
    func arenaNeverOverlapsWhatLivesTogether(seed: Int) {
        var stream = RandomStream(test: seed)
        let items = (0..<30).map { node in
            let start = stream.integer(below: 20)
            return ArenaLayout.Item(
                node: node,
                byteCount: stream.integer(below: 500),
                lifetime: start...start + stream.integer(below: 8)
            )
        }
        let layout = ArenaLayout(items)
        func range(_ item: ArenaLayout.Item) -> Range<Int> {
            let offset = layout.offsets[item.node] ?? -1
            return offset..<offset + item.byteCount
        }
        for (index, item) in items.enumerated() {
            #expect(range(item).lowerBound % 64 == 0)
            #expect(range(item).upperBound <= layout.byteCount)
            for other in items[..<index] where other.lifetime.overlaps(item.lifetime) {
                #expect(
                    !range(item).overlaps(range(other)) || item.byteCount * other.byteCount == 0
                )
            }
        }
    }
}

extension Symbol {
    /// Something more that nobody will read.
    fileprivate func matmulless() -> Symbol { reshaped(to: [2, 2]).transposed() }
}

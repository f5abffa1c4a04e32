import CKernels
import Testing

@Suite struct OptimizerTests {
    /// Optimizer state before and after one step.
    private func step(
        _ set: InstructionSet,
        _ kernel: Kernel,
        _ state: [[Float]],
        _ scalars: [Float],
        parts: Int = 1
    ) -> [[Float]] {
        let memory = state.map { GuardedMemory($0) }
        run(set, kernel, memory, sizes: [state[0].count], scalars: scalars, parts: parts)
        return memory.map(\.floats)
    }

    private func expectNear(_ found: [Float], _ exact: [Double]) {
        // Terms of size one cancel, so the bound is absolute: a few roundings.
        for (x, y) in zip(found, exact) { #expect(abs(Double(x) - y) <= 3e-7) }
    }

    @Test(
        "stochastic gradient descent",
        arguments: InstructionSet.supported,
        awkwardSizes + [0, 1000]
    )
    func sgd(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let state = (0..<3).map { _ in numbers.floats(count) }
        let (rate, momentum, decay) = (0.1, 0.9, 0.01)
        for nesterov in [false, true] {
            let scalars = [Float(rate), Float(momentum), Float(decay), nesterov ? 1 : 0]
            let results = splits.map { step(set, .sgd, state, scalars, parts: $0) }
            #expect(results.allSatisfy { $0.map(bits) == results[0].map(bits) })
            var velocities: [Double] = [], weights: [Double] = []
            for i in 0..<count {
                let w = Double(state[0][i]), g = Double(state[1][i]) + decay * w
                let v = momentum * Double(state[2][i]) + g
                velocities.append(v)
                weights.append(w - rate * (nesterov ? g + momentum * v : v))
            }
            expectNear(results[0][0], weights)
            expectNear(results[0][2], velocities)
        }
        let plain = step(set, .sgd, Array(state.prefix(2)), [Float(rate), 0, 0, 0])
        expectNear(plain[0], (0..<count).map { Double(state[0][$0]) - rate * Double(state[1][$0]) })
    }

    @Test("adam", arguments: InstructionSet.supported, awkwardSizes + [0, 1000])
    func adam(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let state = (0..<3).map { _ in numbers.floats(count) } + [numbers.floats(count, in: 0...1)]
        let (rate, beta1, beta2, epsilon, decay, decoupled) = (0.01, 0.9, 0.999, 1e-8, 0.01, 0.1)
        let (mend1, mend2) = (1 / (1 - beta1 * beta1), 1 / (1 - beta2 * beta2))
        let scalars = [
            rate * mend1 / mend2.squareRoot(), beta1, 1 - beta1, beta2, 1 - beta2,
            epsilon / mend2.squareRoot(), decay, rate * decoupled,
        ].map { Float($0) }
        let results = splits.map { step(set, .adam, state, scalars, parts: $0) }
        #expect(results.allSatisfy { $0.map(bits) == results[0].map(bits) })
        for i in 0..<count {
            let w = Double(state[0][i]) * (1 - rate * decoupled)
            let g = Double(state[1][i]) + decay * Double(state[0][i])
            let m = beta1 * Double(state[2][i]) + (1 - beta1) * g
            let v = beta2 * Double(state[3][i]) + (1 - beta2) * g * g
            expectNear([results[0][2][i], results[0][3][i]], [m, v])
            expectNear(
                [results[0][0][i]],
                [w - rate * (m * mend1) / ((v * mend2).squareRoot() + epsilon)]
            )
        }
    }

    @Test("every instruction set steps alike")
    func sameBits() {
        var numbers = Numbers(seed: 9)
        let state = (0..<3).map { _ in numbers.floats(77) } + [numbers.floats(77, in: 0...1)]
        for kernel in [Kernel.sgd, .adam] {
            let results = InstructionSet.supported.map {
                step($0, kernel, state, [0.1, 0.9, 0.1, 0.99, 0.01, 1e-8, 0.01, 0.1]).map(bits)
            }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }
}

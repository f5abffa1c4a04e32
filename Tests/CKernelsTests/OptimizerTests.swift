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

    @Test("rmsprop", arguments: InstructionSet.supported, awkwardSizes + [0, 1000])
    func rmsprop(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let state =
            (0..<2).map { _ in numbers.floats(count) }
            + [numbers.floats(count, in: 0...1), numbers.floats(count)]
        let (rate, old, new, epsilon, momentum, decay) = (0.01, 0.9, 0.1, 0.1, 0.8, 0.01)
        for hasMomentum in [false, true] {
            let state = hasMomentum ? state : Array(state.prefix(3))
            let kept = hasMomentum ? momentum : 0
            let scalars = [rate, old, new, epsilon, kept, decay].map { Float($0) }
            let results = splits.map { step(set, .rmsprop, state, scalars, parts: $0) }
            #expect(results.allSatisfy { $0.map(bits) == results[0].map(bits) })
            for i in 0..<count {
                let w = Double(state[0][i])
                let g = Double(state[1][i]) + decay * w
                let q = old * Double(state[2][i]) + new * g * g
                let last = hasMomentum ? Double(state[3][i]) : 0
                let v = kept * last + g / (q.squareRoot() + epsilon)
                expectNear([results[0][0][i], results[0][2][i]], [w - rate * v, q])
                // A quotient may be as large as 10.
                if hasMomentum { #expect(abs(Double(results[0][3][i]) - v) < 3e-6) }
            }
        }
    }

    @Test("nadam", arguments: InstructionSet.supported, awkwardSizes + [0, 1000])
    func nadam(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let state = (0..<3).map { _ in numbers.floats(count) } + [numbers.floats(count, in: 0...1)]
        let (size, sizeOfGradient) = (0.01, 0.003)
        let (beta1, beta2, epsilon, decay) = (0.9, 0.99, 0.1, 0.01)
        let scalars = [size, sizeOfGradient, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, decay]
            .map { Float($0) }
        let results = splits.map { step(set, .nadam, state, scalars, parts: $0) }
        #expect(results.allSatisfy { $0.map(bits) == results[0].map(bits) })
        for i in 0..<count {
            let w = Double(state[0][i])
            let g = Double(state[1][i]) + decay * w
            let m = beta1 * Double(state[2][i]) + (1 - beta1) * g
            let v = beta2 * Double(state[3][i]) + (1 - beta2) * g * g
            expectNear([results[0][2][i], results[0][3][i]], [m, v])
            let move = (size * m + sizeOfGradient * g) / (v.squareRoot() + epsilon)
            expectNear([results[0][0][i]], [w - move])
        }
    }

    @Test("lion", arguments: InstructionSet.supported, awkwardSizes + [0, 1000])
    func lion(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        var state = (0..<3).map { _ in numbers.floats(count) }
        // Where nothing points anywhere, nothing moves.
        if count > 2 { (state[1][2], state[2][2]) = (0, 0) }
        let (rate, beta1, beta2, shrinkage) = (0.01, 0.9, 0.99, 0.001)
        let scalars = [rate, beta1, 1 - beta1, beta2, 1 - beta2, shrinkage].map { Float($0) }
        let results = splits.map { step(set, .lion, state, scalars, parts: $0) }
        #expect(results.allSatisfy { $0.map(bits) == results[0].map(bits) })
        for i in 0..<count {
            let (w, g, m) = (Double(state[0][i]), Double(state[1][i]), Double(state[2][i]))
            let direction = beta1 * m + (1 - beta1) * g
            let sign: Double = direction > 0 ? 1 : direction < 0 ? -1 : 0
            expectNear([results[0][0][i]], [w - shrinkage * w - rate * sign])
            expectNear([results[0][2][i]], [beta2 * m + (1 - beta2) * g])
        }
    }

    @Test("what is no number stays seen", arguments: InstructionSet.supported)
    func notANumber(set: InstructionSet) {
        for kernel in [Kernel.sgd, .adam, .rmsprop, .nadam, .lion] {
            let state: [[Float]] = [[1, 1], [.nan, 1], [0, 0], [0, 0]]
            let scalars: [Float] = [0.1, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1, 0]
            let weights = step(set, kernel, state, scalars)[0]
            #expect(weights[0].isNaN && weights[1].isFinite, "\(kernel)")
        }
    }

    @Test("every instruction set steps alike")
    func sameBits() {
        var numbers = Numbers(seed: 9)
        let state = (0..<3).map { _ in numbers.floats(77) } + [numbers.floats(77, in: 0...1)]
        for kernel in [Kernel.sgd, .adam, .rmsprop, .nadam, .lion] {
            let results = InstructionSet.supported.map {
                step($0, kernel, state, [0.1, 0.9, 0.1, 0.99, 0.01, 1e-8, 0.01, 0.1]).map(bits)
            }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }
}

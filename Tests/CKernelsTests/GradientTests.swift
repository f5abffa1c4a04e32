import CKernels
import Testing

@Suite struct GradientTests {
    private func near(_ found: Float, _ exact: Double) -> Bool {
        abs(Double(found) - exact) <= 3e-7 * max(1, abs(exact))
    }

    @Test("combines sums and terms", arguments: InstructionSet.supported, awkwardSizes + [0, 1000])
    func combine(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let sums = numbers.floats(count)
        var terms = numbers.floats(count)
        if count > 2 { terms[2] = 0 }
        for scalars: [Float] in [[0.9, 0.1], [0, 1], [1, 0.25, 0.5]] {
            let sign = Double(scalars.count > 2 ? scalars[2] : 0)
            var results: [[UInt32]] = []
            for parts in splits {
                let out = GuardedMemory(sums)
                run(
                    set,
                    .combine,
                    [out, GuardedMemory(terms)],
                    sizes: [count],
                    scalars: scalars,
                    parts: parts
                )
                results.append(bits(out.floats))
                for (index, found) in out.floats.enumerated() {
                    let term = Double(terms[index])
                    let exact =
                        Double(scalars[0]) * Double(sums[index]) + Double(scalars[1]) * term
                        + (term == 0 ? 0 : term > 0 ? sign : -sign)
                    #expect(near(found, exact))
                }
            }
            #expect(results.allSatisfy { $0 == results[0] })
        }
    }

    @Test(
        "sums squares block by block, in the promised order",
        arguments: InstructionSet.supported,
        awkwardSizes + [0, 1000, 4096, 5000]
    )
    func squares(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let values = numbers.floats(count)
        for block in [64, 1024] {
            let expected = stride(from: 0, to: count, by: block).map { start in
                orderedSum(values[start..<min(start + block, count)].map { $0 * $0 })
            }
            for parts in splits {
                let out = GuardedMemory([Float](repeating: .nan, count: expected.count))
                run(
                    set,
                    .sumOfSquares,
                    [out, GuardedMemory(values)],
                    sizes: [count, block],
                    parts: parts
                )
                #expect(bits(out.floats) == bits(expected), "\(parts) parts")
            }
        }
    }

    @Test("clips by norm and by size", arguments: InstructionSet.supported, awkwardSizes + [1000])
    func clip(set: InstructionSet, count: Int) {
        var numbers = Numbers(seed: count)
        let values = numbers.floats(count, in: -2...2)
        for (squares, norm, bound) in [
            (Float(4), Float(1), Float.infinity), (4, 2, 0.5), (4, 3, .infinity), (nil, 0, 0.75),
        ] {
            let factor: Float = squares.map { norm < $0.squareRoot() ? norm / 2 : 1 } ?? 1
            let expected = values.map { min(max($0 * factor, -bound), bound) }
            for parts in splits {
                let out = GuardedMemory(values)
                run(
                    set,
                    .clip,
                    [out, squares.map { GuardedMemory([$0]) }],
                    sizes: [count],
                    scalars: [norm, bound],
                    parts: parts
                )
                #expect(bits(out.floats) == bits(expected), "\(parts) parts")
            }
        }
    }

    @Test("what is no number stays seen", arguments: InstructionSet.supported)
    func notANumber(set: InstructionSet) {
        let out = GuardedMemory([1, .nan] as [Float])
        run(set, .clip, [out, nil], sizes: [2], scalars: [0, 0.5])
        #expect(out.floats[0] == 0.5 && out.floats[1].isNaN)
        let all = GuardedMemory([1, 2] as [Float])
        run(set, .clip, [all, GuardedMemory([Float.nan])], sizes: [2], scalars: [1, .infinity])
        #expect(all.floats.allSatisfy { $0.isNaN })
    }
}

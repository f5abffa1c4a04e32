import CKernels
import Foundation
import Testing

/// The sizes of an attention, and whether queries, keys and values lie beside each other.
struct AttentionSizes: Sendable, CustomTestStringConvertible {
    let batch, length, keys, heads, groups, size: Int
    var isCausal = false
    var lengths: [Int32]?
    var isPacked = false
    var testDescription: String {
        "\(batch)×\(length) to \(keys), \(heads)/\(groups) heads of \(size)"
    }

    var widths: [Int] { [heads * size, groups * size, groups * size] }
    var strides: [Int] {
        isPacked ? [Int](repeating: widths.reduce(0, +), count: 3) : widths
    }
    var offsets: [Int] { isPacked ? [0, widths[0], widths[0] + widths[1]] : [0, 0, 0] }
    var counts: [Int] { zip([length, keys, keys], strides).map { batch * $0 * $1 } }
    var gradientOffsets: [Int] { isPacked ? offsets : [0, counts[0], counts[0] + counts[1]] }
    var gradientCount: Int { isPacked ? counts[0] : counts.reduce(0, +) }
    var sizes: [Int] {
        [batch, length, keys, heads, groups, size, isCausal ? 1 : 0, lengths == nil ? 0 : 1]
            + strides + offsets + gradientOffsets
    }

    static let all = [
        AttentionSizes(batch: 2, length: 3, keys: 5, heads: 2, groups: 2, size: 4),
        AttentionSizes(
            batch: 2,
            length: 5,
            keys: 5,
            heads: 2,
            groups: 1,
            size: 7,
            isCausal: true,
            isPacked: true
        ),
        AttentionSizes(
            batch: 3,
            length: 40,
            keys: 40,
            heads: 4,
            groups: 2,
            size: 33,
            isCausal: true,
            lengths: [40, 17, 0]
        ),
        AttentionSizes(
            batch: 1,
            length: 130,
            keys: 300,
            heads: 2,
            groups: 2,
            size: 64,
            lengths: [290]
        ),
        AttentionSizes(
            batch: 2,
            length: 70,
            keys: 600,
            heads: 2,
            groups: 1,
            size: 16,
            isCausal: true,
            lengths: [600, 311]
        ),
        AttentionSizes(
            batch: 1,
            length: 1,
            keys: 513,
            heads: 4,
            groups: 2,
            size: 20,
            isCausal: true,
            lengths: [400]
        ),
        AttentionSizes(
            batch: 1,
            length: 270,
            keys: 270,
            heads: 1,
            groups: 1,
            size: 24,
            isCausal: true,
            isPacked: true
        ),
        AttentionSizes(batch: 1, length: 9, keys: 260, heads: 1, groups: 1, size: 256),
        AttentionSizes(
            batch: 3,
            length: 17,
            keys: 17,
            heads: 6,
            groups: 3,
            size: 18,
            lengths: [17, 3, -4],
            isPacked: true
        ),
    ]
}

@Suite struct AttentionTests {
    /// Numbers to compute with.
    private struct Material {
        let sizes: AttentionSizes
        let sources: [[Float]]
        let upstream: [Float]

        init(_ sizes: AttentionSizes) {
            self.sizes = sizes
            var numbers = Numbers(seed: 4)
            sources = (sizes.isPacked ? [sizes.counts[0]] : sizes.counts).map {
                numbers.floats($0, in: -2...2)
            }
            upstream = numbers.floats(sizes.batch * sizes.length * sizes.heads * sizes.size)
        }

        var operands: [GuardedMemory?] {
            let all = sources.map { GuardedMemory($0) }
            return (sizes.isPacked ? [all[0], all[0], all[0]] : all)
                + [sizes.lengths.map { GuardedMemory($0) }]
        }

        func place(_ what: Int, _ item: Int, _ row: Int, _ head: Int) -> Int {
            (item * (what == 0 ? sizes.length : sizes.keys) + row) * sizes.strides[what]
                + head * sizes.size
        }

        func vector(_ what: Int, _ item: Int, _ row: Int, _ head: Int) -> [Double] {
            let first = place(what, item, row, head) + sizes.offsets[what]
            return sources[sizes.isPacked ? 0 : what][first..<first + sizes.size].map(Double.init)
        }

        func product(_ a: [Double], _ b: [Double]) -> Double {
            zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        }

        /// Result, gradients and weights in double precision.
        func exact() -> (result: [Double], gradients: [Double], weights: [Double]) {
            var result = [Double](repeating: 0, count: upstream.count)
            var gradients = [Double](repeating: 0, count: sizes.gradientCount)
            var weights: [Double] = []
            let scale = 1 / Double(sizes.size).squareRoot()
            for item in 0..<sizes.batch {
                let known = min(max(Int(sizes.lengths?[item] ?? .max), 0), sizes.keys)
                for head in 0..<sizes.heads {
                    let group = head / (sizes.heads / sizes.groups)
                    let keys = (0..<sizes.keys).map { vector(1, item, $0, group) }
                    let values = (0..<sizes.keys).map { vector(2, item, $0, group) }
                    for row in 0..<sizes.length {
                        let end = sizes.isCausal ? max(known - sizes.length + row + 1, 0) : known
                        let query = vector(0, item, row, head)
                        let scores = keys[..<end].map { product($0, query) * scale }
                        let largest = scores.max() ?? 0
                        let sum = scores.reduce(0) { $0 + exp($1 - largest) }
                        let shares = scores.map { exp($0 - largest) / sum }
                        weights += shares + [Double](repeating: 0, count: sizes.keys - end)
                        let first = ((item * sizes.length + row) * sizes.heads + head) * sizes.size
                        let arriving = upstream[first..<first + sizes.size].map(Double.init)
                        let slopes = values[..<end].map { product($0, arriving) }
                        let mean = product(slopes, shares)
                        let places = sizes.gradientOffsets
                        for (key, share) in shares.enumerated() {
                            let slope = share * (slopes[key] - mean) * scale
                            let atQuery = places[0] + place(0, item, row, head)
                            let atKey = places[1] + place(1, item, key, group)
                            let atValue = places[2] + place(2, item, key, group)
                            for number in 0..<sizes.size {
                                result[first + number] += share * values[key][number]
                                gradients[atQuery + number] += slope * keys[key][number]
                                gradients[atKey + number] += slope * query[number]
                                gradients[atValue + number] += share * arriving[number]
                            }
                        }
                    }
                }
            }
            return (result, gradients, weights)
        }

        /// What the kernels give: result with largest scores and sums, gradients, weights.
        func computed(_ set: InstructionSet, parts: Int) -> [[Float]] {
            func run(_ kernel: Kernel, _ count: Int, _ before: [[Float]]) -> [Float] {
                let out = GuardedMemory([Float](repeating: .nan, count: count))
                CKernelsTests.run(
                    set,
                    kernel,
                    [out] + before.map { GuardedMemory($0) } + operands,
                    sizes: sizes.sizes,
                    scalars: [1 / Float(sizes.size).squareRoot()],
                    parts: parts
                )
                return out.floats
            }
            let rows = sizes.batch * sizes.heads * sizes.length
            let raw = run(.attention, rows * (sizes.size + 2), [])
            let gradients = run(.gradientAttention, sizes.gradientCount, [upstream, raw])
            return [raw, gradients, run(.attentionWeights, rows * sizes.keys, [])]
        }
    }

    private func expectNear(_ found: some Collection<Float>, _ exact: [Double], _ name: String) {
        let largest = exact.reduce(1e-30) { max($0, abs($1)) }
        let distance = zip(found, exact).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
        #expect(found.count == exact.count && distance <= 2e-6 * largest, "\(name): \(distance)")
    }

    @Test("each query's mean, its gradients and weights", arguments: AttentionSizes.all)
    func attention(sizes: AttentionSizes) {
        let material = Material(sizes)
        let exact = material.exact()
        var first: [[Float]]?
        for set in InstructionSet.supported {
            for parts in splits {
                let found = material.computed(set, parts: parts)
                expectNear(found[0].prefix(exact.result.count), exact.result, "result")
                expectNear(found[1], exact.gradients, "gradients")
                expectNear(found[2], exact.weights, "weights")
                #expect(first.map { $0.map(bits) == found.map(bits) } ?? true)
                first = first ?? found
            }
        }
    }

    @Test("sines of far positions are exact", arguments: InstructionSet.supported)
    func sinusoids(set: InstructionSet) {
        let positions: [Float] = [0, 777, 1_000_000]
        let turns = (0..<19).map { pow(10_000, -Double($0) / 19) / (2 * Double.pi) }
        let high = turns.map { Float($0) }
        let low = zip(turns, high).map { Float($0 - Double($1)) }
        let out = GuardedMemory([Float](repeating: .nan, count: 3 * 50 * 38))
        let inputs = [GuardedMemory(positions), GuardedMemory(high + low)]
        run(set, .sinusoids, [out] + inputs, sizes: [3, 50, 19], parts: 2)
        for (index, value) in out.floats.enumerated() {
            let (row, column) = (index / 38, index % 38)
            let place = Double(positions[row / 50]) + Double(row % 50)
            let angle =
                (place * turns[column / 2]).truncatingRemainder(dividingBy: 1) * 2 * Double.pi
            #expect(abs(Double(value) - (column % 2 == 0 ? sin(angle) : cos(angle))) < 2e-7)
        }
    }
}

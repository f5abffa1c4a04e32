import Computation
import TestSupport
import Testing

@Suite struct RandomTests {
    /// The known answers that come with the paper's own code (Random123, kat_vectors).
    @Test(arguments: [
        (
            SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
            SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
        ),
        (
            SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
            SIMD4<UInt32>(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
        ),
        (
            SIMD4<UInt32>(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
            SIMD2<UInt32>(0xA409_3822, 0x299F_31D0),
            SIMD4<UInt32>(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
        ),
    ])
    func philoxGivesTheKnownAnswers(
        counter: SIMD4<UInt32>,
        key: SIMD2<UInt32>,
        expected: SIMD4<UInt32>
    ) {
        #expect(Philox.words(counter: counter, key: key) == expected)
    }

    @Test func streamsDifferByEverythingThatNamesThem() {
        func first(_ stream: RandomStream) -> [UInt64] {
            var stream = stream
            return (0..<4).map { _ in stream.next() }
        }
        let streams = [
            RandomStream(seed: 1, for: "shuffle"), RandomStream(seed: 2, for: "shuffle"),
            RandomStream(seed: 1 << 40, for: "shuffle"), RandomStream(seed: 1, for: "weights"),
            RandomStream(seed: 1, for: "shuffle", 1), RandomStream(seed: 1, for: "shuffle", 0, 1),
        ].map(first)
        #expect(Set(streams).count == streams.count)
        #expect(first(RandomStream(seed: 1, for: "shuffle")) == streams[0])
    }

    @Test func uniformNumbersFillTheirRange() {
        var stream = RandomStream(test: 1)
        let numbers = (0..<20_000).map { _ in stream.uniform() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        let mean = numbers.reduce(0) { $0 + Double($1) } / 20_000
        #expect(abs(mean - 0.5) < 0.01)
    }

    @Test func integersAreEquallyLikely() {
        var stream = RandomStream(test: 2)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<14_000 { counts[stream.integer(below: 7)] += 1 }
        // Six standard deviations of a binomial count.
        #expect(counts.allSatisfy { abs($0 - 2_000) < 250 })
    }

    @Test func normalNumbersHaveTheirMoments() {
        var stream = RandomStream(test: 3)
        let numbers = (0..<20_000).map { _ in Double(stream.normal()) }
        let mean = numbers.reduce(0, +) / 20_000
        let square = numbers.reduce(0) { $0 + $1 * $1 } / 20_000
        let fourth = numbers.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 20_000
        #expect(abs(mean) < 0.04 && abs(square - 1) < 0.06 && abs(fourth - 3) < 0.4)
    }

    @Test func shufflingKeepsEveryNumberAndEveryPlaceIsReached() {
        var firsts: Set<Int32> = []
        for seed in 0..<200 {
            var stream = RandomStream(test: seed)
            var numbers = (0..<10).map(Int32.init)
            var span = numbers.mutableSpan
            stream.shuffle(&span)
            #expect(numbers.sorted() == (0..<10).map(Int32.init))
            firsts.insert(numbers[0])
        }
        #expect(firsts.count == 10)
    }

    @Test func initializersDrawAsTheySay() {
        func spread(_ initializer: Initializer, _ shape: Shape) -> (mean: Double, deviation: Double)
        {
            var stream = RandomStream(test: 4)
            let values = initializer.values(for: shape, stream: &stream).map(Double.init)
            let mean = values.reduce(0, +) / Double(values.count)
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (mean, (square / Double(values.count)).squareRoot())
        }
        let shape: Shape = [100, 200]
        #expect(abs(spread(.he, shape).deviation - (2.0 / 200).squareRoot()) < 0.003)
        #expect(abs(spread(.glorot, shape).deviation - (2.0 / 300).squareRoot()) < 0.003)
        #expect(abs(spread(.normal(deviation: 0.5), shape).deviation - 0.5) < 0.015)
        #expect(abs(spread(.uniform(limit: 0.3), shape).deviation - 0.3 / 3.0.squareRoot()) < 0.01)
        #expect(spread(.zeros, shape) == (0, 0))
        #expect(spread(.constant(2), shape) == (2, 0))
    }
}

import Testing

@Suite("Sequences")
struct SequenceTests {
    @Test("Lengths end behind the last token", arguments: InstructionSet.supported)
    func lengths(set: InstructionSet) {
        let tokens: [Int32] = [3, 0, 1, 7, -1, -1, -1, -1, -1, 2, -1, 0]
        for parts in splits {
            let out = GuardedMemory([Int32](repeating: 9, count: 4))
            run(
                set,
                .sequenceLengths,
                [out, GuardedMemory(tokens)],
                sizes: [4, 3],
                parts: parts
            )
            #expect(out.values(Int32.self) == [3, 1, 0, 3])
        }
    }

    @Test("Whole numbers are the nearest, and -1 for none", arguments: InstructionSet.supported)
    func wholeNumbers(set: InstructionSet) {
        let numbers: [Float] = [0, 0.4, 0.5, 1.5, -2.7, 65, 1e9, 3e9, -3e9, .nan, -.infinity]
        for parts in splits {
            let out = GuardedMemory([Int32](repeating: 9, count: numbers.count))
            run(
                set,
                .wholeNumbers,
                [out, GuardedMemory(numbers)],
                sizes: [numbers.count],
                parts: parts
            )
            #expect(
                out.values(Int32.self) == [0, 0, 0, 2, -3, 65, 1_000_000_000, -1, -1, -1, -1]
            )
        }
    }

    @Test("Steps are written where they belong, in place or not", arguments: [false, true])
    func insert(inPlace: Bool) {
        let memory = (0..<2 * 4 * 3).map { Float($0) }
        let steps = (0..<2 * 2 * 3).map { Float(100 + $0) }
        for places in [[1, 3], [-1, 4]] as [[Int32]] {
            var wanted = memory
            for (row, place) in places.enumerated() {
                for step in 0..<2 where (0..<4).contains(Int(place) + step) {
                    for column in 0..<3 {
                        wanted[(row * 4 + Int(place) + step) * 3 + column] =
                            steps[(row * 2 + step) * 3 + column]
                    }
                }
            }
            for set in InstructionSet.supported {
                for parts in splits {
                    let source = GuardedMemory(memory)
                    let out = inPlace ? source : GuardedMemory([Float](repeating: .nan, count: 24))
                    run(
                        set,
                        .insert,
                        [out, source, GuardedMemory(steps), GuardedMemory(places)],
                        sizes: [2, 4, 3, 2],
                        parts: parts
                    )
                    #expect(bits(out.floats) == bits(wanted))
                }
            }
        }
    }
}

import CKernels
import Testing

/// Philox4x32-10 as its paper writes it (Salmon, Moraes, Dror, Shaw, SC 2011).
func philox(_ counter: [UInt32], _ key: [UInt32]) -> [UInt32] {
    var c = counter, k = key
    for _ in 0..<10 {
        let first = UInt64(c[0]) * 0xD251_1F53, second = UInt64(c[2]) * 0xCD9E_8D57
        c = [
            UInt32(second >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: second),
            UInt32(first >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: first),
        ]
        k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
    }
    return c
}

@Suite struct DropoutTests {
    private func drop(
        _ set: InstructionSet,
        _ input: [Float],
        key: [UInt32],
        rows: Int,
        columns: Int,
        stream: UInt32,
        threshold: Int,
        parts: Int = 1
    ) -> [Float] {
        let out = GuardedMemory([Float](repeating: .nan, count: input.count))
        run(
            set,
            .dropout,
            [out, GuardedMemory(input), GuardedMemory(key)],
            sizes: [rows, columns, Int(stream), threshold],
            scalars: [2],
            parts: parts
        )
        return out.floats
    }

    @Test("the reference gives the answers published with Random123")
    func knownAnswers() {
        #expect(
            philox([0, 0, 0, 0], [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        )
        let ones = UInt32.max
        #expect(
            philox([ones, ones, ones, ones], [ones, ones])
                == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        )
        #expect(
            philox(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            )
                == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        )
    }

    @Test(
        "keeps exactly the elements the generator says",
        arguments: InstructionSet.supported,
        [(1, 1), (32, 16), (32, 10), (3, 131), (2, 9001), (70, 4), (0, 5)]
    )
    func mask(set: InstructionSet, shape: (rows: Int, columns: Int)) {
        let (rows, columns) = shape
        let key: [UInt32] = [17, 0xFFFF_FFFF, 12, 0xFFFF_FFF0]  // the rows' index wraps
        let input = (0..<rows * columns).map { Float($0 + 1) }
        let threshold: UInt32 = 0x6000_0000
        let expected = (0..<rows).flatMap { row in
            (0..<columns).map { column -> Float in
                let counter = [UInt32(column / 4), key[3] &+ UInt32(row), key[2], 5]
                let word = philox(counter, [key[0], key[1]])[column % 4]
                return word >= threshold ? input[row * columns + column] * 2 : 0
            }
        }
        for parts in splits {
            let found = drop(
                set,
                input,
                key: key,
                rows: rows,
                columns: columns,
                stream: 5,
                threshold: Int(threshold),
                parts: parts
            )
            #expect(found == expected, "\(parts) parts")
        }
    }

    @Test("keeps all or nothing at the ends", arguments: InstructionSet.supported)
    func ends(set: InstructionSet) {
        let input: [Float] = [1, 2, 3, 4, 5]
        for (threshold, expected) in [(0, input.map { $0 * 2 }), (1 << 32, [0, 0, 0, 0, 0])] {
            let found = drop(
                set,
                input,
                key: [1, 2, 3, 4],
                rows: 1,
                columns: 5,
                stream: 0,
                threshold: threshold
            )
            #expect(found == expected)
        }
    }
}

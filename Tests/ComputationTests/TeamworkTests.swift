import TestSupport
import Testing

@testable import Computation

/// How threads share the calls of a plan.
@Suite("Teamwork")
struct TeamworkTests {
    private func buffer(_ region: Buffer.Region, _ offset: Int = 0) -> Buffer {
        Buffer(region: region, offset: offset)
    }

    /// A call that reads one value and writes another, 64 bytes for each of its rows.
    private func call(
        from source: Buffer,
        to target: Buffer,
        rows: Int = 64,
        byRows: Bool = true,
        work: Int = 500_000
    ) -> PlannedCall {
        var call = PlannedCall(
            kernel: .softmax,
            buffers: [target, source],
            sizes: [rows, 16],
            work: work,
            rowStrides: byRows ? [64, 64] : nil
        )
        call.byteCounts = [rows * 64, rows * 64]
        return call
    }

    @Test("A thread follows its rows from end to end")
    func rows() {
        let calls = [
            call(from: buffer(.input(0)), to: buffer(.arena)),
            call(from: buffer(.arena), to: buffer(.arena, 8192)),
            call(from: buffer(.arena, 8192), to: buffer(.arena, 16384)),
        ]
        let teamwork = Teamwork(calls, threads: 3)
        #expect(teamwork.rounds == [0..<3])
        #expect(teamwork.steps.allSatisfy { $0.isByRows && $0.parts == 3 })
        #expect(teamwork.rows(of: 1) == [0..<21, 21..<42, 42..<64])
        #expect(!Teamwork(calls, threads: 1).isShared)
    }

    @Test("Wide rows are taken a few at a time, also by one thread")
    func wideRows() {
        let row = 1 << 17
        let wide = { (source: Int, target: Int) in
            var call = PlannedCall(
                kernel: .softmax,
                buffers: [target, source].map { self.buffer(.arena, 64 * row * $0) },
                sizes: [64, row / 4],
                work: 500_000,
                rowStrides: [row, row]
            )
            call.byteCounts = [64 * row, 64 * row]
            return call
        }
        let calls = [wide(0, 1), wide(1, 2), wide(2, 3)]
        let alone = Teamwork(calls, threads: 1)
        #expect(alone.segments == [[Teamwork.Segment(calls: 0..<3, rows: 2)]])
        #expect(!alone.isShared)
        #expect(Teamwork(calls, threads: 2).segments == alone.segments)
        // What is written over must have been read by all rows before.
        var shifted = calls
        shifted[2].buffers[0] = buffer(.arena, row)
        let reusing = Teamwork(shifted, threads: 1)
        #expect(reusing.rounds == [0..<2, 2..<3])
        #expect(reusing.segments.map(\.count) == [1, 1])
        let narrow = Teamwork([call(from: buffer(.input(0)), to: buffer(.arena))], threads: 1)
        #expect(narrow.segments == [[Teamwork.Segment(calls: 0..<1, rows: nil)]])
    }

    @Test("All meet where rows cross, and where memory is used anew at another place")
    func meetings() {
        let crossing = Teamwork(
            [
                call(from: buffer(.input(0)), to: buffer(.arena)),
                call(from: buffer(.arena), to: buffer(.arena, 8192), byRows: false),
            ],
            threads: 2
        )
        #expect(crossing.rounds == [0..<1, 1..<2])
        let reusing = Teamwork(
            [
                call(from: buffer(.arena), to: buffer(.arena, 8192)),
                call(from: buffer(.input(0)), to: buffer(.arena, 64)),
            ],
            threads: 2
        )
        #expect(reusing.rounds == [0..<1, 1..<2])
    }

    @Test("What touches nothing in common needs no meeting")
    func independent() {
        let teamwork = Teamwork(
            [
                call(from: buffer(.input(0)), to: buffer(.arena), byRows: false),
                call(from: buffer(.input(0)), to: buffer(.arena, 8192), byRows: false, work: 10),
                call(from: buffer(.input(0)), to: buffer(.gradients), byRows: false),
            ],
            threads: 2
        )
        #expect(teamwork.rounds == [0..<3])
        #expect(teamwork.steps.map(\.parts) == [2, 1, 2])
    }

    @Test("Little work stays on one thread")
    func littleWork() {
        let calls = (0..<4).map { index in
            call(from: buffer(.input(0)), to: buffer(.arena, 8192 * index), work: 50_000)
        }
        #expect(!Teamwork(calls, threads: 2).isShared)
    }

    /// The network everything begins with: only the first layer's weight gradient and the update
    /// come after a meeting.
    @Test("A step of the small network meets twice")
    func smallNetwork() throws {
        let builder = GraphBuilder()
        let input = builder.input("input", TensorType(.uint8, [32, 28, 28]))
        let labels = builder.input("labels", TensorType(.int32, [32]))
        var value = input.asFloats(scaledBy: 1 / 255).reshaped(to: [32, 784])
        var parameters: [Symbol] = []
        for (layer, (inputs, units)) in [(784, 16), (16, 16), (16, 10)].enumerated() {
            let weight = builder.parameter(
                Parameter(
                    name: "\(layer)",
                    shape: [units, inputs],
                    initializer: .glorot,
                    memoryOrder: [1, 0]
                )
            )
            let bias = builder.parameter(
                Parameter(name: "\(layer) bias", shape: [units], initializer: .zeros)
            )
            parameters += [weight, bias]
            value = value.matmul(weight) + bias
            if layer < 2 { value = value.sigmoid() }
        }
        let loss = value.crossEntropy(with: labels).mean()
        let gradients = builder.gradients(of: loss, withRespectTo: parameters)
        let offsets = [0, 12_544, 12_560, 12_816, 12_832, 12_992]
        let plan = Plan(
            builder.graph,
            outputs: [loss],
            placed: zip(gradients, offsets).map { ($0, buffer(.gradients, 4 * $1)) },
            parameterOffsets: offsets
        )
        let teamwork = Teamwork(plan.calls, threads: 2)
        #expect(teamwork.rounds.count == 2)
        let first = try #require(teamwork.rounds.first)
        #expect(teamwork.steps[first].allSatisfy { $0.isByRows })
        #expect(plan.calls[first].count(where: { $0.kernel == .matmul }) == 5)
    }
}

/// How threads share the calls of a plan, and where they must wait for each other.
///
/// A call is made by one thread, by several that each compute a part of its outputs, or, in a run of
/// calls whose rows are independent, by each thread for its own rows from end to end. All threads
/// meet only where one touches what another has written, or overwrites what another reads. All of it
/// follows from shapes alone, and changes no bit.
struct Teamwork {
    /// How one call is made.
    struct Step {
        /// By how many threads.
        var parts = 1
        /// Whether each thread makes it for rows of its own.
        var isByRows = false
    }

    /// Calls that follow each other.
    struct Segment: Equatable {
        let calls: Range<Int>
        /// After how many rows of all these calls come the next rows; nil where each call is made once.
        let rows: Int?
    }

    private(set) var steps: [Step]
    /// The calls between one meeting of all threads and the next.
    private(set) var rounds: [Range<Int>] = []
    /// The same calls, round by round, as a thread goes through them.
    private(set) var segments: [[Segment]] = []
    private let rowCounts: [Int]

    /// Whether more than one thread has anything to do.
    private(set) var isShared = false

    /// Below this much work for each thread, sharing a call costs more than it brings: data must move
    /// from core to core, and threads must meet.
    private static let leastWork = 200_000

    init(_ calls: [PlannedCall], threads: Int) {
        steps = calls.map { call in
            Step(parts: max(1, min(threads, call.work / Teamwork.leastWork)))
        }
        rowCounts = calls.map { $0.rowStrides == nil ? 0 : $0.sizes[0] }
        var start = 0
        while start < calls.count {
            let rows = rowCounts[start]
            let end = rowCounts[start...].firstIndex { $0 != rows } ?? calls.count
            let work = calls[start..<end].reduce(0) { $0 + $1.work }
            let isWide = calls[start..<end].contains { $0.bytesOfRow >= Teamwork.wideRow }
            if end - start > 1, rows >= 4 * threads, work >= threads * Teamwork.leastWork,
                threads > 1 || isWide
            {
                for index in start..<end { steps[index] = Step(parts: threads, isByRows: true) }
            }
            start = end
        }

        guard steps.contains(where: { $0.parts > 1 || $0.isByRows }) else {
            rounds = [calls.indices]
            segments = [[Segment(calls: calls.indices, rows: nil)]]
            return
        }
        var begin = 0
        for index in calls.indices
        where (begin..<index).contains(where: { mustMeet(calls, $0, index) }) {
            rounds.append(begin..<index)
            begin = index
        }
        rounds.append(begin..<calls.count)
        isShared = steps.contains { $0.parts > 1 }
        segments = rounds.map { segments(of: $0, calls) }
    }

    /// Rows of more bytes are wide: a few of them fill the second-level cache.
    private static let wideRow = 1 << 14
    /// How many bytes of rows are worked on at a time, where rows are wide.
    private static let bytesAtOnce = 1 << 20

    /// Cuts a round where calls by rows begin and end; the rows of wide ones are taken a few at a time, so that
    /// what one call writes is still in the cache when the next reads it.
    private func segments(of round: Range<Int>, _ calls: [PlannedCall]) -> [Segment] {
        var result: [Segment] = []
        var start = round.lowerBound
        while start < round.upperBound {
            let isAlike = { (index: Int) in
                steps[index].isByRows == steps[start].isByRows
                    && rowCounts[index] == rowCounts[start]
            }
            let end = round[start...].firstIndex { !isAlike($0) } ?? round.upperBound
            let bytes = calls[start..<end].reduce(0) { $0 + $1.bytesOfRow }
            let isInParts = steps[start].isByRows && end - start > 1 && bytes >= Teamwork.wideRow
            result.append(
                Segment(
                    calls: start..<end,
                    rows: isInParts ? max(1, Teamwork.bytesAtOnce / bytes) : nil
                )
            )
            start = end
        }
        return result
    }

    /// The rows of a call that each thread makes it for; none where it is not shared by rows.
    func rows(of index: Int) -> [Range<Int>] {
        guard steps[index].isByRows else { return [] }
        let (count, parts) = (rowCounts[index], steps[index].parts)
        return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    }

    private func mustMeet(_ calls: [PlannedCall], _ earlier: Int, _ later: Int) -> Bool {
        let areAlone = steps[earlier].parts == 1 && steps[later].parts == 1
        // By rows, one thread too does not finish the first call before the second.
        let areByRows =
            steps[earlier].isByRows && steps[later].isByRows
            && rowCounts[earlier] == rowCounts[later]
        if areAlone, !areByRows { return false }
        for one in calls[earlier].touched {
            for other in calls[later].touched where one.conflicts(with: other) {
                guard areByRows, one.buffer == other.buffer, one.rowStride == other.rowStride,
                    one.rowStride > 0
                else { return true }
            }
        }
        return false
    }
}

/// Memory that a call reads or writes.
private struct Touched {
    let buffer: Buffer
    let byteCount: Int
    let rowStride: Int
    let isWritten: Bool

    func conflicts(with other: Touched) -> Bool {
        guard isWritten || other.isWritten, buffer.region == other.buffer.region else {
            return false
        }
        let (first, second) = buffer.offset <= other.buffer.offset ? (self, other) : (other, self)
        return second.buffer.offset - first.buffer.offset < first.byteCount
    }
}

extension PlannedCall {
    /// How many bytes a row of its result has.
    fileprivate var bytesOfRow: Int { rowStrides?[0] ?? 0 }

    fileprivate var touched: [Touched] {
        let written = written
        return buffers.indices.map { index in
            Touched(
                buffer: buffers[index],
                byteCount: byteCounts[index],
                rowStride: rowStrides?[index] ?? 0,
                isWritten: written.contains(index)
            )
        }
    }
}

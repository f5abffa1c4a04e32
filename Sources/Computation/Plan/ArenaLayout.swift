/// Places values in one block of memory so that two overlap only when they never live at once.
struct ArenaLayout {
    /// A value: its size, and from which step to which step it is needed, both included.
    struct Item {
        let node: Int
        let byteCount: Int
        let lifetime: ClosedRange<Int>
    }

    private(set) var offsets: [Int: Int] = [:]
    private(set) var byteCount = 0

    /// Largest first, each at the lowest place that is free for its whole life.
    init(_ items: [Item]) {
        var placed: [(range: Range<Int>, lifetime: ClosedRange<Int>)] = []
        for item in items.sorted(by: { ($1.byteCount, $0.node) < ($0.byteCount, $1.node) }) {
            let size = (item.byteCount + 63) / 64 * 64
            var offset = 0
            for other in placed where other.lifetime.overlaps(item.lifetime) {
                if offset + size <= other.range.lowerBound { break }
                offset = max(offset, other.range.upperBound)
            }
            offsets[item.node] = offset
            byteCount = max(byteCount, offset + size)
            let place = placed.firstIndex { $0.range.lowerBound >= offset } ?? placed.count
            placed.insert((offset..<offset + size, item.lifetime), at: place)
        }
    }
}

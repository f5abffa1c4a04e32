/// Places values in one block of memory so that two overlap only when they never live at once.
package struct ArenaLayout {
    /// A value: its size, and from which step to which step it is needed, both included.
    package struct Item {
        package let node: Int
        package let byteCount: Int
        package let lifetime: ClosedRange<Int>

        package init(node: Int, byteCount: Int, lifetime: ClosedRange<Int>) {
            self.node = node
            self.byteCount = byteCount
            self.lifetime = lifetime
        }
    }

    package private(set) var offsets: [Int: Int] = [:]
    package private(set) var byteCount = 0

    /// Largest first, each at the lowest place that is free for its whole life.
    package init(_ items: [Item]) {
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

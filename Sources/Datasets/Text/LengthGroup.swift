import NeuralNetworks

/// Sequences of similar length that make a batch, so that little of it is padding.
public struct LengthGroup: Hashable, Sendable {
    /// Which sequences.
    public let indices: [Int]
    /// The length to which all of them are padded: that of the longest sequence of their bucket.
    public let length: Int

    /// The batches of an epoch, each of sequences of similar length, in random order.
    ///
    /// Sequences are sorted by length and cut into a few buckets of nearly as many each, equal lengths
    /// together; so there are only a few padded lengths, the same in each epoch. In each epoch the
    /// sequences of a bucket are shuffled and cut into batches, the last of which may be smaller. Each
    /// sequence is in one batch. The batches are a pure function of all arguments.
    ///
    /// - Parameters:
    ///   - lengths: The length of each sequence.
    ///   - batchSize: The most sequences of a batch; less than 1 counts as 1.
    ///   - buckets: The most padded lengths; less than 1 counts as 1.
    ///   - seed: The seed of the training.
    ///   - epoch: The epoch.
    /// - Returns: The batches, in the order in which they are learned from.
    public static func batches(
        of lengths: [Int],
        batchSize: Int,
        buckets: Int = 4,
        seed: UInt64,
        epoch: Int
    ) -> [LengthGroup] {
        let batchSize = max(1, batchSize)
        var batches: [LengthGroup] = []
        for (number, bucket) in Self.buckets(lengths, atMost: max(1, buckets)).enumerated() {
            let length = bucket.last.map { lengths[$0] } ?? 0
            let shuffled = order(bucket.count, seed: seed, epoch: epoch, bucket: number + 1)
                .map { bucket[$0] }
            var start = 0
            while start < shuffled.count {
                let end = start + min(batchSize, shuffled.count - start)
                batches.append(LengthGroup(indices: Array(shuffled[start..<end]), length: length))
                start = end
            }
        }
        return order(batches.count, seed: seed, epoch: epoch, bucket: 0).map { batches[$0] }
    }

    /// The indices sorted by length and cut.
    private static func buckets(_ lengths: [Int], atMost limit: Int) -> [[Int]] {
        let sorted = lengths.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }
        var buckets: [[Int]] = []
        var start = 0
        while start < sorted.count {
            let left = max(1, limit - buckets.count)
            var end = start + max(1, (sorted.count - start) / left)
            while end < sorted.count, left == 1 || lengths[sorted[end]] == lengths[sorted[end - 1]]
            {
                end += 1
            }
            buckets.append(Array(sorted[start..<end]))
            start = end
        }
        return buckets
    }

    private static func order(_ count: Int, seed: UInt64, epoch: Int, bucket: Int) -> [Int] {
        var order = (0..<count).map { Int32($0) }
        var stream = RandomStream(seed: seed, for: "length groups", epoch, bucket)
        var span = order.mutableSpan
        stream.shuffle(&span)
        return order.map(Int.init)
    }
}

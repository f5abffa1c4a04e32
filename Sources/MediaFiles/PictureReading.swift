public import Computation
import Datasets
import Dispatch
import Synchronization

/// Many pictures read from files on all threads, each put into one form.
///
/// The pictures lie in one tensor of bytes, and no more than a few others are in memory at once: 100,000
/// coloured pictures of 64 × 64 pixels take 1.2 GB.
public struct PictureReading: Sendable {
    /// The pictures that could be read, bytes `[count, height, width, channels]`.
    public let pictures: Tensor
    /// Which of the files they are, in rising order.
    public let indices: [Int]
    /// Why the others could not be read, in the order of the files.
    public let problems: [PictureError]
    /// The `contentHash(_:)` of each file that could be read.
    public let contents: [UInt64]
    /// What each that could be read looks like, as ``PictureLooks`` has it.
    public let looks: [UInt64]

    /// Reads files.
    ///
    /// - Parameters:
    ///   - files: Their paths.
    ///   - form: What becomes of each.
    ///   - threads: On how many threads at most; nil is as many as there are processors.
    ///   - progress: Is told now and then how many have been read, by one thread at a time.
    public init(
        _ files: [String],
        form: PictureForm,
        threads: Int? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        struct Table {
            var bytes: [UInt8]
            var isRead: [Bool]
            var contents: [UInt64]
            var looks: [UInt64]
            var problems: [Int: PictureError] = [:]
            var done = 0
        }
        let (count, size) = (files.count, form.byteCount)
        let table = Mutex(
            Table(
                bytes: [UInt8](repeating: 0, count: count * size),
                isRead: [Bool](repeating: false, count: count),
                contents: [UInt64](repeating: 0, count: count),
                looks: [UInt64](repeating: 0, count: count)
            )
        )
        let blockSize = 16
        let blocks = (count + blockSize - 1) / blockSize
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads ?? blocks, blocks))) { _ in
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < blocks else { return }
                let range = block * blockSize..<min((block + 1) * blockSize, count)
                let read = range.map { PictureReading.read(files[$0], form) }
                table.withLock { table in
                    for (index, result) in zip(range, read) {
                        switch result {
                        case .success(let (picture, content, looks)):
                            table.bytes.replaceSubrange(
                                index * size..<(index + 1) * size,
                                with: picture.pixels
                            )
                            table.isRead[index] = true
                            table.contents[index] = content
                            table.looks[index] = looks
                        case .failure(let error): table.problems[index] = error
                        }
                    }
                    table.done += range.count
                    progress(table.done)
                }
            }
        }
        let (bytes, contents, looks, indices, problems) = table.withLock { table in
            let indices = (0..<count).filter { table.isRead[$0] }
            // What could not be read leaves no gap.
            if indices.count < count {
                for (place, index) in indices.enumerated() where place < index {
                    for offset in 0..<size {
                        table.bytes[place * size + offset] = table.bytes[index * size + offset]
                    }
                }
                table.bytes.removeLast((count - indices.count) * size)
            }
            let contents = indices.map { table.contents[$0] }
            let looks = indices.map { table.looks[$0] }
            let problems = table.problems.sorted { $0.key < $1.key }.map(\.value)
            let bytes = table.bytes
            table.bytes = []
            return (bytes, contents, looks, indices, problems)
        }
        self.indices = indices
        self.problems = problems
        self.contents = contents
        self.looks = looks
        pictures = Tensor(bytes, shape: Shape([indices.count] + form.shape.sizes))
    }

    private static func read(
        _ file: String,
        _ form: PictureForm
    ) -> Result<(Picture, content: UInt64, looks: UInt64), PictureError> {
        Result { () throws(PictureError) in
            let bytes = try Picture.bytes(of: file)
            let picture = form(try Picture(decoding: bytes, file: file))
            return (picture, contentHash(bytes), PictureLooks.of(picture))
        }
    }
}

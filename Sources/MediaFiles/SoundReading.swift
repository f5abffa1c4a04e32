public import Datasets
import Dispatch
import Synchronization

/// Many recordings read from files on all threads, all at one rate.
public struct SoundReading: Sendable {
    /// The recordings that could be read.
    public let sounds: [Sound]
    /// Which of the files they are, in rising order.
    public let indices: [Int]
    /// Why the others could not be read, in the order of the files.
    public let problems: [SoundError]
    /// The `contentHash(_:)` of each file that could be read.
    public let contents: [UInt64]

    /// Reads files.
    ///
    /// - Parameters:
    ///   - files: Their paths.
    ///   - rate: How many samples per second each has afterwards; nil leaves them as they are.
    ///   - threads: On how many threads at most; nil is as many as there are processors.
    ///   - progress: Is told now and then how many have been read, by one thread at a time.
    public init(
        _ files: [String],
        rate: Int?,
        threads: Int? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        typealias Read = Result<(Sound, UInt64), SoundError>
        let count = files.count
        let results = Mutex<(read: [Read?], done: Int)>((Array(repeating: nil, count: count), 0))
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads ?? 64, 64))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let result = SoundReading.read(files[index], rate)
                results.withLock { results in
                    results.read[index] = result
                    results.done += 1
                    if results.done % 16 == 0 || results.done == count { progress(results.done) }
                }
            }
        }
        var (sounds, indices): ([Sound], [Int]) = ([], [])
        var (problems, contents): ([SoundError], [UInt64]) = ([], [])
        for (index, result) in results.withLock({ $0.read }).enumerated() {
            switch result {
            case .success(let (sound, content)):
                sounds.append(sound)
                indices.append(index)
                contents.append(content)
            case .failure(let error): problems.append(error)
            case nil: break
            }
        }
        (self.sounds, self.indices, self.problems, self.contents) = (
            sounds, indices, problems, contents
        )
    }

    private static func read(_ file: String, _ rate: Int?) -> Result<(Sound, UInt64), SoundError> {
        Result { () throws(SoundError) in
            let bytes = try Sound.bytes(of: file)
            let sound = try Sound(decoding: bytes, file: file)
            return (rate.map { sound.resampled(to: $0) } ?? sound, contentHash(bytes))
        }
    }
}

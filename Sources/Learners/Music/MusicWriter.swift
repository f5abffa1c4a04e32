public import Datasets
import NeuralNetworks

/// A tune that was made up, and what is to be said of it.
public struct WrittenTune: Sendable {
    /// The tune in ABC.
    public let notation: ABCTune
    /// The tune as it sounds.
    public let piece: Piece
    /// Whether every bar adds up to the metre.
    public let addsUp: Bool
    /// The most notes one after another that a tune to learn from may have too, whatever its key.
    public let longestCopy: Int
    /// How many notes the melody has.
    public let noteCount: Int
}

/// What tunes are asked for.
public struct TuneWish: Sendable {
    /// The key; nil is that without signs of the mode that most tunes have.
    public var key: MusicKey?
    /// The metre; nil is that of most tunes.
    public var metre: Metre?
    /// How daring: 1 takes the model at its word, less prefers what is likely.
    public var temperature = 0.9
    /// How many tunes.
    public var count = 1
    /// The same seed writes the same.
    public var seed: UInt64 = 1
    /// From how many bars, or for voices quarters, on a tune ends as soon as it may.
    public var bars = 24
    /// Whether only what fits a bar may be written.
    public var isConstrained = true

    /// One tune of the usual kind.
    public init() {}
}

/// Makes up tunes.
struct MusicWriter {
    let model: Model
    let preparation: MusicPreparation

    /// Tunes as they were wished; what cannot be read is nil, as it may be without constraint.
    func write(_ wish: TuneWish) throws -> [WrittenTune?] {
        switch preparation.language {
        case .notation(let vocabulary): try writeNotation(wish, vocabulary)
        case .voices(let events): try writeVoices(wish, events)
        }
    }

    private func writeNotation(
        _ wish: TuneWish,
        _ vocabulary: ABCVocabulary
    ) throws -> [WrittenTune?] {
        let metre = wish.metre ?? Metre(preparation.usualMetre) ?? .common
        let mode = wish.key?.mode ?? preparation.usualMode
        let head =
            [vocabulary.end] + vocabulary.tokens(of: ABCVocabulary.head(metre: metre, mode: mode))
        var grammar = ABCGrammar(metre)
        grammar.limit = wish.bars
        var grammars = Array(repeating: grammar, count: wish.count)
        let generator = try generator(head, wish)
        for _ in 0..<max(64, 60 * wish.bars) {
            let chosen = try generator.next(
                allowing: wish.isConstrained
                    ? { sequence, token in
                        let grammar = grammars[sequence]
                        if token == vocabulary.end { return grammar.mayEnd }
                        guard !grammar.shouldEnd, Int(token) < vocabulary.pieces.count else {
                            return false
                        }
                        return grammar.after(vocabulary.pieces[Int(token)]) != nil
                    } : nil
            )
            guard let chosen else { break }
            for (index, token) in chosen.enumerated() where token >= 0 && token != vocabulary.end {
                grammars[index] =
                    grammars[index].after(vocabulary.pieces[Int(token)]) ?? grammars[index]
            }
        }
        return generator.tokens.map { tokens in
            let body = tokens.dropFirst().prefix { $0 != vocabulary.end }
            guard let tune = try? vocabulary.tune(of: body) else { return nil }
            let moved = wish.key.map { tune.moved(to: $0) } ?? tune
            return written(moved, moved.piece)
        }
    }

    private func writeVoices(_ wish: TuneWish, _ events: VoiceEvents) throws -> [WrittenTune?] {
        let generator = try generator([events.end], wish)
        let metre = wish.metre ?? .common
        // A piece ends where it would go on beyond the bars that were asked for.
        let rows = metre.ticks / ChoraleFile.rowTicks * wish.bars
        var passed = [Int](repeating: 0, count: wish.count)
        for _ in 0..<(8 * rows * events.voices) {
            let last = generator.tokens.map { $0.count > 1 ? $0.last : nil }
            let chosen = try generator.next { sequence, token in
                let isLong = passed[sequence] >= rows
                return (token == events.end ? 4 * passed[sequence] >= rows : !isLong)
                    && events.allows(token, after: last[sequence])
            }
            guard let chosen else { break }
            for (index, token) in chosen.enumerated() where token >= 0 && token < events.end {
                passed[index] += Int(token) + 1
            }
        }
        return generator.tokens.map { tokens in
            let all = events.rows(of: tokens.dropFirst()).prefix(rows)
            guard !all.isEmpty else { return nil }
            var piece = ChoraleFile.piece(of: Array(all))
            piece.metre = metre
            piece.tempo = 80
            piece.key = wish.key ?? piece.likelyKey
            if let key = wish.key {
                let from = piece.likelyKey(mode: key.mode)
                piece.key = from
                let up = (key.semitone - from.semitone + 12) % 12
                piece = piece.transposed(by: up > 6 ? up - 12 : up)
                piece.key = key
            }
            return written(ABCTune(piece), piece)
        }
    }

    private func generator(_ head: [Int32], _ wish: TuneWish) throws -> TokenGenerator {
        try TokenGenerator(
            model,
            prompts: Array(repeating: head, count: wish.count),
            sampling: Sampling(temperature: wish.temperature),
            seed: wish.seed,
            endings: [preparation.language.end]
        )
    }

    private func written(_ tune: ABCTune, _ piece: Piece) -> WrittenTune {
        let melody = MusicLanguage.melody(piece)
        return WrittenTune(
            notation: tune,
            piece: piece,
            addsUp: tune.addsUp,
            longestCopy: preparation.runs.longestRun(of: melody),
            noteCount: melody.count
        )
    }
}

extension Piece {
    /// The key whose scale has most of the notes, by how long they sound, the tonic and its fifth counting more.
    ///
    /// - Parameter mode: The mode.
    /// - Returns: The key.
    func likelyKey(mode: MusicKey.Mode) -> MusicKey {
        bestKey([mode]) ?? .cMajor
    }

    var likelyKey: MusicKey { bestKey([.major, .minor]) ?? .cMajor }

    private func bestKey(_ modes: [MusicKey.Mode]) -> MusicKey? {
        var weights = [Double](repeating: 0, count: 12)
        for note in voices.joined() {
            weights[(note.pitch % 12 + 12) % 12] += Double(note.duration)
        }
        // The last bass note is the tonic more often than not.
        let last = voices.last?.last?.pitch ?? 60
        weights[(last % 12 + 12) % 12] += 0.3 * weights.reduce(0, +)
        let keys = modes.flatMap { mode in
            (-5...6).compactMap { MusicKey(fifths: $0, mode: mode) }
        }
        func fit(_ key: MusicKey) -> Double {
            let scale = Set(
                (0..<7).map { letter in
                    (NotePitch(step: 35 + letter, alteration: key.alteration(ofLetter: letter)).midi)
                        % 12
                }
            )
            let within = weights.indices.reduce(0.0) { $0 + (scale.contains($1) ? weights[$1] : 0) }
            return within + 0.5 * weights[key.semitone] + 0.25 * weights[(key.semitone + 7) % 12]
        }
        return keys.max { fit($0) < fit($1) }
    }
}

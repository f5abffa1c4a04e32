public import Datasets
import NeuralNetworks

/// How tunes become tokens: as they are written in ABC, or as the events of several voices.
public enum MusicLanguage: Hashable, Sendable, Codable {
    /// Pieces of ABC notation.
    case notation(ABCVocabulary)
    /// What voices begin to sing, and how long it lasts.
    case voices(VoiceEvents)

    /// The language of tunes.
    ///
    /// - Parameter tunes: The tunes to learn from.
    init(of tunes: [MusicCollection.Tune]) {
        let written = tunes.compactMap(\.notation)
        self =
            written.isEmpty
            ? .voices(VoiceEvents(voices: min(tunes.map { $0.piece.voices.count }.max() ?? 1, 8)))
            : .notation(ABCVocabulary(written))
    }

    /// How many tokens there are.
    public var count: Int {
        switch self {
        case .notation(let vocabulary): vocabulary.count
        case .voices(let events): events.count
        }
    }

    /// The token that ends a tune.
    public var end: Int32 {
        switch self {
        case .notation(let vocabulary): vocabulary.end
        case .voices(let events): events.end
        }
    }

    /// The tokens of a tune, with its end.
    ///
    /// - Parameters:
    ///   - tune: The tune.
    ///   - semitones: By how much voices are moved; a written tune is in the key without signs anyway.
    /// - Returns: The tokens.
    func tokens(of tune: MusicCollection.Tune, movedBy semitones: Int = 0) -> [Int32] {
        switch self {
        case .notation(let vocabulary): tune.notation.map { vocabulary.tokens(of: $0) } ?? []
        case .voices(let events): events.tokens(of: tune.rows, movedBy: semitones)
        }
    }

    /// By how many semitones tunes are moved to learn more of them.
    var transpositions: ClosedRange<Int> {
        switch self {
        case .notation: 0...0
        case .voices: -5...6
        }
    }

    /// What surprise is counted by: `character` or `note`.
    var unit: String {
        switch self {
        case .notation: "character"
        case .voices: "note"
        }
    }

    /// How many units tokens stand for; the end of a written tune is the character of its line end.
    func unitCount(_ tokens: [Int32]) -> Int {
        switch self {
        case .notation(let vocabulary):
            vocabulary.text(of: tokens).unicodeScalars.count + tokens.count { $0 == vocabulary.end }
        case .voices(let events): events.noteCount(tokens)
        }
    }

    /// The notes of a tune one after another: those of its melody, the highest voice.
    static func melody(_ piece: Piece) -> [Piece.Note] { piece.voices.first ?? [] }
}

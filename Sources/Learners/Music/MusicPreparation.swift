public import Datasets
import NeuralNetworks

/// What a model of music keeps beside its weights.
public struct MusicPreparation: Hashable, Sendable, Codable {
    /// How tunes become tokens.
    public let language: MusicLanguage
    /// Which runs of notes the tunes have that it learned from.
    public let runs: NoteRuns
    /// The metre and the mode that most of these tunes have, which are taken where no other is asked for.
    public let usualMetre: String
    /// The mode that most of these tunes have.
    public let usualMode: MusicKey.Mode

    /// Learns from tunes what there is to know.
    init(learningFrom tunes: [MusicCollection.Tune]) {
        language = MusicLanguage(of: tunes)
        runs = NoteRuns(tunes.map { MusicLanguage.melody($0.piece) })
        func most<Value: Hashable>(_ values: [Value], _ order: (Value) -> String) -> Value? {
            Dictionary(grouping: values) { $0 }
                .max { ($0.value.count, order($0.key)) < ($1.value.count, order($1.key)) }?.key
        }
        usualMetre = most(tunes.compactMap { $0.piece.metre?.description }) { $0 } ?? "4/4"
        usualMode = most(tunes.compactMap { $0.piece.key?.mode }) { $0.rawValue } ?? .major
    }
}

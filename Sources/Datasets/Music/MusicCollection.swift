import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Tunes from raw files: ABC, MIDI, or chorales as tables.
public struct MusicCollection: Sendable {
    /// A tune and where it comes from.
    public struct Tune: Sendable {
        /// The file, and the tune's number in it where there are several.
        public let place: String
        /// The tune as it sounds.
        public let piece: Piece
        /// As it is written in ABC, where the file is of that kind.
        public let notation: ABCTune?
        /// What it sings in each sixteenth.
        public let rows: [[Int]]
        /// Of which part the folder says it is: `train`, `valid` or `test`.
        public let part: String?
    }

    /// The tunes.
    public private(set) var tunes: [Tune] = []
    /// What could not be read, each in a line.
    public private(set) var problems: [String] = []

    /// Reads a file, or all files of a folder and of the folders in it, in the order of their names.
    ///
    /// Files that do not end as files of music are passed over. Files in folders called `train`, `valid` and `test` are
    /// of these parts. A file that cannot be read is a problem, and others are read on.
    ///
    /// - Parameter path: The file or folder.
    /// - Throws: ``MusicFileError`` where there are no tunes, or those of ABC are beside others.
    public init(contentsOf path: String) throws(MusicFileError) {
        for file in MusicCollection.files(in: path) { read(file) }
        guard !tunes.isEmpty else {
            let reason = problems.first.map { ": " + $0 } ?? ""
            throw MusicFileError(
                file: path,
                .file,
                "there is no music to be read in it" + reason,
                remedy:
                    "give files that end in .abc, .mid, .midi or .csv, or a folder of such files"
            )
        }
        let written = tunes.count { $0.notation != nil }
        guard written == 0 || written == tunes.count else {
            throw MusicFileError(
                file: path,
                .file,
                "there are tunes in ABC and others",
                remedy: "put them in folders of their own and learn from one"
            )
        }
    }

    private static let endings = [".abc", ".mid", ".midi", ".csv"]

    private static func files(in path: String) -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return [path]
        }
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let full = path + "/" + name
            let isFolder = (try? FileManager.default.contentsOfDirectory(atPath: full)) != nil
            if isFolder { return files(in: full) }
            return endings.contains(where: name.lowercased().hasSuffix) ? [full] : []
        }
    }

    private mutating func read(_ file: String) {
        let name = file.lowercased()
        let folders = file.split(separator: "/").dropLast().map(String.init)
        let part = folders.last { ["train", "valid", "test"].contains($0) }
        do {
            if name.hasSuffix(".mid") || name.hasSuffix(".midi") {
                let piece = try MIDIFile.decode(
                    try WholeFile.read(file, limit: 1 << 26),
                    file: file
                )
                add(file, piece, nil, ChoraleFile.rows(of: piece), part)
            } else if name.hasSuffix(".csv") {
                let rows = try ChoraleFile.rows(of: try LanguageText(file: file).text, file: file)
                add(file, ChoraleFile.piece(of: rows), nil, rows, part)
            } else {
                let text = try LanguageText(file: file).text
                let (found, faults) = ABCFile.readable(in: text, file: file)
                problems += faults.map(\.description)
                for (index, tune) in found.enumerated() {
                    add("\(file), tune \(index + 1)", tune.piece, tune, [], part)
                }
                if found.isEmpty, faults.isEmpty {
                    problems.append("\(file): there is no tune in it")
                }
            }
        } catch {
            problems.append("\(error)")
        }
    }

    private mutating func add(
        _ place: String,
        _ piece: Piece,
        _ notation: ABCTune?,
        _ rows: [[Int]],
        _ part: String?
    ) {
        tunes.append(
            Tune(place: place, piece: piece, notation: notation, rows: rows, part: part)
        )
    }

    /// Whether the tunes are written in ABC.
    public var isNotation: Bool { tunes.first?.notation != nil }

    /// A number for each tune that tunes of the same notes have in common, in whatever key.
    public var contents: [UInt64] {
        tunes.map { MusicCollection.hash($0.piece.voices.first ?? [], first: .max) }
    }

    /// A number for each tune that variants have in common: they begin with the same twelve notes, or have the same title
    /// but for a number.
    public var groups: [[UInt64]] {
        let titles = tunes.map { $0.piece.title.lowercased().filter(\.isLetter) }
        var counts: [String: Int] = [:]
        for title in titles { counts[title, default: 0] += 1 }
        return zip(tunes, titles).map { tune, title in
            let beginning = MusicCollection.hash(tune.piece.voices.first ?? [], first: 12)
            // A title that many have, such as "Tune 1" and "Tune 2", is none.
            let isTitle = !title.isEmpty && counts[title, default: 0] <= max(3, tunes.count / 10)
            return isTitle ? [beginning, contentHash(title.utf8)] : [beginning]
        }
    }

    private static func hash(_ notes: [Piece.Note], first count: Int) -> UInt64 {
        let notes = notes.prefix(count)
        var bytes: [UInt8] = []
        var last = notes.first?.pitch ?? 0
        for note in notes {
            bytes.append(UInt8(truncatingIfNeeded: note.pitch - last))
            bytes.append(UInt8(truncatingIfNeeded: note.duration / (MusicTime.quarter / 24)))
            last = note.pitch
        }
        return contentHash(bytes)
    }
}

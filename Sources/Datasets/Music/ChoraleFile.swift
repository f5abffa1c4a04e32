/// Chorales as tables: `note0,note1,note2,note3`, a row for each sixteenth, the key of a piano that sounds (60 is middle
/// C), 0 for silence.
///
/// Such a file does not say whether a note that stays is struck again; it is taken to be held.
public enum ChoraleFile {
    /// The ticks of a row: a sixteenth.
    public static let rowTicks = MusicTime.whole / 16

    /// Reads the rows of a file.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Returns: At least one row of at least one note each, all of the same length.
    /// - Throws: ``MusicFileError`` with the line.
    public static func rows(of text: String, file: String) throws(MusicFileError) -> [[Int]] {
        var rows: [[Int]] = []
        var voices = 0
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let content = line.trimmed
            guard !content.isEmpty else { continue }
            let cells = content.split(separator: ",", omittingEmptySubsequences: false)
            if voices == 0 {
                voices = cells.count
                let names = (0..<voices).map { "note\($0)" }
                guard voices <= 16, cells.map({ String($0.trimmed) }) == names else {
                    throw MusicFileError(
                        file: file,
                        .line(number),
                        "the first line is not the names of voices",
                        remedy: "begin with note0,note1,note2,note3"
                    )
                }
                continue
            }
            guard cells.count == voices else {
                throw MusicFileError(
                    file: file,
                    .line(number),
                    "there are \(cells.count) cells for \(voices) voices",
                    remedy: "give each row a number for each voice"
                )
            }
            var row: [Int] = []
            for cell in cells {
                guard let pitch = Int(cell.trimmed), (0...127).contains(pitch) else {
                    throw MusicFileError(
                        file: file,
                        .line(number),
                        "\"\(cell.prefix(20))\" is no note",
                        remedy: "give numbers from 0, silence, to 127"
                    )
                }
                row.append(pitch)
            }
            rows.append(row)
        }
        guard !rows.isEmpty else {
            throw MusicFileError(
                file: file,
                .file,
                "there are no rows in it",
                remedy: "give a row of notes for each sixteenth"
            )
        }
        return rows
    }

    /// The text of a file with such rows.
    public static func text(of rows: [[Int]]) -> String {
        let names = (0..<(rows.first?.count ?? 0)).map { "note\($0)" }.joined(separator: ",")
        return ([names] + rows.map { $0.map(String.init).joined(separator: ",") })
            .joined(separator: "\n") + "\n"
    }

    /// Rows as they sound, in 4/4: what stays the same is held.
    public static func piece(of rows: [[Int]]) -> Piece {
        let count = rows.map(\.count).min() ?? 0
        var piece = Piece(
            voices: (0..<count).map { voice in
                var notes: [Piece.Note] = []
                for (index, row) in rows.enumerated() where row[voice] > 0 {
                    if index > 0, rows[index - 1][voice] == row[voice] {
                        notes[notes.count - 1].duration += rowTicks
                    } else {
                        notes.append(
                            Piece.Note(
                                onset: index * rowTicks,
                                duration: rowTicks,
                                pitch: row[voice]
                            )
                        )
                    }
                }
                return notes
            }
        )
        piece.metre = .common
        return piece
    }

    /// A piece in rows: what sounds in each sixteenth, the highest where several notes of a voice do.
    ///
    /// - Parameters:
    ///   - piece: The piece.
    ///   - limit: The most rows; what comes later is left out.
    /// - Returns: A row for each sixteenth, with a number for each voice.
    public static func rows(of piece: Piece, limit: Int = 100_000) -> [[Int]] {
        let count = min((piece.duration + rowTicks - 1) / rowTicks, limit)
        var rows = [[Int]](repeating: Array(repeating: 0, count: piece.voices.count), count: count)
        for (note, voice) in piece.notes {
            let first = (note.onset + rowTicks / 2) / rowTicks
            let last = max(first + 1, (note.end + rowTicks / 2) / rowTicks)
            guard first < count, first >= 0 else { continue }
            for row in first..<min(last, count) {
                rows[row][voice] = max(rows[row][voice], min(note.pitch, 127))
            }
        }
        return rows
    }
}

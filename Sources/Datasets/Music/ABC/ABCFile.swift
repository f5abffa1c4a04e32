/// Files in ABC notation: several tunes, each from its `X:` to an empty line or the next tune.
public enum ABCFile {
    /// Reads the tunes of a text.
    ///
    /// Notes with accidentals (which hold to the end of the bar, in all octaves), lengths, broken rhythm, ties,
    /// triplets and other tuplets, several notes at once, rests, repeats and endings, chord symbols, voices, and
    /// changes of key, metre and unit length are read; grace notes, slurs, decorations, lyrics and annotations are
    /// passed over.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Returns: At least one tune.
    /// - Throws: ``MusicFileError`` with the line and column.
    public static func tunes(of text: String, file: String) throws(MusicFileError) -> [ABCTune] {
        let (tunes, problems) = readable(in: text, file: file)
        if let problem = problems.first { throw problem }
        guard !tunes.isEmpty else {
            throw MusicFileError(
                file: file,
                .file,
                "there is no tune in it",
                remedy:
                    "a tune in ABC notation begins with a line such as X:1 and has a line such as K:G"
            )
        }
        return tunes
    }

    /// Reads the tunes of a text that can be read, and says what is wrong with the others.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - file: The name of the file, for the words of an error.
    /// - Returns: The tunes, and an error for each that could not be read.
    public static func readable(
        in text: String,
        file: String
    ) -> (tunes: [ABCTune], problems: [MusicFileError]) {
        var defaults = ABCTuneReader(file: file)
        var tunes: [ABCTune] = []
        var problems: [MusicFileError] = []
        var reader: ABCTuneReader?
        /// Whether what follows belongs to a tune that could not be read.
        var isLost = false
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let content = line.trimmed
            let isTuneStart = content.hasPrefix("X:")
            do throws(MusicFileError) {
                if content.isEmpty || isTuneStart {
                    isLost = false
                    let ended = reader
                    reader = isTuneStart ? defaults : nil
                    if let tune = try ended?.finished(line: number) { tunes.append(tune) }
                }
                guard !content.isEmpty, !isLost else { continue }
                if reader != nil {
                    try reader?.read(line, number: number)
                } else if isField(content) {
                    // What stands before the first tune holds for all.
                    try defaults.read(line, number: number)
                }
            } catch {
                problems.append(error)
                isLost = reader != nil
                reader = nil
            }
        }
        do throws(MusicFileError) {
            if let tune = try reader?.finished(line: number) { tunes.append(tune) }
        } catch {
            problems.append(error)
        }
        return (tunes, problems)
    }

    /// The text of a file of tunes, numbered from 1.
    public static func text(of tunes: [ABCTune]) -> String {
        tunes.enumerated().map { index, tune in
            var tune = tune
            tune.number = index + 1
            return tune.text
        }.joined(separator: "\n")
    }

    /// Whether a line is a field such as `K:G`, not notes such as `g:|`.
    static func isField(_ line: Substring) -> Bool {
        let bytes = Array(line.utf8.prefix(3))
        guard bytes.count >= 2, bytes[1] == UInt8(ascii: ":") else { return false }
        let letter = bytes[0] | 0x20
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) else { return false }
        return bytes.count < 3 || (bytes[2] != UInt8(ascii: "|") && bytes[2] != UInt8(ascii: ":"))
    }
}

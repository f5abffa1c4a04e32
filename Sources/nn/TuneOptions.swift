import ArgumentParser
import Datasets
import Learners
import NeuralNetworks

/// What tunes `nn generate` is asked for, and where they go.
struct TuneOptions: ParsableArguments {
    @Option(
        help: """
            The file of the tune: .mid, .abc or .wav. Of several tunes .abc holds all, others are numbered. (default: \
            the tune is printed in ABC)
            """
    )
    var output: String?

    @Option(help: "The key, such as D, Am or Gmix. (default: the model's usual one)")
    var key: String?

    @Option(help: "The metre, such as 6/8. (default: that of most tunes learned from)")
    var metre: String?

    @Option(
        parsing: .unconditional,
        help: "From how many bars on a tune ends as soon as it may. (default: 24)"
    )
    var bars: Int?

    /// Refuses what is for music, where the model is another.
    func checkUnused(_ model: String) throws {
        guard output == nil, key == nil, metre == nil, bars == nil else {
            throw Complaint(
                "\(model): --output, --key, --metre and --bars are for models of music, made by nn train music"
            )
        }
    }

    /// Makes up tunes and writes them.
    func write(
        _ composer: any TuneWriting,
        _ temperature: Double,
        _ count: Int,
        _ seed: UInt64,
        json: Bool
    ) throws {
        var wish = TuneWish()
        (wish.temperature, wish.count, wish.seed) = (temperature, count, seed)
        if let key {
            guard let found = MusicKey(key) else {
                throw Complaint("there is no key \"\(key)\"; give one such as D, Bb, Am or Gmix")
            }
            wish.key = found
        }
        if let metre {
            guard let found = Metre(metre) else {
                throw Complaint("there is no metre \"\(metre)\"; give one such as 4/4 or 6/8")
            }
            wish.metre = found
        }
        if let bars {
            guard (4...1_000).contains(bars) else {
                throw Complaint("--bars is 4 to 1000, not \(bars)")
            }
            wish.bars = bars
        }
        let endings = [".mid", ".midi", ".abc", ".wav"]
        if let output {
            guard endings.contains(where: output.lowercased().hasSuffix) else {
                throw Complaint(
                    "\(output): a tune is written to a file that ends in .mid, .abc or .wav"
                )
            }
            try WholeFile.checkWriting(to: output)
        }
        let tunes = try composer.write(wish)
        guard tunes.count == count else {
            throw Complaint(
                "\(count - tunes.count) of \(count) tunes came to nothing; try another --seed or a lower "
                    + "--temperature"
            )
        }
        let files = try save(tunes)
        for (index, tune) in tunes.enumerated() {
            try tell(
                tune,
                index,
                json: json,
                file: files.isEmpty ? nil : files[min(index, files.count - 1)]
            )
        }
    }

    private func tell(_ tune: WrittenTune, _ index: Int, json: Bool, file: String?) throws {
        guard !json else {
            return try JSONLine([
                "index": index, "key": tune.notation.key.description,
                "metre": tune.notation.metre?.description, "notes": tune.noteCount,
                "adds_up": tune.addsUp, "longest_copied_run": tune.longestCopy,
                "seconds": 60 * Double(tune.piece.duration) / Double(MusicTime.quarter)
                    / tune.piece.tempo,
                "abc": tune.notation.text, "file": file,
            ]).printLine()
        }
        if file == nil { print(tune.notation.text) }
        print(
            (file.map { "\($0): " } ?? "% ")
                + "\(tune.notation.key), \(tune.notation.metre?.description ?? "free"), "
                + "\(tune.noteCount) notes; "
                + (tune.addsUp ? "every bar adds up" : "not every bar adds up") + "; at most "
                + "\(tune.longestCopy) notes in a row are as in a tune learned from\n"
        )
    }

    /// The files that were written.
    private func save(_ tunes: [WrittenTune]) throws -> [String] {
        guard let output else { return [] }
        if output.lowercased().hasSuffix(".abc") {
            try WholeFile.write(Array(ABCFile.text(of: tunes.map(\.notation)).utf8), to: output)
            return [output]
        }
        return try tunes.enumerated().map { index, tune in
            let file = tunes.count > 1 ? numbered(output, index + 1) : output
            let synthesiser = Synthesiser()
            let bytes =
                output.lowercased().hasSuffix(".wav")
                ? WAVFile.encode(synthesiser.samples(of: tune.piece), rate: synthesiser.rate)
                : MIDIFile.encode(tune.piece)
            try WholeFile.write(bytes, to: file)
            return file
        }
    }

    private func numbered(_ file: String, _ number: Int) -> String {
        guard let dot = file.lastIndex(of: ".") else { return file }
        return file[..<dot] + "-\(number)" + file[dot...]
    }
}

import Datasets
import Learners
import NeuralNetworks

extension RawModel {
    /// Answers a page.
    ///
    /// - Parameters:
    ///   - question: What is asked.
    ///   - task: What the examples are of, where there are some.
    ///   - files: Where they come from.
    /// - Returns: The answers and their pictures.
    /// - Throws: ``StudioError`` where the question makes no sense.
    func answer(
        to question: OwnFilesQuestion,
        about task: (any LearningTask)?,
        of files: OwnFiles
    ) throws -> OwnFilesAnswer {
        if let seed = question.tune { return try tune(seed) }
        if let cells = question.cells { return try row(cells) }
        if let index = question.example { return try example(index, task, files) }
        if let seed = question.write { return try write(question.text ?? "", seed) }
        // What a page types is never the name of a file.
        let reader = self as? any TextAnswers
        if let reader, let text = question.text { return try typed(text, reader) }
        guard let bytes = question.bytes?.bytes, !bytes.isEmpty else {
            throw StudioError.badRequest(
                "give \(reader == nil ? "a file" : "a text or a file"): \(Self.inputs)"
            )
        }
        // It lies in a folder of its own for as long as that takes, which is nothing that a person has seen.
        let file = try PassingFile(bytes, named: question.name ?? "")
        defer { file.remove() }
        return try said(file.shown) { try answer(file.path, file.shown) }
    }

    private func answer(
        _ input: String,
        _ shown: (String) -> String = { $0 }
    ) throws -> OwnFilesAnswer {
        OwnFilesAnswer(
            answers: try predict(input).map { OwnFilesAnswer.Answer($0, shown) },
            pictures: try illustrations(of: input).map(PictureMessage.init)
        )
    }

    private func typed(_ text: String, _ reader: any TextAnswers) throws -> OwnFilesAnswer {
        try said {
            OwnFilesAnswer(answers: [OwnFilesAnswer.Answer(try reader.predict(text: text))])
        }
    }

    private func example(
        _ index: Int,
        _ task: (any LearningTask)?,
        _ files: OwnFiles
    ) throws -> OwnFilesAnswer {
        guard let task, (0..<task.exampleCount).contains(index) else {
            throw StudioError.badRequest("there is no example \(index) here")
        }
        let example = try task.example(index)
        if !example.cells.isEmpty { return try row(example.cells) }
        guard let input = example.input else {
            throw StudioError.badRequest("the model is asked in another way about this example")
        }
        if let reader = self as? any TextAnswers { return try typed(input, reader) }
        return try said(files.shown) { try answer(input, files.shown) }
    }

    private func row(_ cells: [String: String]) throws -> OwnFilesAnswer {
        guard let model = self as? any RowAnswers else {
            throw StudioError.badRequest("the model answers no rows; it takes \(Self.inputs)")
        }
        return try said {
            OwnFilesAnswer(answers: try model.predict(row: cells).map { OwnFilesAnswer.Answer($0) })
        }
    }

    private func write(_ beginning: String, _ seed: UInt64) throws -> OwnFilesAnswer {
        guard let model = self as? any TextWriting else {
            throw StudioError.badRequest("the model writes no texts; it takes \(Self.inputs)")
        }
        return try said {
            let text = try model.write(beginning, length: Limits.writtenTokens, seed: seed)
            let answer = OwnFilesAnswer.Answer(input: "", answer: "", details: [beginning + text])
            return OwnFilesAnswer(answers: [answer])
        }
    }

    private func tune(_ seed: UInt64) throws -> OwnFilesAnswer {
        guard let model = self as? any TuneWriting else {
            throw StudioError.badRequest("the model makes up no tunes; it takes \(Self.inputs)")
        }
        var wish = TuneWish()
        wish.seed = seed
        return try said { OwnFilesAnswer(try model.write(wish)) }
    }

    /// What goes wrong is about the question.
    private func said<Answer>(
        _ shown: (String) -> String = { $0 },
        _ body: () throws -> Answer
    ) throws -> Answer {
        do { return try body() } catch let error as StudioError { throw error } catch {
            throw StudioError.unprocessable(shown("\(error)"))
        }
    }
}

extension OwnFilesAnswer.Answer {
    init(_ answer: Prediction, _ shown: (String) -> String = { $0 }) {
        self.init(
            input: shown(answer.input),
            answer: answer.answer,
            details: answer.details
        )
    }
}

extension OwnFilesAnswer {
    /// Tunes: their notes, how they sound, and files of them.
    init(_ tunes: [WrittenTune]) {
        for tune in tunes {
            var synthesiser = Synthesiser()
            (synthesiser.rate, synthesiser.limit) = (22_050, 60)
            let sound = ReportPicture(
                WAVFile.encode(synthesiser.samples(of: tune.piece), rate: synthesiser.rate),
                mediaType: "audio/wav",
                caption: "how it sounds"
            )
            let roll = ReportPicture(
                tune.piece,
                quarters: 32,
                caption: "its beginning: time from left to right, pitch upwards"
            )
            answers.append(
                Answer(
                    input: "",
                    answer: tune.piece.title.isEmpty ? "A tune" : tune.piece.title,
                    details: [
                        "\(tune.noteCount) notes, of which at most \(tune.longestCopy) in a row are copied",
                        tune.addsUp ? "every bar adds up" : "not every bar adds up",
                    ]
                )
            )
            pictures += [PictureMessage(roll), PictureMessage(sound)]
            let files: [(name: String, bytes: [UInt8], type: String)] = [
                ("tune.mid", MIDIFile.encode(tune.piece), "audio/midi"),
                ("tune.abc", Array(tune.notation.text.utf8), "text/plain"),
            ]
            self.files += files.map { name, bytes, type in
                let picture = ReportPicture(bytes, mediaType: type, caption: name)
                return FileMessage(name: name, source: picture.source)
            }
        }
    }
}

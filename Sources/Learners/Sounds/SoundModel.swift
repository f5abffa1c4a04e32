public import Datasets
public import MediaFiles
public import NeuralNetworks

/// A trained classifier of recordings: takes files of sound, or folders of them.
///
/// A recording that is longer than the network hears at once is heard in parts that overlap by half; the answer
/// is the mean over them, and each part has one of its own.
public struct SoundModel: RawModel, HeatMapping {
    /// What the model's file says of its kind.
    public static let kind = "sounds"
    /// What it takes.
    public static let inputs = "WAV, FLAC or Ogg Vorbis recordings or folders of them"

    /// The network with its weights.
    public let model: Model
    /// What becomes of a recording.
    public let preparation: SoundPreparation

    /// What is heard from one moment to another.
    public struct Part: Hashable, Sendable {
        /// When it begins, in seconds.
        public let start: Double
        /// When it ends.
        public let end: Double
        /// What it is.
        public let answer: Classification
    }

    /// The model, if it is of this kind.
    ///
    /// - Throws: ``RawModelError`` where it is not, or its file is damaged.
    public init(_ model: Model) throws {
        let preparation = try model.information.preparation(SoundPreparation.self, of: Self.kind)
        guard preparation.form.isSensible, preparation.form.shape == model.inputShape else {
            throw RawModelError.damaged(kind: Self.kind, problem: "it is of another length")
        }
        (self.model, self.preparation) = (model, preparation)
    }

    /// What is heard over time: one part for a short recording.
    ///
    /// - Throws: `ShapeError` where the network does not fit.
    public func parts(of sound: Sound) throws -> [Part] {
        let form = preparation.form
        let sound = sound.resampled(to: form.spectrogram.rate)
        let length = form.seconds
        var starts = [0.0]
        // A little longer than a part is a part whose ends are left out.
        if sound.seconds > 1.5 * length {
            starts = Array(stride(from: 0, to: sound.seconds - length / 2, by: length / 2))
        }
        let pieces =
            starts.count == 1 ? [sound] : starts.map { sound.part(from: $0, seconds: length) }
        let answers = try model.classify(form.tensor(of: pieces))
        return zip(starts, answers).map { start, answer in
            Part(
                start: start,
                end: starts.count == 1 ? sound.seconds : min(start + length, sound.seconds),
                answer: answer
            )
        }
    }

    /// One answer for each recording: the mean of its parts.
    func answers(_ sounds: [Sound]) throws -> [Classification] {
        try sounds.map { SoundModel.mean(try parts(of: $0)) }
    }

    private static func mean(_ parts: [Part]) -> Classification {
        var sum = [Float](repeating: 0, count: parts[0].answer.probabilities.count)
        for part in parts {
            for (place, share) in part.answer.probabilities.enumerated() { sum[place] += share }
        }
        return Classification(
            probabilities: sum.map { $0 / Float(parts.count) },
            classNames: parts[0].answer.classNames
        )
    }

    /// The class of each recording, and of its parts where it is long.
    ///
    /// - Throws: Any error that says in one line why a file cannot be read.
    public func predict(_ input: String) throws -> [Prediction] {
        try LabelledFiles.unlabelled(input, endings: SoundFormat.endings).map { file in
            let parts = try parts(of: Sound(contentsOf: file))
            let answer = Prediction(file, SoundModel.mean(parts))
            guard parts.count > 1 else { return answer }
            let lines = parts.map { part in
                let best = part.answer.ranking[0]
                return "\(fixed(part.start, 2))–\(fixed(part.end, 2)) s  \(best.name)  "
                    + "\(fixed(100 * Double(best.probability), 1)) %"
            }
            let times = parts.map { part in
                JSONValue.object([
                    "start": .number(part.start), "end": .number(part.end),
                    "label": .text(part.answer.ranking[0].name),
                    "confidence": .number(Double(part.answer.confidence)),
                ])
            }
            return Prediction(
                file,
                answer: answer.answer,
                details: answer.details + ["over time:"] + lines,
                json: answer.json.merging(["parts": .list(times)]) { $1 }
            )
        }
    }

    /// When and at which pitch is what speaks for the class that is answered: a spectrogram, time to the right.
    public func heatMap(of file: String) throws -> Picture {
        let input = Tensor(
            preparation.form(try Sound(contentsOf: file)),
            shape: preparation.form.shape
        )
        let answer = try model.classify(input)[0].answer
        let (frames, bands) = (input.shape[0], input.shape[1])
        let factor = max(1, 640 / frames)
        let map = try model.heatMap(of: input, for: answer)
            .resized(height: frames * factor, width: bands * factor)
        // Time goes to the right in the picture, down in the map; pitch goes up, and to the right.
        let numbers = map.floats
        let (width, height) = (frames * factor, bands * factor)
        var turned = [Float](repeating: 0, count: numbers.count)
        for y in 0..<height {
            for x in 0..<width { turned[y * width + x] = numbers[x * height + height - 1 - y] }
        }
        return Picture(spectrogram: input).magnified(factor)
            .overlaid(by: Tensor(turned, shape: [height, width]))
    }

    /// The recording over time, and the spectrogram with what speaks for the answer.
    ///
    /// - Throws: Any error that says in one line what was wrong.
    public func illustrations(of input: String) throws -> [ReportPicture] {
        let sound = try Sound(contentsOf: input)
        return [
            ReportPicture(hearing: sound),
            try ReportPicture(waveform: sound),
            try ReportPicture(
                heatMap(of: input),
                caption:
                    "When and at which pitch it found what speaks for its answer, time to the right"
            ),
        ]
    }

    /// How good the model is on a folder of recordings with its classes.
    ///
    /// - Throws: Any error that says in one line why nothing can be measured.
    public func evaluate(_ path: String) throws -> Report {
        let labels = model.classNames
        var splitting = FileSplitting()
        splitting.label = preparation.label
        let listed = try splitting.list(path, endings: SoundFormat.endings, labels: labels)
        let files = listed.test ?? listed.training
        let read = SoundReading(files.map(\.path), rate: preparation.form.spectrogram.rate)
        guard !read.indices.isEmpty else {
            throw LabelledSetError.nothingRead(
                noun: "recordings",
                first: read.problems.first.map { "\($0)" } ?? ""
            )
        }
        let kept = read.indices.map { files[$0] }
        let answers = try answers(read.sounds)
        let report = ClassifierReport(
            title: "Recordings in \(path)",
            answers: answers,
            labels: kept.map(\.label),
            classNames: labels
        )
        var result = report.report(
            ClassifierReport.groups(kept.map(\.group), answers, kept.map(\.label))
                + (try Self.mistakes(report, read.sounds, preparation.form, kept.map(\.path)))
        )
        if !read.problems.isEmpty {
            result.findings.append(
                .warning("some files could not be read", read.problems.map(\.description))
            )
        }
        return result
    }

    /// The worst mistakes as spectrograms.
    static func mistakes(
        _ report: ClassifierReport,
        _ sounds: [Sound],
        _ form: SoundForm,
        _ files: [String]
    ) throws -> [ReportSection] {
        let worst = report.mistakes.prefix(12)
        guard !worst.isEmpty else { return [] }
        let pictures = try worst.map { index in
            let picture = Picture(spectrogram: Tensor(form(sounds[index]), shape: form.shape))
            return ReportPicture(
                try picture.magnified(max(1, 240 / picture.width)).encodedPNG(),
                mediaType: "image/png",
                caption: report.caption(index, file: files[index])
            )
        }
        return [
            ReportSection(
                "The most confident mistakes",
                note: "time goes to the right, pitch upwards",
                .pictures(pictures)
            )
        ]
    }
}

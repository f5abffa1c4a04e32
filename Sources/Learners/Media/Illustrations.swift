public import Datasets
public import MediaFiles
import NeuralNetworks

extension ReportPicture {
    /// A picture as a PNG file.
    ///
    /// - Throws: `PictureError` where it cannot be written so.
    public init(_ picture: Picture, caption: String) throws {
        self.init(try picture.encodedPNG(), mediaType: "image/png", caption: caption)
    }

    /// The notes of a piece: time from left to right, pitch upwards.
    ///
    /// - Parameters:
    ///   - piece: The piece.
    ///   - quarters: The most quarter notes that are drawn.
    ///   - caption: What is said of it.
    public init(_ piece: Piece, quarters: Int, caption: String) {
        var roll = PianoRoll(piece)
        roll.limit = quarters
        self.init(
            Array(roll.svg.utf8),
            mediaType: "image/svg+xml",
            caption: caption
        )
    }

    /// A chart.
    init(_ chart: LineChart, caption: String) {
        self.init(Array(chart.svg.utf8), mediaType: "image/svg+xml", caption: caption)
    }

    /// A recording, to be heard: its beginning where it is long.
    init(hearing sound: Sound) {
        let samples = Array(sound.samples.prefix(30 * sound.rate))
        self.init(
            WAVFile.encode(samples, rate: sound.rate),
            mediaType: "audio/wav",
            caption: "The recording"
        )
    }

    /// A recording over time: how far the air moves.
    init(waveform sound: Sound) throws {
        try self.init(
            Picture(waveform: sound, width: 640, height: 120),
            caption: "The sound: \(fixed(sound.seconds, 2)) s"
        )
    }
}

extension RawModel where Self: HeatMapping {
    /// Where in an input is what speaks for the answer.
    ///
    /// - Throws: Any error that says in one line what was wrong.
    public func illustrations(of input: String) throws -> [ReportPicture] {
        [
            try ReportPicture(
                heatMap(of: input),
                caption: "Where it found what speaks for its answer: the warmer, the more"
            )
        ]
    }
}

extension LearningExample {
    /// A picture, large enough to be seen, and what it shows.
    init(_ source: String, answer: String, pixels: Tensor) throws {
        let picture = try Picture(pixels).map { picture in
            try ReportPicture(picture.magnified(max(1, 128 / picture.width)), caption: source)
        }
        self.init(source, answer: answer, picture: picture, input: source)
    }
}

import Learners

/// What can be asked of the files.
struct OfferMessage: Encodable {
    let questions: [QuestionMessage]
    let columns: [String]

    init(_ offer: FilesOffer?) {
        questions = (offer?.questions ?? []).map(QuestionMessage.init)
        columns = offer?.columns ?? []
    }
}

/// A question, all of whose parts are there.
struct QuestionMessage: Encodable {
    let kind: String
    @Nullable var target: String?
    @Nullable var text: String?
    @Nullable var time: String?
    @Nullable var horizon: Int?
    @Nullable var label: String?

    init(_ question: FilesQuestion) {
        (kind, target, text) = (question.kind, question.target, question.text)
        (time, horizon, label) = (question.time, question.horizon, question.label)
    }
}

/// How a model may be asked.
struct AskingWays: Encodable {
    /// A text is typed.
    let text: Bool
    /// A text is written on.
    let writing: Bool
    /// A file is dropped or chosen.
    let file: Bool
    /// A picture is drawn.
    let drawing: Bool
    /// A sound is recorded.
    let recording: Bool
    /// The cells of a row are filled in.
    let fields: [RowField]
    /// A tune is made up.
    let tune: Bool
    /// It looks ahead from the end of the files that it learned from.
    let ahead: Bool

    /// The ways of a model; none before there is one.
    init(_ model: (any RawModel)?, _ task: (any LearningTask)?) {
        let kind = model.map { type(of: $0).kind }
        text = model is any TextAnswers
        writing = model is any TextWriting
        file = model != nil
        drawing = kind == ImageModel.kind
        recording = kind == SoundModel.kind
        fields = (model as? any RowAnswers)?.fields ?? []
        tune = model is any TuneWriting
        ahead = kind == ForecastModel.kind && task != nil
    }
}

/// What a page asks the model: a file, a text, a row, one of the examples, or a tune.
struct OwnFilesQuestion: Decodable {
    /// The file's name, of which only the last part counts.
    let name: String?
    /// Its content.
    let bytes: Bytes64?
    let text: String?
    /// The seed with which the text is written on.
    let write: UInt64?
    /// The cells of a row.
    let cells: [String: String]?
    /// The number of an example, from 0.
    let example: Int?
    /// The seed of a tune.
    let tune: UInt64?
}

/// What the model answers.
struct OwnFilesAnswer: Encodable {
    var answers: [Answer] = []
    var pictures: [PictureMessage] = []
    /// What can be taken away, as a file.
    var files: [FileMessage] = []

    /// The answer to one example.
    struct Answer: Encodable {
        let input: String
        let answer: String
        let details: [String]
    }

    /// A file that comes with the answer.
    struct FileMessage: Encodable {
        let name: String
        let source: String
    }
}

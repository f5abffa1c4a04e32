import Datasets
public import MediaFiles
public import NeuralNetworks

/// A trained classifier of pictures: takes picture files, or folders of them.
public struct ImageModel: RawModel, HeatMapping {
    /// What the model's file says of its kind.
    public static let kind = "images"
    /// What it takes.
    public static let inputs = "picture files or folders of them"

    /// The network with its weights.
    public let model: Model
    /// What becomes of a picture.
    public let preparation: ImagePreparation

    /// The model, if it is of this kind.
    ///
    /// - Throws: ``RawModelError`` where it is not, or its file is damaged.
    public init(_ model: Model) throws {
        let preparation = try model.information.preparation(ImagePreparation.self, of: Self.kind)
        guard preparation.form.isSensible, preparation.form.shape == model.inputShape else {
            throw RawModelError.damaged(kind: Self.kind, problem: "it is of another size")
        }
        (self.model, self.preparation) = (model, preparation)
    }

    /// The class of each picture.
    ///
    /// - Throws: Any error that says in one line why a file cannot be read.
    public func predict(_ input: String) throws -> [Prediction] {
        try LabelledFiles.unlabelled(input, endings: ImageTask.endings).map { file in
            let answers = try model.classify(tensor(file))
            return Prediction(file, answers[0])
        }
    }

    /// A picture file as the network reads it.
    private func tensor(_ file: String) throws -> Tensor {
        let picture = preparation.form(try Picture(contentsOf: file))
        return Tensor(picture.pixels, shape: preparation.form.shape)
    }

    /// Where in a picture is what speaks for the class that is answered.
    public func heatMap(of file: String) throws -> Picture {
        let input = try tensor(file)
        let answer = try model.classify(input)[0].answer
        return try ImageModel.heatMap(
            model,
            input,
            answer,
            factor: max(1, 448 / preparation.form.width)
        )
    }

    /// A picture with the map for a class laid over it, so many times as large.
    static func heatMap(
        _ model: Model,
        _ input: Tensor,
        _ output: Int,
        factor: Int
    ) throws -> Picture {
        let (height, width) = (input.shape[0] * factor, input.shape[1] * factor)
        let map = try model.heatMap(of: input, for: output).resized(height: height, width: width)
        guard let picture = Picture(input) else { return Picture(spectrogram: map) }
        return picture.magnified(factor).overlaid(by: map)
    }

    /// How good the model is on a folder of pictures with its classes.
    ///
    /// - Throws: Any error that says in one line why nothing can be measured.
    public func evaluate(_ path: String) throws -> Report {
        let labels = model.classNames
        let listed = try LabelledFiles(folder: path, endings: ImageTask.endings, labels: labels)
        let files = listed.test ?? listed.training
        let read = PictureReading(files.map(\.path), form: preparation.form)
        guard !read.indices.isEmpty else {
            throw LabelledSetError.nothingRead(
                noun: "pictures",
                first: read.problems.first.map { "\($0)" } ?? ""
            )
        }
        let report = ClassifierReport(
            title: "Pictures in \(path)",
            answers: try model.classify(read.pictures),
            labels: read.indices.map { files[$0].label },
            classNames: labels
        )
        var result = report.report(
            try Self.mistakes(report, model, read.pictures, read.indices.map { files[$0].path })
        )
        if !read.problems.isEmpty {
            result.findings.append(
                .warning("some files could not be read", read.problems.map(\.description))
            )
        }
        return result
    }

    /// The worst mistakes as pictures, each beside the map of what spoke for the wrong answer.
    static func mistakes(
        _ report: ClassifierReport,
        _ model: Model,
        _ inputs: Tensor,
        _ files: [String]
    ) throws -> [ReportSection] {
        let worst = report.mistakes.prefix(12)
        guard !worst.isEmpty else { return [] }
        let pictures = try worst.map { index in
            let input = inputs[index]
            let factor = max(1, 160 / input.shape[1])
            let plain = Picture(input)?.magnified(factor).coloured
            let warm = try? heatMap(model, input, report.answers[index].answer, factor: factor)
            let both = [plain, warm].compactMap(\.self)
            return ReportPicture(
                try Picture(beside: both).encodedPNG(),
                mediaType: "image/png",
                caption: report.caption(index, file: files[index])
            )
        }
        return [
            ReportSection(
                "The most confident mistakes",
                note: "to the right, where it found what spoke for its answer",
                .pictures(pictures)
            )
        ]
    }
}

/// A model that can show where in an input it found what it answers.
public protocol HeatMapping {
    /// The input with what speaks for the answer laid over it.
    ///
    /// - Parameter file: The input's file.
    /// - Returns: A picture to be written.
    /// - Throws: Any error that says in one line what was wrong.
    func heatMap(of file: String) throws -> Picture
}

import Datasets
import MediaFiles
import NeuralNetworks

/// What a network is given, and how it came about.
struct ReadInput: Sendable {
    /// Bytes or numbers of the input's shape.
    let tensor: Tensor
    /// The answer, where it is known.
    var label: Int?
    /// The digit's way from the picture.
    var digit: (picture: DigitPicture, width: Int, height: Int)?

    /// The bytes, where the input is a picture.
    var pixels: Bytes64? {
        guard case .uint8(let bytes) = tensor.storage else { return nil }
        return Bytes64(bytes)
    }

    /// The coordinates, where the input is a point.
    var values: [Float]? {
        guard case .float32(let values) = tensor.storage else { return nil }
        return values
    }

    /// The same input in a form that needs no preparation.
    var canonical: Input {
        if let values { return .point(x: values[0], y: values[1]) }
        return .pixels(pixels ?? Bytes64([]))
    }

    /// One example with a given label.
    func examples(label: Int) throws -> Examples {
        try Examples(
            inputs: tensor.reshaped(to: Shape([1] + tensor.shape.sizes)),
            targets: Tensor([Int32(clamping: label)] as [Int32])
        )
    }
}

extension DataSet {
    /// What an input is for networks that learn from this data.
    ///
    /// - Throws: ``StudioError`` where nothing can be made of it.
    func read(_ input: Input) throws(StudioError) -> ReadInput {
        switch (input, kind) {
        case (.example(let part, let index), _):
            let examples = try examples(of: part)
            guard (0..<examples.count).contains(index) else {
                throw .notFound(
                    "there is no \(part.rawValue) example \(index); there are 0 to \(examples.count - 1)"
                )
            }
            return ReadInput(
                tensor: examples.inputs[index],
                label: examples.targets[index].floats.first.map { Int($0) }
            )
        case (.noise(let seed), .pictures):
            var stream = RandomStream(seed: seed, for: "noise")
            let bytes = (0..<inputShape.count).map { _ in UInt8(stream.integer(below: 256)) }
            return ReadInput(tensor: Tensor(bytes, shape: inputShape))
        case (.noise(let seed), .points):
            var stream = RandomStream(seed: seed, for: "noise")
            let values = (0..<2).map { _ in stream.uniform(in: -1...1) }
            return ReadInput(tensor: Tensor(values, shape: inputShape))
        case (.point(let x, let y), .points):
            guard abs(x) <= 1e6, abs(y) <= 1e6 else {
                throw .badRequest("a point's coordinates are about -1 to 1, not \(x) and \(y)")
            }
            return ReadInput(tensor: Tensor([x, y], shape: inputShape))
        case (.pixels(let pixels), .pictures):
            guard pixels.bytes.count == inputShape.count else {
                throw .badRequest(
                    "the input has \(inputShape.count) pixels, not \(pixels.bytes.count)"
                )
            }
            return ReadInput(tensor: Tensor(pixels.bytes, shape: inputShape))
        case (.drawing(let width, let height, let ink), .pictures):
            return try digit(in: ink.bytes, width: width, height: height)
        case (.picture(let file), .pictures):
            guard file.bytes.count <= Limits.pictureBytes else {
                throw .unprocessable("a picture file may have 8 MB, not \(file.bytes.count) bytes")
            }
            let picture: Picture
            do throws(PictureError) {
                picture = try Picture(decoding: file.bytes, file: "the picture").grey
            } catch {
                throw .unprocessable(error.description)
            }
            return try digit(in: picture.pixels, width: picture.width, height: picture.height)
        case (.point, .pictures):
            throw .badRequest("the data \"\(name)\" has pictures; a point is no input for it")
        case (.pixels, .points), (.drawing, .points), (.picture, .points):
            throw .badRequest("the data \"\(name)\" has points; the input must be a point")
        }
    }

    private func digit(
        in grey: [UInt8],
        width: Int,
        height: Int
    ) throws(StudioError) -> ReadInput {
        guard inputShape == [28, 28] else {
            throw .unprocessable(
                "drawings and pictures are prepared as digits of 28×28 pixels, and the data "
                    + "\"\(name)\" has \(inputShape)"
            )
        }
        do throws(DigitPictureError) {
            let picture = try DigitPicture(grey: grey, width: width, height: height)
            return ReadInput(tensor: picture.pixels, digit: (picture, width, height))
        } catch {
            switch error {
            case .blank: throw .unprocessable(error.description, code: "blank")
            case .tooSmall: throw .unprocessable(error.description, code: "too-small")
            case .wrongPixelCount: throw .badRequest(error.description)
            }
        }
    }
}

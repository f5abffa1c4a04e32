public import Datasets
import MediaFiles
public import NeuralNetworks

/// How a picture becomes the 28×28 pixels that a digit recogniser reads.
public enum DigitPreparation {
    /// What a model file says about its preparation.
    static let information = ["kind": "digit", "form": "28x28, 20x20 box, centred by mass"]

    /// The digit in a picture file of any size, dark on light or light on dark.
    ///
    /// - Throws: ``PictureError`` or ``DigitPictureError``.
    public static func digit(inFile path: String) throws -> DigitPicture {
        let picture = try Picture(contentsOf: path).grey
        do {
            return try DigitPicture(
                grey: picture.pixels,
                width: picture.width,
                height: picture.height
            )
        } catch {
            throw DigitFileError(file: path, problem: "\(error)")
        }
    }

    /// Whether a model reads digits of this form.
    public static func suits(_ model: Model) -> Bool { model.inputShape == [28, 28] }
}

/// A picture file in which no digit was found.
public struct DigitFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// What was wrong with it.
    public let problem: String
    /// One line: file and problem.
    public var description: String { "\(file): \(problem)" }
}

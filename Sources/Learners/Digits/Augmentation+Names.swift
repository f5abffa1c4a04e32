public import Datasets

extension Augmentation {
    /// Changes that leave a handwritten digit what it is.
    public static let digits = Augmentation {
        Rotate(degrees: 10)
        Scale(0.9...1.1)
        Shift(pixels: 2)
    }

    /// Changes that leave a small picture of a thing what it is.
    public static let things = Augmentation {
        FlipHorizontally()
        // By whole pixels: cloth has patterns that resampling would blur.
        Crop(padding: 2)
    }

    /// The kinds of change that a text can name, each with its usual amount and what that means.
    private static let kinds:
        [(
            name: String, usual: Float, meaning: String,
            make: @Sendable (Float) -> any AugmentationStep
        )] = [
            ("shift", 2, "pixels", { Shift(pixels: $0) }),
            ("rotate", 12, "degrees", { Rotate(degrees: $0) }),
            ("scale", 0.1, "share", { Scale(1 - $0...1 + $0) }),
            ("shear", 10, "degrees", { Shear(degrees: $0) }),
            ("elastic", 34, "strength", { Elastic(strength: $0) }),
            ("flip", 0.5, "probability", { FlipHorizontally(probability: $0) }),
            ("crop", 2, "pixels around", { Crop(padding: Int($0)) }),
            ("erase", 0.1, "share", { Erase(share: $0) }),
            ("brightness", 0.2, "share", { Brightness($0) }),
            ("contrast", 0.3, "share", { Contrast($0) }),
            ("tint", 0.1, "share", { Tint($0) }),
        ]

    /// What a text can say.
    public static let textForm =
        "digits, things, or steps with their amounts such as rotate:10,elastic,flip; the steps are "
        + kinds.map { "\($0.name) (\($0.meaning), usually \(plain($0.usual)))" }.joined(
            separator: ", "
        )

    /// The augmentation that a text names: `digits`, `things`, or steps with their amounts,
    /// `rotate:10,elastic,flip`.
    ///
    /// - Throws: ``AugmentationTextError`` where there is no such step or an amount makes no sense.
    public init(text: String) throws(AugmentationTextError) {
        switch text {
        case "digits": self = .digits
        case "things": self = .things
        default:
            var steps: [any AugmentationStep] = []
            for word in text.split(separator: ",", omittingEmptySubsequences: false) {
                steps.append(try Augmentation.step(String(word)))
            }
            self.init(steps)
        }
        do throws(AugmentationError) { try validate() } catch {
            throw AugmentationTextError(problem: "\(error)")
        }
    }

    private static func step(
        _ word: String
    ) throws(AugmentationTextError) -> any AugmentationStep {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = kinds.first(where: { parts.first.map(String.init) == $0.name }) else {
            throw AugmentationTextError(
                problem: "there is no augmentation \"\(word)\"; choose \(textForm)"
            )
        }
        guard parts.count > 1 else { return kind.make(kind.usual) }
        guard let amount = Float(parts[1]), (0...1000).contains(amount),
            kind.name != "scale" || amount < 1
        else {
            throw AugmentationTextError(
                problem: "the amount of \(kind.name) is a number of \(kind.meaning), such as "
                    + "\(kind.name):\(plain(kind.usual)), not \"\(parts[1])\""
            )
        }
        return kind.make(amount)
    }

    private static func plain(_ number: Float) -> String {
        number == number.rounded() ? "\(Int(number))" : "\(number)"
    }
}

/// A text that names no augmentation.
public struct AugmentationTextError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong.
    public let problem: String
    /// One line: what was wrong, and what there is.
    public var description: String { problem }
}

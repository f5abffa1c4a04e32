public import Datasets
public import MediaFiles
public import NeuralNetworks

/// What people choose of a classifier of pictures; what is not set is left as it suits the files.
public struct ImageSettings: Sendable {
    /// Which files judge.
    public var splitting = FileSplitting()
    /// How many pixels a picture has at most.
    public var pixels = 64 * 64
    /// What becomes of other proportions.
    public var fitting = PictureForm.Fitting.crop
    /// How pictures are changed anew for each epoch; nil is as suits them.
    public var augmentation: Augmentation?
    /// A network of one's own, from pictures to logits.
    public var network: Network?
    /// What part of the processor is used.
    public var processor = Processor()

    /// As suits the files.
    public init() {}
}

extension Augmentation {
    /// Changes that leave a photograph of a thing what it is, in proportion to its size.
    public static func photographs(of form: PictureForm) -> Augmentation {
        let shift = Float(max(1, min(form.width, form.height) / 16))
        let edge: UInt8 = 127
        let light: [any AugmentationStep] =
            form.channels == 3
            ? [Brightness(0.2), Contrast(0.3), Tint(0.08)] : [Brightness(0.2), Contrast(0.3)]
        return Augmentation(
            [FlipHorizontally(), Rotate(degrees: 10), Scale(0.85...1.2), Shift(pixels: shift)]
                + light,
            background: edge
        )
    }
}

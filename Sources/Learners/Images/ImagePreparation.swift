public import MediaFiles

/// How a picture file becomes what a classifier of pictures reads: what its model file says.
public struct ImagePreparation: Hashable, Sendable, Codable {
    /// What becomes of a picture.
    public var form: PictureForm

    /// A preparation.
    public init(form: PictureForm) { self.form = form }
}

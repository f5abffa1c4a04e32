public import Datasets

extension DigitPicture {
    /// Finds the digit in a picture, coloured or grey.
    ///
    /// - Parameter picture: Any picture with one digit.
    /// - Throws: A ``DigitPictureError`` when the picture is blank or the digit is tiny.
    public init(_ picture: Picture) throws(DigitPictureError) {
        let grey = picture.grey
        try self.init(grey: grey.pixels, width: grey.width, height: grey.height)
    }
}

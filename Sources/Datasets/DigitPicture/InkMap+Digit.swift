extension InkMap {
    /// The ink of the digit in a picture with light marks; `nil` when there is none.
    ///
    /// Where most of the picture is of one brightness, that is the background. Elsewhere a wide
    /// window finds the background of bold strokes; where it takes a shadow for ink, what it finds
    /// is no line but a patch, and narrower ones are tried.
    static func digit(in picture: GreyImage) -> GreyImage? {
        if let flat = picture.flatBackground,
            let digit = InkMap(in: picture, background: flat)?.digit
        {
            return digit
        }
        var first: GreyImage?
        for share in [4, 8, 16] {
            let background = picture.background(share: share)
            guard let digit = InkMap(in: picture, background: background)?.digit,
                let box = digit.bounds(above: 0.02)
            else { continue }
            let strokeWidth = digit.cropped(to: box).strokeWidth
            if strokeWidth < 0.3 * Float(max(box.width, box.height)) { return digit }
            first = first ?? digit
        }
        return first
    }

    /// The digit's ink alone: without specks, frames, ruled lines and what else lies far from it;
    /// `nil` when nothing is left.
    var digit: GreyImage? {
        let marks = Marks(in: self)
        guard let kept = marks.digit else { return nil }
        let reach = max(2, image.longerSide / 100)
        let near = marks.near(kept, reach: reach)
        var digit = image
        for place in digit.values.indices where !near[place] { digit.values[place] = 0 }
        return digit
    }
}

public import MediaFiles

extension PictureForm {
    /// The form that suits files: their usual proportions, at most as many pixels as asked for, and coloured
    /// where any of them is.
    ///
    /// - Parameters:
    ///   - files: The files; up to 60 of them, evenly chosen, are looked at.
    ///   - pixels: How many pixels a picture has at most.
    ///   - fitting: What becomes of other proportions.
    /// - Returns: The form; where no file can be read, 32 × 32 in grey.
    public static func usual(
        for files: [String],
        pixels: Int,
        fitting: Fitting = .crop
    ) -> PictureForm {
        let step = max(1, files.count / 60)
        let pictures = stride(from: 0, to: files.count, by: step)
            .compactMap { try? Picture(contentsOf: files[$0]) }
        guard !pictures.isEmpty else {
            return PictureForm(width: 32, height: 32, channels: 1, fitting: fitting)
        }
        func middle(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
        // Width over height, as a usual picture has it; extremes would leave nothing of the others.
        let slant = middle(pictures.map { Double($0.width) / Double($0.height) })
        let proportion = min(max(slant, 0.5), 2)
        let count = min(middle(pictures.map { Double($0.width * $0.height) }), Double(pixels))
        func side(_ length: Double) -> Int {
            // By eights the maps can be halved without a rest; small pictures stay as they are.
            length < 24 ? max(8, Int(length.rounded())) : max(24, Int((length / 8).rounded()) * 8)
        }
        return PictureForm(
            width: side((count * proportion).squareRoot()),
            height: side((count / proportion).squareRoot()),
            channels: pictures.contains(where: \.hasColour) ? 3 : 1,
            fitting: fitting
        )
    }
}

extension Picture {
    /// Whether any pixel is more than a shade away from grey.
    fileprivate var hasColour: Bool {
        guard channels == 3 else { return false }
        return stride(from: 0, to: pixels.count, by: 3).contains { start in
            let (red, green, blue) = (
                Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2])
            )
            return max(red, green, blue) - min(red, green, blue) > 12
        }
    }
}

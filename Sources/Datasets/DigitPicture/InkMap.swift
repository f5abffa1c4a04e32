/// How far each pixel of a picture stands out from its background, as light ink does from black.
struct InkMap {
    /// 0 where there is background, 1 where there is full ink, soft edges in between.
    let image: GreyImage
    /// What is surely ink.
    let strongLimit: Float
    /// What is ink where it is connected to sure ink.
    var weakLimit: Float { strongLimit / 2 }

    /// Contrast below this, of the whole range from black to white, is none.
    private static let smallestContrast: Float = 0.06
    /// Noise is told from ink by this many standard deviations.
    private static let noiseDeviations: Float = 4

    /// Whether a picture is dark on light: its marks, being fewer than its background, lie below
    /// the local median and not above.
    static func isDark(in picture: GreyImage) -> Bool {
        let coarse = picture.fitted(into: 16)
        let medians = coarse.medians(radius: (coarse.longerSide + 3) / 4)
        var (dark, light): (Float, Float) = (0, 0)
        for (value, median) in zip(coarse.values, medians.values) {
            let difference = value - median
            if difference < 0 {
                dark += difference * difference
            } else {
                light += difference * difference
            }
        }
        if dark > 2 * light || light > 2 * dark { return dark > light }
        // Nearly as much ink as background, as in a tight crop: the edge tells.
        let edge = coarse.edgeMean
        return edge > coarse.values.reduce(0, +) / Float(coarse.values.count)
    }

    /// The ink of a picture with light marks on a known background; `nil` when nothing stands out.
    ///
    /// The noise says what is a mark at all; Otsu's threshold parts the sure marks from their soft
    /// edges and from faint lines.
    init?(in picture: GreyImage, background: GreyImage) {
        // A little smoothing where it costs no detail of the digit.
        let smooth = picture.longerSide > 128 ? picture.smoothed() : picture
        let raised = smooth.above(background)
        let lowest = InkMap.noiseDeviations * smooth.noise
        let marks = raised.values.filter { $0 > lowest }
        guard let threshold = InkMap.otsuThreshold(marks) else { return nil }
        let full = marks.filter { $0 > threshold }.percentile(0.9)
        guard full > max(InkMap.smallestContrast, 2 * lowest) else { return nil }
        image = raised.map { max(0, min(1, ($0 - lowest) / (full - lowest))) }
        strongLimit = (threshold - lowest) / (full - lowest)
    }

    /// The threshold that parts numbers from 0 to 1 into two groups of the least variance; `nil`
    /// when there are none.
    ///
    /// Source: Otsu, "A Threshold Selection Method from Gray-Level Histograms", 1979.
    static func otsuThreshold(_ numbers: [Float]) -> Float? {
        guard let largest = numbers.max() else { return nil }
        var histogram = [Float](repeating: 0, count: 256)
        for number in numbers { histogram[max(0, min(255, Int(number * 255)))] += 1 }
        let total = Float(numbers.count)
        let sum = histogram.indices.reduce(Float(0)) { $0 + Float($1) * histogram[$1] }
        var (below, sumBelow, best, threshold): (Float, Float, Float, Float) = (0, 0, 0, 0)
        for level in 0..<255 {
            below += histogram[level]
            sumBelow += Float(level) * histogram[level]
            guard below > 0, below < total else { continue }
            let difference = sumBelow / below - (sum - sumBelow) / (total - below)
            let variance = below * (total - below) * difference * difference
            if variance > best { (best, threshold) = (variance, Float(level + 1) / 255) }
        }
        // All alike: then all are ink.
        return best > 0 ? threshold : largest / 2
    }
}

extension GreyImage {
    /// The mean of the pixels along the edges.
    var edgeMean: Float {
        var (sum, count): (Float, Float) = (0, 0)
        for y in 0..<height {
            for x in 0..<width where x == 0 || y == 0 || x == width - 1 || y == height - 1 {
                sum += values[y * width + x]
                count += 1
            }
        }
        return sum / max(1, count)
    }
}

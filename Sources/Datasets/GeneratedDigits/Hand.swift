import Computation

/// The hand that writes one digit: how it leans, bends and errs, and what pen it holds.
///
/// All of it is drawn once for a digit. Lengths are in units of the box in which styles are drawn,
/// whose height is 100; those of the pen in pixels of the finished picture.
struct Hand: Sendable {
    /// How far from where the style has a knot the hand may put it.
    let carelessness: Float
    /// How round the curves are: 1 flows through the knots, 0 joins them by straight lines.
    let roundness: Float
    /// The same at corners, where most hands stop but some do not.
    let cornerRoundness: Float
    /// Stretch, slant and rotation.
    let frame: Frame
    /// The bending of the whole.
    let warp: Warp
    /// Half the width of the line, in pixels.
    let penRadius: Float
    /// How much the pressure on the pen, and so the width of the line, changes along a stroke.
    let unsteadiness: Float
    /// How many pixels it takes from full ink to bare paper at the edge of a line.
    let softness: Float

    /// How far each digit leans on average, beyond what its styles do.
    private static let lean: [Float] = [0.2, 0.12, 0.14, 0.08, 0.24, 0.12, 0.05, 0.08, 0.1, 0.08]
    /// Half the usual width of the line: a digit that is commonly written small comes out bold
    /// when all are scaled to one size.
    private static let width: [Float] = [1.4, 1.4, 1.3, 1.22, 1.2, 1.14, 1.2, 1.28, 1.16, 1.1]

    /// The hand for one digit.
    init(for label: Int, of part: GeneratedDigits.Part, from stream: inout RandomStream) {
        // Squares make most hands careful and most corners sharp. Digits to learn from go to greater
        // extremes than people do, as augmented pictures would; those to be judged by do not.
        let haste = stream.uniform()
        carelessness = part == .test ? 1.5 + 5 * haste * haste : 2 + 8 * haste * haste
        roundness = stream.uniform(in: 0.7...1.15)
        let flow = stream.uniform()
        cornerRoundness = 0.7 * flow * flow
        frame = Frame(
            stretch: 0.18 * stream.bell(),
            slant: Hand.lean[label] + 0.22 * stream.bell(),
            rotation: 0.11 * stream.bell()
        )
        warp = Warp(for: part, from: &stream)
        penRadius = max(Hand.width[label] * exponential(0.27 * stream.bell()), 0.65)
        unsteadiness = 0.15 * stream.uniform()
        softness = stream.uniform(in: 0.7...1.2)
    }
}

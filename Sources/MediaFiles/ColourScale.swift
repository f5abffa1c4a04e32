/// Colours for numbers from 0 to 1: dark blue over green to yellow, of evenly rising brightness, so that they
/// are told apart without colours too.
///
/// The nine colours between which it goes are those of viridis, by van der Walt and Smith, 2015, which is in the
/// public domain.
enum ColourScale {
    private static let colours: [(Float, Float, Float)] = [
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129),
        (92, 200, 99), (170, 220, 50), (253, 231, 37),
    ]

    /// Red, green and blue, 0 to 255.
    static func colour(_ share: Float) -> (red: Float, green: Float, blue: Float) {
        let place = min(max(share.isNaN ? 0 : share, 0), 1) * Float(colours.count - 1)
        let first = min(Int(place), colours.count - 2)
        let part = place - Float(first)
        let (a, b) = (colours[first], colours[first + 1])
        return (
            a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part, a.2 + (b.2 - a.2) * part
        )
    }
}

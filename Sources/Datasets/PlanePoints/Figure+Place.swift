import Computation

extension PlanePoints.Figure {
    /// A random place of a class, before it is shifted by noise.
    func place(ofClass label: Int, from stream: inout RandomStream) -> (x: Float, y: Float) {
        let isBlue = label == 1
        switch self {
        case .circle:
            // The root spreads points evenly over a disc.
            let radius =
                isBlue ? 0.5 * stream.uniform().squareRoot() : stream.uniform(in: 0.7...0.95)
            return polar(radius, turns: stream.uniform())
        case .moons:
            // Half rings of radius 0.6 about (∓0.3, ∓0.15), the one open below, the other above.
            let bend = polar(0.6, turns: stream.uniform() / 2)
            return isBlue ? (0.3 - bend.x, 0.15 - bend.y) : (bend.x - 0.3, bend.y - 0.15)
        case .spiral:
            // Archimedes' spiral, r proportional to the angle; the other arm is half a turn ahead.
            let way = stream.uniform(in: 0.1...1)
            return polar(0.95 * way, turns: 1.25 * way + (isBlue ? 0.5 : 0))
        case .xor:
            let (x, y) = (stream.uniform(in: 0.1...0.95), stream.uniform(in: 0.1...0.95))
            let isLeft = stream.integer(below: 2) == 0
            return (isLeft ? -x : x, isLeft == isBlue ? y : -y)
        case .clusters:
            let centre: Float = isBlue ? 0.45 : -0.45
            return (centre + 0.13 * stream.bell(), centre + 0.13 * stream.bell())
        }
    }
}

/// The point at a distance from the origin, so many whole turns from the x axis.
private func polar(_ radius: Float, turns: Float) -> (x: Float, y: Float) {
    (radius * sine(turns: turns + 0.25), radius * sine(turns: turns))
}

import Computation
import Testing

@testable import Datasets

@Suite("Styles of generated digits")
struct GeneratedDigitsStylesTests {
    @Test("A path is read as points, corners and strokes")
    func path() {
        let knots = Knot.path("0 20, 30 0.5!, 30 100 / 5 -10, 60 100")
        #expect(knots.map(\.place.x) == [0, 30, 30, 5, 60])
        #expect(knots.map(\.place.y) == [20, 0.5, 100, -10, 100])
        #expect(knots.map(\.bend) == [.smooth, .corner, .end, .smooth, .end])
    }

    @Test("Every style is well drawn", arguments: [GeneratedDigits.Part.training, .test])
    func styles(part: GeneratedDigits.Part) {
        #expect(DigitStyle.all(of: part).count == 10)
        for styles in DigitStyle.all(of: part) {
            #expect(Set(styles.map(\.name)).count == styles.count)
            for style in styles {
                #expect(style.frequency > 0, "\(style.name)")
                #expect(style.knots.count == style.knotCount * style.poseCount, "\(style.name)")
                let heights = style.knots.map(\.place.y)
                let widths = style.knots.map(\.place.x)
                #expect(heights.allSatisfy { (0...100).contains($0) }, "\(style.name)")
                #expect(widths.allSatisfy { (-10...100).contains($0) }, "\(style.name)")
            }
        }
    }

    @Test("A curve goes through its knots and straight lines stay straight")
    func curve() {
        var stream = RandomStream(seed: 1, for: "curve")
        let hand = Hand(for: 1, of: .training, from: &stream)
        var drawer = CurveDrawer()
        var ink: [Ink] = []
        drawer.draw(Knot.path("0 0, 0 50, 0 100 / 10 0, 40 40!, 70 0"), by: hand, into: &ink)
        #expect(ink.filter(\.endsStroke).count == 2)
        for place in [(0, 0), (0, 50), (0, 100), (10, 0), (40, 40), (70, 0)] as [(Float, Float)] {
            #expect(ink.contains { $0.place == Point(x: place.0, y: place.1) })
        }
        let straight = ink.prefix { !$0.endsStroke }
        #expect(straight.allSatisfy { $0.place.x == 0 })
        #expect(zip(straight, straight.dropFirst()).allSatisfy { $0.place.y < $1.place.y })
    }

    @Test("The portable numbers are near those of mathematics")
    func numbers() {
        #expect(exponential(0) == 1)
        #expect(abs(exponential(1) - 2.7183) < 0.03)
        #expect(abs(exponential(-1) - 0.36788) < 0.004)
        #expect(sine(turns: 0) == 0)
        #expect(sine(turns: 0.25) == 1)
        #expect(sine(turns: -0.25) == -1)
        #expect(abs(sine(turns: 7.125) - 0.70711) < 0.002)

        var stream = RandomStream(seed: 6, for: "bell")
        let numbers = (0..<2000).map { _ in Double(stream.bell()) }
        let mean = numbers.reduce(0, +) / 2000
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / 2000
        #expect(abs(mean) < 0.08 && abs(variance - 1) < 0.1)
    }
}

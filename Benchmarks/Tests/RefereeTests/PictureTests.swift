import Foundation
import Testing

@testable import Referee

@Suite("Pictures")
struct PictureTests {
    @Test("Places on a scale: ends, middle, and beyond")
    func scale() {
        let linear = Scale(0...10, from: 100, to: 200, isLogarithmic: false)
        #expect([0, 5, 10, 20].map(linear.place) == [100, 150, 200, 200])
        let upward = Scale(1...100, from: 300, to: 100, isLogarithmic: true)
        #expect(abs(upward.place(10) - 200) < 1e-9)
        #expect(upward.place(0) == 300)
        // No logarithm of nothing.
        #expect(!Scale(0...1, from: 0, to: 1, isLogarithmic: true).isLogarithmic)
        // One value alone has a place.
        #expect(Scale(3...3, from: 7, to: 9, isLogarithmic: true).place(3) == 7)
    }

    @Test("Powers of ten on a scale and around values")
    func decades() throws {
        let scale = Scale(2e-6...3e-3, from: 0, to: 1, isLogarithmic: true)
        let exponents = scale.decades.map { Int(log10($0).rounded()) }
        #expect(exponents == [-5, -4, -3])
        let around = try #require(Scale.wholeDecades(around: [2e-6, 3e-3, 0]))
        #expect(Int(log10(around.lowerBound).rounded()) == -6)
        #expect(Int(log10(around.upperBound).rounded()) == -2)
        #expect(Scale.wholeDecades(around: []) == nil)
    }

    @Test("Labels are moved apart and keep their order")
    func labels() {
        let places = CurveChart.spread([("b", 101), ("a", 100), ("c", 102)], distance: 15)
        #expect(places.map(\.name) == ["a", "b", "c"])
        for (upper, lower) in zip(places, places.dropFirst()) { #expect(lower.y - upper.y > 14.5) }
    }

    @Test("Pictures are sound XML whatever the names are")
    func xml() throws {
        var result = CaseResult(name: "a", title: "Less < more & \"so\"")
        for (name, seconds) in [("ours", 1e-6), ("<B>&", 1e-3)] {
            var block = Block(iterations: 10, seconds: seconds)
            block.othersCores = 0
            result.series.append(
                Series(contestant: name, variant: "v", threads: 1, blocks: [block])
            )
        }
        let svg = try #require(BarChart(result).svg)
        #expect(svg.contains("logarithmic"))
        #expect(svg.contains("&lt;B&gt;&amp;"))
        #expect(!svg.contains("<B>"))
        #expect(BarChart(CaseResult(name: "a", title: "")).svg == nil)
    }
}

import Foundation
import Testing

@testable import Datasets

@Suite("Resampling")
struct ResamplingTests {
    private func tone(_ hertz: Double, rate: Int, seconds: Double = 0.25) -> Sound {
        Sound(
            (0..<Int(seconds * Double(rate))).map {
                Float(sin(2 * Double.pi * hertz * Double($0) / Double(rate)))
            },
            rate: rate
        )
    }

    @Test(
        "A tone stays the tone it is",
        arguments: [
            (8000, 16_000), (44_100, 16_000), (22_050, 8000), (48_000, 8000), (8000, 11_025),
        ]
    )
    func tone(from: Int, to: Int) {
        let resampled = tone(440, rate: from).resampled(to: to)
        let wanted = tone(440, rate: to)
        #expect(resampled.rate == to && abs(resampled.samples.count - wanted.samples.count) <= 1)
        // Away from the ends, beyond which there is silence.
        let inner = to / 50..<wanted.samples.count - to / 50
        for index in inner { #expect(abs(resampled.samples[index] - wanted.samples[index]) < 2e-3) }
    }

    @Test("What the new rate cannot hold is taken away instead of folded back")
    func aliasing() {
        let resampled = tone(6000, rate: 44_100).resampled(to: 8000)
        let inner = resampled.samples.dropFirst(200).dropLast(200)
        #expect(inner.allSatisfy { abs($0) < 2e-3 })
    }

    @Test("The same rate changes nothing; silence and one sample are allowed")
    func edges() {
        let sound = tone(100, rate: 8000)
        #expect(sound.resampled(to: 8000) == sound)
        #expect(Sound([], rate: 8000).resampled(to: 16_000).samples.isEmpty)
        #expect(Sound([1], rate: 8000).resampled(to: 16_000).samples.count == 2)
    }

    @Test("A part is what lies between two times")
    func part() {
        let sound = Sound([0, 1, 2, 3, 4, 5, 6, 7], rate: 100)
        #expect(sound.part(from: 0.02, seconds: 0.03).samples == [2, 3, 4])
        #expect(sound.part(from: 0.06, seconds: 1).samples == [6, 7])
        #expect(sound.part(from: 1, seconds: 1).samples.isEmpty)
    }
}

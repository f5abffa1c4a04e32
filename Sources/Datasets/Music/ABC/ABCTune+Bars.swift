extension ABCTune {
    /// A bar whose notes do not add up to the metre.
    public struct BarFault: Hashable, Sendable, CustomStringConvertible {
        /// The number of the voice, from 1.
        public let voice: Int
        /// The number of the bar as it is written, from 1; a pickup counts as one.
        public let bar: Int
        /// How long its notes are, in ticks.
        public let ticks: Int
        /// How long a bar of the metre is.
        public let expected: Int

        /// What is wrong: `bar 3 has 7/8 of a whole note instead of 3/4`.
        public var description: String {
            func text(_ ticks: Int) -> String {
                let (numerator, denominator) = MusicTime.fraction(ticks, of: MusicTime.whole)
                return denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
            }
            return "bar \(bar) has \(text(ticks)) of a whole note instead of \(text(expected))"
        }
    }

    /// The bars that do not add up to the metre, by the customs of ABC.
    ///
    /// A section begins and ends at repeats, endings, double lines and the ends of the tune. Its first bar may be a
    /// pickup, shorter than the metre; its last bar may be short by a pickup: that of the tune, of its own section, to which
    /// a repeat goes back, or of the next, with which it makes a whole bar. All other bars add up. In free metre all do.
    public var barFaults: [BarFault] {
        voices.indices.flatMap { faults(ofVoice: $0) }
    }

    /// Whether all bars add up to the metre, by the customs of ABC.
    public var addsUp: Bool { barFaults.isEmpty }

    /// A bar as it is written.
    struct WrittenBar {
        var elements: [ABCElement] = []
        var ticks = 0
        /// The metre where it begins; nil is free.
        var metre: Metre?
        /// Whether a section begins with it.
        var beginsSection = false
        /// Whether a section ends with it.
        var endsSection = false
    }

    /// The bars of a voice that have notes.
    func bars(ofVoice voice: Int) -> [WrittenBar] {
        var bars: [WrittenBar] = []
        var current = WrittenBar(metre: metre, beginsSection: true)
        func close(_ isBoundary: Bool) {
            guard current.ticks > 0 else {
                // A line without notes before it, as in |: || |:, only says more about the one before.
                current.beginsSection = current.beginsSection || isBoundary
                if isBoundary, !bars.isEmpty { bars[bars.count - 1].endsSection = true }
                return
            }
            current.endsSection = isBoundary
            bars.append(current)
            current = WrittenBar(metre: current.metre, beginsSection: isBoundary)
        }
        for element in voices[voice].elements {
            switch element {
            case .bar(let bar):
                close(bar.isBoundary)
                continue
            case .ending:
                // It begins behind a line; what it follows ends there, and it may begin anew within a bar.
                close(true)
            case .metre(let metre) where current.ticks == 0: current.metre = metre
            default: current.ticks += element.ticks
            }
            current.elements.append(element)
        }
        close(true)
        return bars
    }

    private func faults(ofVoice voice: Int) -> [BarFault] {
        let bars = bars(ofVoice: voice)
        func full(_ bar: WrittenBar) -> Int { bar.metre?.ticks ?? bar.ticks }
        /// How long the pickup is with which a section begins; 0 where it begins with a whole bar.
        func pickup(_ index: Int) -> Int {
            guard bars.indices.contains(index), bars[index].ticks < full(bars[index]) else {
                return 0
            }
            return bars[index].ticks
        }
        var start = 0
        var faults: [BarFault] = []
        for (index, bar) in bars.enumerated() {
            if bar.beginsSection { start = index }
            guard bar.ticks != full(bar) else { continue }
            let isPickup = bar.beginsSection && bar.ticks < full(bar)
            let missing = full(bar) - bar.ticks
            // An ending begins a section of its own; its repeat goes back to a section before it.
            let pickups = [0, start, index + 1].map(pickup) + earlierPickups(bars, before: index)
            let isCompletion = bar.endsSection && missing > 0 && pickups.contains(missing)
            if !isPickup && !isCompletion {
                faults.append(
                    BarFault(
                        voice: voice + 1,
                        bar: index + 1,
                        ticks: bar.ticks,
                        expected: full(bar)
                    )
                )
            }
        }
        return faults

        func earlierPickups(_ bars: [WrittenBar], before index: Int) -> [Int] {
            bars[..<index].indices.suffix(64).filter { bars[$0].beginsSection }.map(pickup)
        }
    }
}

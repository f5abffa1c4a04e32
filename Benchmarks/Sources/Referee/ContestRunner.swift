internal import CBenchmarkSystem
package import Conversation
internal import Foundation

/// How thoroughly something is measured.
package struct Settings: Hashable, Sendable {
    /// How many blocks each variant has.
    package var rounds = 7
    /// How long a block is.
    package var blockSeconds = 0.2
    /// The numbers of threads.
    package var threads = [1, 2]
    /// With more of the cores used by others a block is repeated.
    package var othersAllowed = 0.15
    /// How often a block is measured at most.
    package var attempts = 4
    /// Variants that are slower than the best by more have only `roundsOfSlow` blocks.
    package var slowFactor = 20.0
    /// The blocks of slow variants.
    package var roundsOfSlow = 3

    /// Whether variants that are compiled first are left out: that takes longer than to measure them.
    package var leavesOutCompiled = false

    /// The settings of a full run.
    package init() {}

    /// The settings for the points of curves, of which there are many.
    var forCurves: Settings {
        var settings = self
        settings.rounds = min(rounds, 3)
        settings.blockSeconds = blockSeconds / 2
        settings.leavesOutCompiled = true
        return settings
    }

    /// The settings of a glance.
    package static var quick: Settings {
        var settings = Settings()
        settings.rounds = 3
        settings.blockSeconds = 0.05
        return settings
    }

    /// Whether others used so little that a block counts: below three ticks the system cannot tell.
    func isQuiet(others: Double?, seconds: Double) -> Bool {
        guard let others else { return true }
        let tick = 1 / Double(system_ticks_per_second())
        return others <= max(othersAllowed, 3 * tick / max(seconds, tick))
    }
}

/// Lets contestants do a work in turn.
package struct ContestRunner {
    private let settings: Settings
    private let complain: (String) -> Void

    /// A runner that says what goes wrong.
    package init(_ settings: Settings, complain: @escaping (String) -> Void) {
        self.settings = settings
        self.complain = complain
    }

    private struct Turn {
        let contestant: Contestant
        var series: Series
        var isOut = false
    }

    /// Blocks A B C A B C … of all variants of all contestants.
    ///
    /// - Parameters:
    ///   - work: What they do.
    ///   - contestants: Who does it; all are stopped when it is not their turn.
    ///   - threads: How many threads they were started with.
    /// - Returns: A series for each variant that could do it.
    package func run(_ work: Work, by contestants: [Contestant], threads: Int) -> [Series] {
        var turns: [Turn] = []
        for contestant in contestants {
            do throws(RefereeError) {
                let variants = try contestant.prepare(work)
                turns += variants.filter {
                    !(settings.leavesOutCompiled && $0.hasPrefix("compiled"))
                }.map { variant in
                    let name = contestant.entry.name
                    return Turn(
                        contestant: contestant,
                        series: Series(contestant: name, variant: variant, threads: threads)
                    )
                }
            } catch {
                leaveOut(contestant, nil, error)
            }
        }
        for round in 0..<settings.rounds {
            let best = turns.compactMap { $0.series.summary(of: .time)?.median }.min() ?? 0
            for index in turns.indices where !turns[index].isOut {
                let median = turns[index].series.summary(of: .time)?.median ?? 0
                let isSlow = round > 0 && median > settings.slowFactor * best
                if isSlow && round >= settings.roundsOfSlow { continue }
                do throws(RefereeError) {
                    turns[index].series.blocks.append(try block(of: turns[index]))
                } catch {
                    leaveOut(turns[index].contestant, turns[index].series.variant, error)
                    let isDead = turns[index].contestant.isDead
                    for other in turns.indices
                    where other == index
                        || isDead && turns[other].contestant === turns[index].contestant
                    {
                        turns[other].isOut = true
                    }
                }
            }
        }
        return turns.map(\.series).filter { !$0.blocks.isEmpty }
    }

    private func leaveOut(_ contestant: Contestant, _ variant: String?, _ error: RefereeError) {
        let name = contestant.entry.name + (variant.map { ", \($0)" } ?? "")
        complain("\(name), threads \(contestant.threads): \(error)")
        if case .refused = error { return }
        // Whether it hangs, died or speaks nonsense: nothing that it says later can be trusted.
        contestant.kill()
    }

    /// One block, repeated while others use too much of the machine; the quietest counts.
    private func block(of turn: Turn) throws(RefereeError) -> Block {
        var quietest: Block?
        for attempt in 1...max(settings.attempts, 1) {
            if attempt > 1 { Thread.sleep(forTimeInterval: 0.1) }
            let group = turn.contestant.program.process
            let before = CoreUse(group: group)
            let lap = try turn.contestant.run(
                turn.series.variant,
                seconds: settings.blockSeconds
            )
            let after = CoreUse(group: group)
            var block = Block(iterations: lap.iterations, seconds: lap.seconds)
            if let before, let after { block.othersCores = after.others(since: before) }
            if block.othersCores ?? 0 <= quietest?.othersCores ?? .infinity { quietest = block }
            quietest?.attempts = attempt
            let seconds = max(lap.seconds, settings.blockSeconds)
            if settings.isQuiet(others: block.othersCores, seconds: seconds) { break }
            // Whole epochs of slow peers are not repeated for the sake of a neighbour.
            if lap.seconds > 2 { break }
        }
        return quietest ?? Block(iterations: 1, seconds: .infinity)
    }
}

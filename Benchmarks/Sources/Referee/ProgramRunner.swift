internal import CBenchmarkSystem
package import Conversation
internal import Foundation

/// A program that is measured from its start to its end.
package struct WholeProgram: Hashable, Sendable {
    /// Whose.
    package let contestant: String
    /// What is done, where it is not all the same.
    package let variant: String
    /// Its path and arguments.
    package let command: [String]
    /// Where it runs.
    package let folder: String

    /// A program from its parts.
    package init(contestant: String, variant: String, command: [String], folder: String) {
        self.contestant = contestant
        self.variant = variant
        self.command = command
        self.folder = folder
    }
}

/// Runs whole programs in turn, and contestants for their memory.
package struct ProgramRunner {
    private let settings: Settings
    private let surroundings: Surroundings
    private let complain: (String) -> Void

    /// A runner that says what goes wrong.
    package init(
        _ settings: Settings,
        in surroundings: Surroundings,
        complain: @escaping (String) -> Void
    ) {
        self.settings = settings
        self.surroundings = surroundings
        self.complain = complain
    }

    /// Runs A B C A B C … of some programs, each on all threads it is given.
    package func run(_ programs: [WholeProgram], threads: Int) -> [Series] {
        var series = programs.map {
            Series(contestant: $0.contestant, variant: $0.variant, threads: threads)
        }
        var out: Set<Int> = []
        // The first round only fills the caches of files and compiled scripts.
        for round in 0...settings.rounds {
            let best = series.compactMap { $0.summary(of: .time)?.median }.min() ?? 0
            for index in programs.indices where !out.contains(index) {
                let median = series[index].summary(of: .time)?.median ?? 0
                let isSlow = round > 1 && median > settings.slowFactor * best
                if isSlow && round > settings.roundsOfSlow { continue }
                do throws(RefereeError) {
                    let block = try block(of: programs[index], threads: threads)
                    if round > 0 { series[index].blocks.append(block) }
                } catch {
                    complain("\(programs[index].contestant), whole program: \(error)")
                    out.insert(index)
                }
            }
        }
        return series.filter { !$0.blocks.isEmpty }
    }

    private func block(
        of program: WholeProgram,
        threads: Int
    ) throws(RefereeError) -> Block {
        var quietest: Block?
        for attempt in 1...max(settings.attempts, 1) {
            var block = try run(program, threads: threads)
            if block.othersCores ?? 0 <= quietest?.othersCores ?? .infinity { quietest = block }
            quietest?.attempts = attempt
            block.attempts = attempt
            if settings.isQuiet(others: block.othersCores, seconds: block.seconds) { break }
            if block.seconds > 2 { break }
        }
        return quietest ?? Block(iterations: 1, seconds: .infinity)
    }

    private func run(_ program: WholeProgram, threads: Int) throws(RefereeError) -> Block {
        let before = CoreUse(group: nil)
        let start = system_seconds()
        let child = try ChildProgram(
            program.command,
            environment: surroundings.environment(threads: threads),
            folder: program.folder,
            errorsFile: surroundings.errorsFile(of: program.contestant, threads: threads)
        )
        // Standard output is closed when the program has ended.
        guard child.readAll(within: surroundings.answerLimit) else {
            throw .silent(question: "its start", seconds: surroundings.answerLimit)
        }
        let use = child.end(within: 10)
        var block = Block(iterations: 1, seconds: system_seconds() - start)
        guard let use, use.status == 0 else {
            throw .failed(status: use?.status ?? -1, lastWords: child.lastWords)
        }
        block.processorSeconds = use.processorSeconds
        // What the system tells is the referee's own memory where that is more.
        let own = TextFile.read("/proc/self/status").flatMap(ProcessFiles.peakBytes) ?? 0
        block.peakBytes = use.peakBytes > own ? use.peakBytes : nil
        if let before, let after = CoreUse(group: nil) {
            let ticks = use.processorSeconds * Double(system_ticks_per_second())
            block.othersCores = after.others(since: before, endedTicks: Int(ticks.rounded()))
        }
        return block
    }

    /// The most memory that a fresh contestant has which does only one work.
    ///
    /// - Returns: A series of one block for each variant.
    package func memory(of work: Work, by entry: RosterEntry, threads: Int) -> [Series] {
        var (result, waiting): ([Series], [String]?) = ([], nil)
        repeat {
            do throws(RefereeError) {
                let contestant = try Contestant(entry, threads: threads, in: surroundings)
                let variants = try contestant.prepare(work)
                waiting = waiting ?? variants
                guard let variant = waiting?.first else { break }
                let lap = try contestant.run(variant, seconds: settings.blockSeconds)
                var block = Block(iterations: lap.iterations, seconds: lap.seconds)
                // Asked before the end: what the system reports afterwards also counts the memory of
                // the referee that started it.
                let peak = contestant.program.peakBytes
                block.peakBytes = peak ?? contestant.quit()?.peakBytes
                result.append(
                    Series(
                        contestant: entry.name,
                        variant: variant,
                        threads: threads,
                        blocks: [block]
                    )
                )
            } catch {
                complain("\(entry.name), memory: \(error)")
            }
            waiting?.removeFirst()
        } while waiting?.isEmpty == false
        return result
    }
}

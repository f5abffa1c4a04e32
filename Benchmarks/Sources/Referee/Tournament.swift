internal import Conversation
internal import Foundation

/// A whole run: all cases, all contestants.
package final class Tournament {
    private let settings: Settings
    private let surroundings: Surroundings
    private let roster: Roster
    private let places: Places
    private let report: (String) -> Void
    private let keep: (Results) -> Void
    private var results: Results
    /// Those that never came up, by name and threads.
    private var absent: Set<String> = []

    /// A run.
    ///
    /// - Parameters:
    ///   - settings: How thoroughly.
    ///   - roster: Who takes part.
    ///   - surroundings: What all find around them.
    ///   - places: Where things are.
    ///   - report: Is told of the progress line by line.
    ///   - keep: Is given the results so far after each case: a long run may be broken off.
    package init(
        _ settings: Settings,
        roster: Roster,
        in surroundings: Surroundings,
        at places: Places,
        report: @escaping (String) -> Void,
        keep: @escaping (Results) -> Void
    ) {
        self.settings = settings
        self.surroundings = surroundings
        self.roster = roster
        self.places = places
        self.report = report
        self.keep = keep
        results = Results(
            date: Date.now.formatted(.iso8601),
            machine: .here(),
            rounds: settings.rounds,
            blockSeconds: settings.blockSeconds
        )
    }

    /// Measures cases.
    package func run(_ cases: [BenchmarkCase]) -> Results {
        for line in roster.absences { complain(line) }
        measurePeaks("before")
        let clock = Stopwatch(cases: cases.count * settings.threads.count)
        for threads in settings.threads {
            var contestants: [Contestant] = []
            for item in cases {
                report("\(item.name), threads \(threads) \(clock.left)")
                if case .contest(let work) = item.kind {
                    contestants = present(contestants, threads: threads)
                    let meant = contestants.filter { contestant in
                        contestant.entry.isOurs
                            || item.peers?.contains(contestant.entry.name) ?? true
                    }
                    let runner = ContestRunner(item.isOfCurve ? settings.forCurves : settings) {
                        [self] in complain($0)
                    }
                    add(runner.run(work, by: meant, threads: threads), to: item)
                } else if threads == settings.threads.max() {
                    // Whole programs are used with all that there is.
                    runPrograms(item, threads: threads)
                }
                clock.finishOne()
                keep(results)
            }
            for contestant in contestants where !contestant.isDead { contestant.quit() }
        }
        measurePeaks("after")
        return results
    }

    /// All that can come up, those that were ended started anew.
    private func present(_ contestants: [Contestant], threads: Int) -> [Contestant] {
        roster.entries.compactMap { entry in
            let old = contestants.first { $0.entry == entry }
            if let old, !old.isDead { return old }
            guard !absent.contains("\(entry.name) \(threads)") else { return nil }
            do throws(RefereeError) {
                let fresh = try Contestant(entry, threads: threads, in: surroundings)
                welcome(fresh)
                return fresh
            } catch {
                absent.insert("\(entry.name) \(threads)")
                complain("\(entry.name), threads \(threads), is left out: \(error)")
                return nil
            }
        }
    }

    private func welcome(_ contestant: Contestant) {
        let name = contestant.entry.name
        guard !results.contestants.contains(where: { $0.name == name }) else { return }
        results.contestants.append(
            Participant(
                name: name,
                versions: contestant.greeting.versions,
                notes: contestant.greeting.notes
            )
        )
    }

    private func measurePeaks(_ moment: String) {
        for threads in settings.threads {
            do throws(RefereeError) {
                results.peaks.append(try peak(threads, moment))
            } catch {
                complain("measured peaks, threads \(threads): \(error)")
            }
        }
    }

    /// In a process of its own: what the referee has had in memory counts in what the system tells of
    /// programs that it starts.
    private func peak(_ threads: Int, _ moment: String) throws(RefereeError) -> Peak {
        let program = try ChildProgram(
            [
                places.referee, "peaks", "--threads", "\(threads)", "--moment", moment,
                "--seconds", "\(settings.blockSeconds)",
            ],
            environment: surroundings.environment,
            folder: places.root,
            errorsFile: surroundings.errorsFile(of: "peaks", threads: threads)
        )
        let line = try program.readLine(answering: "peaks", within: surroundings.answerLimit)
        program.end(within: 10)
        guard let peak = try? Line.decode(Peak.self, from: line) else {
            throw .garbled(question: "peaks", answer: line)
        }
        return peak
    }

    private func runPrograms(_ item: BenchmarkCase, threads: Int) {
        let runner = ProgramRunner(settings, in: surroundings) { [self] in complain($0) }
        let entries = roster.entries.filter { $0.isOurs || item.peers?.contains($0.name) ?? true }
        switch item.kind {
        case .contest: break
        case .whole(let epochs):
            let programs = WholeProgram.learning(
                entries,
                epochs: epochs,
                threads: threads,
                data: surroundings.data,
                at: places
            )
            add(runner.run(programs, threads: threads), to: item)
        case .memory(let work):
            for entry in entries {
                add(runner.memory(of: work, by: entry, threads: threads), to: item)
            }
        case .size:
            add(runner.run(WholeProgram.starting(entries, at: places), threads: threads), to: item)
            results.sizes += Size.all(entries, at: places)
        }
    }

    private func add(_ series: [Series], to item: BenchmarkCase) {
        guard let index = results.cases.firstIndex(where: { $0.name == item.name }) else {
            results.cases.append(item.emptyResult)
            add(series, to: item)
            return
        }
        results.cases[index].series += series
    }

    private func complain(_ line: String) {
        report(line)
        if !results.complaints.contains(line) { results.complaints.append(line) }
    }
}

extension BenchmarkCase {
    fileprivate var emptyResult: CaseResult {
        switch kind {
        case .contest(let work): CaseResult(name: name, title: title, work: work)
        case .memory(let work):
            CaseResult(name: name, title: title, work: work, quantity: .memory)
        case .whole, .size: CaseResult(name: name, title: title)
        }
    }
}

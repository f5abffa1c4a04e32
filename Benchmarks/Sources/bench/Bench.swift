import ArgumentParser
import Foundation
import Referee

/// The referee's command line.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure this project's kernels, steps and programs beside its peers'.",
        subcommands: [Measure.self, Remake.self, Peaks.self],
        defaultSubcommand: Measure.self
    )
}

/// `bench measure`: all cases, or some.
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let the contestants work in turn and write results, tables and pictures."
    )

    @Option(
        help: "The cases by name or letter with commas between, such as a,e,width. (default: all)"
    )
    var cases = ""

    @Flag(help: "Only a glance: three blocks of 0.05 seconds.")
    var quick = false

    @Option(help: "How many blocks each variant has.")
    var rounds: Int?

    @Option(help: "How many seconds a block lasts.")
    var block: Double?

    @Option(help: "The numbers of threads with commas between.")
    var threads = "1,2"

    @Option(help: "The folder of MNIST's four files.")
    var data: String

    @Option(help: "The folder of this project.")
    var root: String

    @Option(help: "The interpreter that has the peers' modules. (default: .build/peers/bin/python)")
    var python: String?

    @Option(help: "The folder of the peers' scripts. (default: Benchmarks/Peers)")
    var peers: String?

    @Option(
        help: """
            Where results go. (default: Benchmarks/Results, but .build/benchmarks/results for a \
            glance or for some cases)
            """
    )
    var output: String?

    @Flag(help: "Only name the cases.")
    var list = false

    func run() throws {
        let words = cases.split(separator: ",").map(String.init)
        let meant = try Catalogue.cases(meantBy: words)
        guard !list else { return meant.forEach { print("\($0.name): \($0.title)") } }
        let settings = try settings()
        guard let referee = Bundle.main.executableURL else {
            throw RefereeError.file(path: "bench", problem: "does not know where it is")
        }
        let own = referee.deletingLastPathComponent()
        // Contestants run elsewhere.
        let root = URL(filePath: root).path
        let places = Places(
            root: root,
            referee: referee.path,
            program: "\(root)/.build/release/nn",
            python: python ?? "\(root)/.build/peers/bin/python"
        )
        let roster = try Roster.find(
            ours: own.appending(path: "ours").path,
            peers: peers ?? "\(root)/Benchmarks/Peers",
            python: places.python,
            build: "\(root)/.build/peers"
        )
        let errors = FileManager.default.temporaryDirectory
            .appending(path: "bench-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: errors, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: errors) }
        let surroundings = Surroundings(
            environment: ProcessInfo.processInfo.environment,
            data: URL(filePath: data).path,
            errorsFolder: errors.path
        )
        // What is kept with the project is a whole run.
        let isWhole = words.isEmpty && !quick
        let folder =
            output ?? root + (isWhole ? "/Benchmarks/Results" : "/.build/benchmarks/results")
        let tournament = Tournament(
            settings,
            roster: roster,
            in: surroundings,
            at: places,
            report: say,
            keep: { results in
                do { try Report.keep(results, in: folder) } catch { say("\(error)") }
            }
        )
        let results = tournament.run(meant)
        try Report.write(results, to: folder)
        say("results.json, TABLES.md and pictures are in \(folder)")
    }

    private func settings() throws -> Settings {
        var settings = quick ? Settings.quick : Settings()
        settings.rounds = rounds ?? settings.rounds
        settings.blockSeconds = block ?? settings.blockSeconds
        settings.threads = threads.split(separator: ",").compactMap { Int($0) }
        func require(_ holds: Bool, _ name: String, _ value: some Any, _ expected: String) throws {
            guard !holds else { return }
            throw RefereeError.option(name: name, value: "\(value)", expected: expected)
        }
        try require((1...1000).contains(settings.rounds), "rounds", settings.rounds, "1 to 1000")
        let block = settings.blockSeconds
        try require(block > 0 && block <= 60, "block", block, "more than 0 and at most 60 seconds")
        let isSound =
            !settings.threads.isEmpty && settings.threads.allSatisfy { (1...64).contains($0) }
            && Set(settings.threads).count == threads.split(separator: ",").count
        try require(isSound, "threads", threads, "numbers from 1 to 64 with commas between")
        return settings
    }
}

/// A line for whoever waits.
private func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}

import ArgumentParser
import Conversation
import Foundation
import Referee

/// `bench report`: tables and pictures of an earlier run.
struct Remake: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make tables and pictures anew from an earlier run's results."
    )

    @Argument(help: "The earlier run's results.json.")
    var results: String

    @Option(help: "Where they go. (default: beside the results)")
    var output: String?

    func run() throws {
        let folder = output ?? URL(filePath: results).deletingLastPathComponent().path
        try Report.write(try Report.read(results), to: folder)
    }
}

/// `bench peaks`: what the machine can do at best, as the referee asks it.
struct Peaks: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what the machine can do at best as one JSON object.",
        shouldDisplay: false
    )

    @Option(help: "On how many threads.")
    var threads = 1

    @Option(help: "What to call the moment.")
    var moment = "now"

    @Option(help: "How many seconds for each figure.")
    var seconds = 0.2

    func run() throws {
        print(try Line.encode(Peak.measure(threads: threads, moment: moment, seconds: seconds)))
    }
}

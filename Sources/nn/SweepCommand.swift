import ArgumentParser

/// `nn sweep …`: finding good settings.
struct SweepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Find good settings by many small trainings.",
        subcommands: [SweepDigits.self]
    )
}

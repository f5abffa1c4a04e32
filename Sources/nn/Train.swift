import ArgumentParser

/// `nn train …`: learning from data.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn from data.",
        subcommands: [
            TrainDigits.self, TrainLanguage.self,
            TrainText.self,
            TrainMusic.self,
        ]
    )
}

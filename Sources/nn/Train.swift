import ArgumentParser

/// `nn train …`: learning from data.
struct Train: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn from data.",
        subcommands: [
            TrainDigits.self,
            TrainLanguage.self,
            TrainImages.self,
            TrainFaces.self,
            TrainSounds.self,
            TrainTable.self,
            TrainForecast.self,
            TrainText.self,
            TrainMusic.self,
        ]
    )
}

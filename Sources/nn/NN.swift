import ArgumentParser

/// The command line: parses, calls the library, prints.
@main
struct NN: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nn",
        abstract: "Neural networks with the box open: train, use and look into them.",
        discussion: """
            Begin with:  nn train digits
            then:        nn show digits.safetensors
                         nn predict digits.safetensors picture.png
            """,
        version: "0.1.0",
        subcommands: [
            Train.self, Evaluate.self, Predict.self, Show.self, Explain.self,
        ]
    )
}

/// Something is wrong with what was asked; said in one line.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

import ArgumentParser
import Dispatch
import Learners
import NeuralNetworks
import Studio

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `nn studio [MODEL]`: a page on which one looks into a network, turns it and teaches it.
struct StudioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "studio",
        abstract:
            "Open the studio: draw digits, look into the network, turn its weights, teach it.",
        discussion: """
            A page in the browser, served by this program to this machine alone. Without MODEL it \
            shows a network that learns digits while the page opens. A language model is watched while it \
            writes. Files of one's own (a folder of pictures, recordings or texts, a table, tunes) are looked \
            through and learned from, and models of them are asked.
            """
    )

    @Argument(
        help: """
            A model file, such as digits.safetensors or language.safetensors, or a folder or file of one's own to \
            learn from.
            """
    )
    var model: String?

    @Option(help: "A folder with MNIST's IDX files, to look at and to learn from.")
    var data: String?

    @Option(parsing: .unconditional, help: "The port; 0 for any that is free.")
    var port: Int?

    @Option(
        help:
            "Let other machines in, under this address; who comes needs the token that is printed."
    )
    var host: String?

    @Option(parsing: .unconditional, help: "How many threads a training has.")
    var threads = 1

    @Option(help: .hidden)
    var page: String?

    @Flag(help: "Do not open the browser.")
    var noBrowser = false

    @Flag(help: "Print the address as one JSON object, and do not open the browser.")
    var json = false

    func run() async throws {
        if let port, !(0...65_535).contains(port) {
            throw Complaint("the port must be 0 to 65535, not \(port)")
        }
        guard (1...256).contains(threads) else {
            throw Complaint("the number of threads must be 1 to 256, not \(threads)")
        }
        if let page, !WholeFile.isFolder(page) {
            throw Complaint("\(page): there is no such folder")
        }
        var configuration = StudioConfiguration(
            data: data,
            port: port,
            host: host,
            threads: threads,
            page: page,
            version: NN.configuration.version
        )
        if let model, TaskOfFiles.mayLearn(from: model) {
            configuration.files = .examples(model)
        } else {
            configuration.model = model
        }
        let studio = try Studio(configuration)
        try await untilSignal {
            try await studio.run { address in
                if json {
                    try? JSONLine(["address": address]).printLine()
                } else {
                    print("the studio is at \(address) — Ctrl-C ends it")
                    if !noBrowser { Browser.open(address) }
                }
            }
        }
    }
}

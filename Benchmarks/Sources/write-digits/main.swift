// Writes generated digits as the four files of MNIST's form, for contestants that have no MNIST.
import Datasets
import Foundation
import NeuralNetworks

guard CommandLine.arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: write-digits FOLDER\n".utf8))
    exit(2)
}
let folder = CommandLine.arguments[1]
do {
    let digits = GeneratedDigits(seed: 1)
    let parts: [(name: String, examples: Examples)] = [
        ("train", digits.examples(60_000, of: .training)),
        ("t10k", digits.examples(10_000, of: .test)),
    ]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, examples) in parts {
        // MNIST's labels are bytes.
        let labels = Tensor((examples.labels ?? []).map { UInt8($0) }, shape: [examples.count])
        for (kind, tensor) in [("images-idx3", examples.inputs), ("labels-idx1", labels)] {
            let path = "\(folder)/\(name)-\(kind)-ubyte"
            let bytes = try IDXFile.encode(tensor, file: path)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        }
    }
} catch {
    FileHandle.standardError.write(Data("\(folder): \(error)\n".utf8))
    exit(1)
}

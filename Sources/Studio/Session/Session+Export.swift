import Interchange
import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Session {
    /// The bytes of a file to take away: `model.` and the ending of a known format, or `curves.csv`.
    func export(_ name: String) throws -> [UInt8] {
        if name == "curves.csv" { return Array(curve.csv.utf8) }
        let format = ModelFormat.all.first { name == "model.\($0.fileEnding)" }
        guard let format else {
            let known = ModelFormat.all.map { "model.\($0.fileEnding)" } + ["curves.csv"]
            throw StudioError.notFound(
                "there is no export \"\(name.prefix(40))\"; there are "
                    + known.joined(separator: ", ")
            )
        }
        // Formats write files, so that an interrupted one does no harm.
        let path = FileManager.default.temporaryDirectory.path + "/nn-studio-\(Sessions.makeName())"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try format.write(model, to: path)
        return try WholeFile.read(path)
    }
}

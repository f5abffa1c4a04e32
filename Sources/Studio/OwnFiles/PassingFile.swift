import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file that a page has sent, in a folder of its own until it has been looked at.
struct PassingFile {
    private let folder: String
    private let name: String

    /// Where it lies.
    var path: String { folder + "/" + name }

    /// Writes a file.
    ///
    /// - Parameters:
    ///   - bytes: Its content.
    ///   - name: What the page calls it; only letters, digits and a few signs of its last part are kept, so that it
    ///     leads nowhere else.
    /// - Throws: What keeps it from being written.
    init(_ bytes: [UInt8], named name: String) throws {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let kept = last.suffix(100).filter { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "._-".contains(character))
        }
        self.name = kept.isEmpty || kept.hasPrefix(".") ? "file" + kept : String(kept)
        folder = FileManager.default.temporaryDirectory.path + "/nn-studio-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            try WholeFile.write(bytes, to: path)
        } catch {
            remove()
            throw error
        }
    }

    /// Words about it without the folder, which nobody has seen.
    func shown(_ words: String) -> String { words.replacing(folder + "/", with: "") }

    /// Takes it away.
    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

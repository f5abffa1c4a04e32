import Datasets
import MediaFiles

/// What a folder holds, by the names of what is in it.
struct FolderLook {
    private let path: String
    private let names: [String]

    /// Looks into a folder.
    init(_ path: String) throws {
        self.path = path
        names = try FolderListing.files(below: path)
    }

    /// What can be asked of it, the likeliest first.
    ///
    /// - Throws: ``UnknownFiles`` where it holds nothing to learn from.
    func questions() throws -> [FilesQuestion] {
        let first = try question()
        // A folder for each person looks like any other.
        guard first.kind == ImageModel.kind, first.label == nil else { return [first] }
        return [first, FilesQuestion(FaceModel.kind)]
    }

    private func question() throws -> FilesQuestion {
        let kinds: [(kind: String, endings: [String])] = [
            (ImageModel.kind, ImageTask.endings), (SoundModel.kind, SoundFormat.endings),
            (TextModel.kind, ["txt"]),
        ]
        // What there is most of is meant: beside pictures lies a text that describes them.
        let counted = kinds.map { ($0, files($0.endings)) }.sorted { $0.1.count > $1.1.count }
        for (kind, files) in counted where !files.isEmpty {
            if files.contains(where: { $0.contains("/") }) { return FilesQuestion(kind.kind) }
            guard kind.kind != TextModel.kind else { continue }
            if let label = Self.pattern(of: files) { return FilesQuestion(kind.kind, label: label) }
        }
        guard (try? MusicCollection(contentsOf: path)) != nil else {
            throw UnknownFiles(path: path)
        }
        return FilesQuestion(MusicModel.kind)
    }

    private func files(_ endings: [String]) -> [String] {
        names.filter { name in
            endings.contains(name.split(separator: ".").last.map { $0.lowercased() } ?? "")
        }
    }

    /// What names tell that have parts between underscores: the first, where few of them are different, is the class,
    /// and the second may be a group.
    static func pattern(of files: [String]) -> String? {
        let parts = files.map { name in
            (name.split(separator: ".").first ?? "").split(separator: "_").map(String.init)
        }
        let count = parts.map(\.count).min() ?? 0
        func areFew(_ place: Int) -> Bool {
            let different = Set(parts.map { $0[place] }).count
            return different > 1 && 3 * different <= parts.count
        }
        guard count > 1, areFew(0) else { return nil }
        return "{label}_" + (count > 2 && areFew(1) ? "{group}_" : "") + "*"
    }
}

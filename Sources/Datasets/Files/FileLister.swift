import NeuralNetworks

/// Finds files with their labels in a folder.
struct FileLister {
    struct Found {
        let path: String
        /// The path in the folder, for patterns.
        let name: String
        let label: String
        let group: String?
        var isTest: Bool
    }

    let folder: String
    let endings: [String]
    let label: FilePattern?
    let group: FilePattern?

    private static let trainingNames = ["train", "training"]
    private static let testNames = ["test", "testing"]

    func find() throws(LabelledFilesError) -> (found: [Found], skipped: [String]) {
        let names = try FolderListing.names(in: folder)
        func part(_ known: [String]) -> String? {
            names.first {
                known.contains($0.lowercased()) && WholeFile.isFolder(folder + "/" + $0)
            }
        }
        guard let training = part(FileLister.trainingNames) else {
            return try find(in: folder, isTest: false)
        }
        let learned = try find(in: folder + "/" + training, isTest: false)
        guard let test = part(FileLister.testNames) else { return learned }
        let kept = try find(in: folder + "/" + test, isTest: true)
        return (learned.found + kept.found, learned.skipped + kept.skipped)
    }

    private func find(
        in part: String,
        isTest: Bool
    ) throws(LabelledFilesError) -> (found: [Found], skipped: [String]) {
        var found: [Found] = []
        var skipped: [String] = []
        for name in try FolderListing.files(below: part) {
            let path = part + "/" + name
            let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
            let fields = label.map { $0.fields(of: name) ?? [:] } ?? folderField(name)
            guard endings.contains(ending), let label = fields["label"] else {
                skipped.append(path)
                continue
            }
            let group = group.map { $0.fields(of: name)?["group"] } ?? fields["group"]
            found.append(Found(path: path, name: name, label: label, group: group, isTest: isTest))
        }
        return (found, skipped)
    }

    /// The first folder of a path as the label.
    private func folderField(_ name: String) -> [String: String] {
        let parts = name.split(separator: "/")
        return parts.count > 1 ? ["label": String(parts[0])] : [:]
    }
}

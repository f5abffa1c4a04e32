import Datasets
import NeuralNetworks

/// Which files of a folder are learned from, and which judge: as folders and names say, or drawn.
public struct FileSplitting: Hashable, Sendable {
    /// A folder of files that judge, or patterns of them separated by commas, such as `*_[0-4].wav`; nil for
    /// a folder `test`, or else a share that is drawn.
    public var test: String?
    /// The share that is drawn to judge.
    public var testShare = 0.2
    /// The share of the others that choose settings.
    public var validation = 0.1
    /// How many times it is learned, each time judged by another part; nil for once.
    public var folds: Int?
    /// A pattern whose `{label}` is the class; nil where the folder is.
    public var label: String?
    /// A pattern whose `{group}` is who or what a file belongs to.
    public var group: String?
    /// The same seed makes the same split.
    public var seed: UInt64 = 1

    /// The usual: folders are classes, a fifth judges, a tenth of the rest chooses.
    public init() {}

    /// Lists a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - endings: How names of files end.
    ///   - labels: The classes that are known already.
    /// - Returns: The files.
    /// - Throws: `FilePatternError` or `LabelledFilesError`.
    func list(
        _ folder: String,
        endings: [String],
        labels: [String]? = nil
    ) throws -> LabelledFiles {
        let label = try label.map { try FilePattern($0) }
        let group = try group.map { try FilePattern($0) }
        let other = test.flatMap { FileSplitting.isFolder($0) ? $0 : nil }
        let patterns = other == nil ? test?.split(separator: ",") ?? [] : []
        let files = try LabelledFiles(
            folder: folder,
            endings: endings,
            label: label,
            group: group,
            test: patterns.map { try FilePattern(String($0)) },
            labels: labels
        )
        guard let other else { return files }
        let judging = try LabelledFiles(
            folder: other,
            endings: endings,
            label: label,
            group: group,
            labels: files.classNames
        )
        return LabelledFiles(
            classNames: files.classNames,
            training: files.training,
            test: judging.training + (judging.test ?? []),
            skipped: files.skipped + judging.skipped
        )
    }

    private static func isFolder(_ path: String) -> Bool {
        !path.contains(",") && WholeFile.isFolder(path)
    }
}

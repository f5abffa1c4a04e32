import Foundation

/// A folder for the files of one test, gone afterwards.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/media-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The folder with real data sets, where the environment names one.
enum RealData {
    static let folder = ProcessInfo.processInfo.environment["NN_DATA"]

    static func has(_ name: String) -> Bool {
        folder.map { FileManager.default.fileExists(atPath: $0 + "/" + name) } ?? false
    }

    /// The files below a folder that end so, sorted.
    static func files(_ name: String, ending: String) -> [String] {
        let path = (folder ?? "") + "/" + name
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }
        return (names ?? []).filter { $0.hasSuffix(ending) }.sorted().map { path + "/" + $0 }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder of real data that tests may read, named by the environment variable `NN_DATA`.
package enum DataFolder {
    /// The folder, where there is one.
    package static let path: String? = {
        guard let path = ProcessInfo.processInfo.environment["NN_DATA"], !path.isEmpty else {
            return nil
        }
        return path
    }()

    /// A file or folder of real data, where it is there.
    package static func item(_ name: String) -> String? {
        guard let path = path.map({ $0 + "/" + name }),
            FileManager.default.fileExists(atPath: path)
        else { return nil }
        return path
    }

    /// What a test that skips itself says.
    package static let missing = "real data is not here; name its folder by NN_DATA"
}

/// A folder for one test's files, removed when the test has ended.
package func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// A folder for one test's files, removed when the test has ended.
package func withTemporaryFolder<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (String) async throws -> Result
) async throws -> Result {
    let folder = try makeTemporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

private func makeTemporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "nn-test-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

import Foundation

/// A program that a test runs, and what it left behind.
package struct ChildProcess: Sendable {
    /// What the program returned; 0 means success.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String

    /// The lines of standard output.
    package var lines: [String] { output.split(separator: "\n").map(String.init) }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - program: Its path.
    ///   - arguments: What it is given.
    ///   - folder: Where it runs; by default where the test does.
    ///   - limit: After so many seconds it is ended, so that a test cannot hang.
    /// - Throws: What keeps it from being started.
    package init(
        _ program: String,
        _ arguments: [String],
        in folder: String? = nil,
        limit: Double = 120
    ) async throws {
        self = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try ChildProcess(waitingFor: program, arguments, folder, limit)
                    }
                )
            }
        }
    }

    private init(
        waitingFor program: String,
        _ arguments: [String],
        _ folder: String?,
        _ limit: Double
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes, which would have to be emptied while the program runs.
        (output, errors) = try withTemporaryFolder { folder in
            let files = try ["output", "errors"].map { name in
                let path = folder + "/" + name
                try Data().write(to: URL(filePath: path))
                return try FileHandle(forWritingTo: URL(filePath: path))
            }
            (process.standardOutput, process.standardError) = (files[0], files[1])
            try process.run()
            let end = DispatchWorkItem { process.terminate() }
            DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: end)
            process.waitUntilExit()
            end.cancel()
            func text(_ name: String) throws -> String {
                String(
                    decoding: try Data(contentsOf: URL(filePath: folder + "/" + name)),
                    as: UTF8.self
                )
            }
            return (try text("output"), try text("errors"))
        }
        status = process.terminationStatus
    }
}

/// The programs that were built together with the tests.
package enum BuiltProgram {
    /// The path of a program, which lies beside the bundle of tests.
    package static func path(_ name: String) -> String? {
        let bundle = CommandLine.arguments.lazy.compactMap { argument -> String? in
            let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
            guard let index = parts.firstIndex(where: { $0.hasSuffix(".xctest") }) else {
                return nil
            }
            return parts[..<index].joined(separator: "/")
        }.first
        guard let path = bundle.map({ ($0.isEmpty ? "." : $0) + "/" + name }) else { return nil }
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
}

/// The programs that this machine has.
package enum InstalledProgram {
    /// The path of a program, by the folders of the environment variable `PATH`.
    package static func path(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.lazy.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

internal import Foundation

/// Results as files: all blocks, tables, pictures.
package enum Report {
    /// Writes `results.json`, `TABLES.md` and a picture for each case and curve.
    ///
    /// - Throws: ``RefereeError/file(path:problem:)`` where one cannot be written.
    package static func write(_ results: Results, to folder: String) throws(RefereeError) {
        try keep(results, in: folder)
        try write(Data(Tables(results).markdown.utf8), to: "\(folder)/TABLES.md")
        let curves = Curve.all(of: results)
        for curve in curves {
            guard let svg = CurveChart(curve).svg else { continue }
            try write(Data(svg.utf8), to: "\(folder)/\(curve.name).svg")
        }
        for result in results.cases {
            // A point of a curve needs no picture of its own.
            guard !curves.contains(where: { $0.isMade(of: result) }),
                let svg = BarChart(result).svg
            else { continue }
            try write(Data(svg.utf8), to: "\(folder)/\(result.name).svg")
        }
    }

    /// Writes `results.json` alone.
    ///
    /// - Throws: ``RefereeError/file(path:problem:)`` where it cannot be written.
    package static func keep(_ results: Results, in folder: String) throws(RefereeError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw .file(path: folder, problem: "cannot be made: \(error.localizedDescription)")
        }
        try write(try encode(results), to: "\(folder)/results.json")
    }

    /// Reads what an earlier run wrote.
    ///
    /// - Throws: ``RefereeError/file(path:problem:)`` where it cannot be read.
    package static func read(_ path: String) throws(RefereeError) -> Results {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .file(path: path, problem: "cannot be read; is it there?")
        }
        return try decode(data, path: path)
    }

    static func encode(_ results: Results) throws(RefereeError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(results)
        } catch {
            throw .file(path: "results.json", problem: "has a number that JSON cannot hold")
        }
    }

    static func decode(_ data: Data, path: String) throws(RefereeError) -> Results {
        do {
            return try JSONDecoder().decode(Results.self, from: data)
        } catch {
            throw .file(path: path, problem: "is no file of results: \(error)")
        }
    }

    private static func write(_ data: Data, to path: String) throws(RefereeError) {
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .file(path: path, problem: "cannot be written: \(error.localizedDescription)")
        }
    }
}

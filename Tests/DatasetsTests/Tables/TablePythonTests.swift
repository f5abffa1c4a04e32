import Foundation
import NeuralNetworks
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables of Python's csv module")
struct TablePythonTests {
    /// Python, where it is to be had.
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "What Python writes is read, field by field",
        .enabled(if: python != nil, "no python3 here"),
        arguments: [",", ";", "\t", "|"]
    )
    func written(delimiter: String) async throws {
        let script = """
            import csv, json, random, sys
            random.seed(5)
            letters = ['a', 'é', '"', ',', ';', '\\t', '|', '\\n', '\\r', "'", 'x y', '0']
            rows = [[''.join(random.choices(letters, k=random.randrange(5))) + 'z' for _ in range(4)]
                    for _ in range(500)]
            with open(sys.argv[1], 'w', newline='', encoding='utf-8') as file:
                csv.writer(file, delimiter=sys.argv[2]).writerows(rows)
            json.dump(rows, open(sys.argv[1] + '.json', 'w'))
            """
        try await withTemporaryFolder { folder in
            let path = folder + "/t.csv"
            let python = try #require(Self.python)
            let run = try await ChildProcess(python, ["-c", script, path, delimiter])
            #expect(run.status == 0, "\(run.errors)")
            let json = try Data(contentsOf: URL(filePath: path + ".json"))
            let rows = try JSONDecoder().decode([[String]].self, from: json)
            var found: [[String]] = []
            var parser = CSVParser(delimiter: delimiter.utf8.first ?? 0)
            let take = { (record: CSVParser.Record) in
                found.append(
                    record.ends.indices.map {
                        String(decoding: record.bytes[record.range($0)], as: UTF8.self)
                    }
                )
            }
            try parser.read(WholeFile.read(path), take)
            try parser.finish(take)
            #expect(found == rows)
        }
    }
}

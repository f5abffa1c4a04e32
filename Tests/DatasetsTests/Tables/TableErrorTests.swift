import NeuralNetworks
import TestSupport
import Testing

@testable import Datasets

/// A damaged table, and the words that it gets.
struct DamagedTable: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let words: String
    var format = TableFormat()
    var testDescription: String { words }

    init(_ text: String, _ words: String, _ format: TableFormat = TableFormat()) {
        (bytes, self.words, self.format) = (Array(text.utf8), words, format)
    }

    init(_ bytes: [UInt8], _ words: String) { (self.bytes, self.words) = (bytes, words) }

    private static let many = (0..<300).map { "\($0),\($0 * 2)\n" }.joined()

    static let all = [
        DamagedTable("", "t.csv: the file is empty; copy or download it again"),
        DamagedTable("\n\n\n", "t.csv: the file is empty; copy or download it again"),
        DamagedTable(
            "a,b\n",
            "t.csv: line 1: there are no rows below the header; give a table with rows"
        ),
        DamagedTable(
            [0x1F, 0x8B, 8, 0],
            "t.csv: the file is compressed with gzip; decompress it first"
        ),
        DamagedTable(
            [0xFF, 0xFE, 0x61, 0],
            "t.csv: the text is encoded as UTF-16; save it as UTF-8"
        ),
        DamagedTable(
            Array("name,x\ncaf".utf8) + [0xE9] + Array(",1\n".utf8),
            "t.csv: the byte E9 at offset 10 is no UTF-8; save the text as UTF-8"
        ),
        DamagedTable(
            Array("a,b\n1,".utf8) + [0xC3],
            "t.csv: the byte C3 at offset 6 is no UTF-8; save the text as UTF-8"
        ),
        DamagedTable(
            [0x50, 0x4B, 3, 4, 20, 0],
            "t.csv: the byte 03 at offset 2 is in no text; give a table as CSV or TSV, not a "
                + "spreadsheet's own file"
        ),
        DamagedTable(
            Array("a,b\n1,".utf8) + [0, 10],
            "t.csv: line 2: the byte 00 at offset 6 is in no text; give a table as CSV or TSV, not a "
                + "spreadsheet's own file"
        ),
        DamagedTable(
            "a,b\n1,2\n3,\"4\n5,6\n",
            "t.csv: line 3: a quotation mark is opened here and never closed; close it, or double it if "
                + "it belongs to the text"
        ),
        DamagedTable(
            "a,b\n1,\"2\"x\n",
            "t.csv: line 2: text goes on after a closing quotation mark; double the marks that belong to "
                + "the text"
        ),
        DamagedTable(
            "a,b\n1,2\n3,4,5\n6,7\n",
            "t.csv: line 3: 3 fields instead of 2, as in 1 of 3 rows; check the delimiter and the "
                + "quotation marks"
        ),
        DamagedTable(
            "x,y\n" + many + "1\n",
            "t.csv: line 302: 1 fields instead of 2, as in 1 of 301 rows; check the delimiter and the "
                + "quotation marks",
            TableFormat(skipsRaggedRows: false)
        ),
        DamagedTable(
            "a,b,a\n1,2,3\n",
            "t.csv: line 1: the columns 1 and 3 are both named \"a\"; give each its own name"
        ),
    ]
}

@Suite("Damaged tables")
struct TableErrorTests {
    @Test("Every kind of damage is said in one line", arguments: DamagedTable.all)
    func damage(_ table: DamagedTable) {
        let error = #expect(throws: TableError.self) {
            try Table(decoding: table.bytes, file: "t.csv", format: table.format)
        }
        #expect(error?.description == table.words)
    }

    @Test("A few ragged rows of many are left out and counted")
    func ragged() throws {
        let rows = (0..<300).map { $0 == 100 ? "1,2,3\n" : "\($0),\($0 * 2)\n" }.joined()
        let table = try Table(decoding: Array(("x,y\n" + rows).utf8), file: "t")
        #expect(table.rowCount == 299)
        #expect(table.skipped == Table.SkippedRows(count: 1, line: 102, fields: 3))
    }

    @Test("A column that is not there is named, with those that are")
    func noColumn() throws {
        let table = try Table(decoding: Array("a,b\n1,2\n".utf8), file: "t.csv")
        let error = #expect(throws: TableError.self) { try table.column("c") }
        #expect(error?.description == "t.csv: there is no column \"c\"; there are a, b")
    }

    @Test("A file that is not there is named")
    func noFile() {
        let error = #expect(throws: TableError.self) { try Table(streaming: "/none/x.csv") }
        #expect(
            error?.description
                == "/none/x.csv: there is no such file; check the name and the folder"
        )
    }

    @Test("Thousands of damaged tables end in an error or in a table, never in a trap")
    func mutations() {
        let good = Array(
            "id,when,\"x, y\",word\r\n1,2001-01-31 10:00,1.5e3,\"a \"\"b\"\"\"\r\n2,?,-7,ünï\r\n"
                .utf8
        )
        let spice: [UInt8] = Array("\",;\t\r\n 0-.:/eE?\u{FEFF}".utf8) + [0, 0xFF, 0xC3, 0x80]
        var stream = RandomStream(seed: 4, for: "mutations")
        var tables = 0
        for _ in 0..<5_000 {
            var bytes = good
            for _ in 0...stream.integer(below: 4) {
                let byte = spice[stream.integer(below: spice.count)]
                let place = stream.integer(below: bytes.count)
                switch stream.integer(below: 3) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.removeSubrange(place..<min(place + 5, bytes.count))
                }
                if bytes.isEmpty { bytes = good }
            }
            guard let table = try? Table(decoding: bytes, file: "x") else { continue }
            tables += 1
            #expect(table.columns.allSatisfy { $0.count == table.rowCount })
        }
        #expect(tables > 500)
    }
}

import NeuralNetworks
import TestSupport
import Testing

@testable import Datasets

@Suite("Tables")
struct TableTests {
    private func table(_ text: String, _ format: TableFormat = TableFormat()) throws -> Table {
        try Table(decoding: Array(text.utf8), file: "t.csv", format: format)
    }

    private func texts(_ table: Table) -> [[String?]] {
        (0..<table.rowCount).map { row in table.columns.map { $0.text(row) } }
    }

    @Test("Quotes, embedded line ends and blanks are read as RFC 4180 and people mean them")
    func fields() throws {
        let text =
            "\u{FEFF}name, size ,note\r\n\"a, b\",1,\"two\nlines\"\r\n"
            + " c , \"2\" ,\"say \"\"no\"\"\"\r\n\r\nd \"e\",3,plain"
        let table = try table(text)
        #expect(table.columns.map(\.name) == ["name", "size", "note"])
        #expect(
            texts(table) == [
                ["a, b", "1", "two\nlines"], ["c", "2", "say \"no\""], ["d \"e\"", "3", "plain"],
            ]
        )
        let old = try self.table("a,b\r1,2\r3,4\r")
        #expect(texts(old) == [["1", "2"], ["3", "4"]])
    }

    @Test("The delimiter and the header are found", arguments: [",", ";", "\t", "|"])
    func format(delimiter: String) throws {
        let rows = [["id", "x", "y"], ["a", "1", "2"], ["b", "3", "4"], ["a", "5", "6"]]
        let text = { (rows: [[String]]) in rows.map { $0.joined(separator: delimiter) } }
        let named = try table(text(rows).joined(separator: "\n"))
        #expect(named.delimiter == delimiter.utf8.first)
        #expect(named.columns.map(\.name) == ["id", "x", "y"])
        let bare = try table(text(Array(rows.dropFirst())).joined(separator: "\n"))
        #expect(!bare.hasHeader)
        #expect(bare.columns.map(\.name) == ["1", "2", "3"])
        #expect(try bare.column("last") == bare.column("3"))
        // Words alone are names where they come once.
        #expect(try table("word\nyes\nno\nyes\nno\n").hasHeader)
        #expect(try !table("yes\nyes\nno\nyes\nno\n").hasHeader)
        #expect(try !table("1;2\n3;4\n").hasHeader)
        #expect(try table("1;2\n3;4\n", TableFormat(hasHeader: true)).columns[1].name == "2")
    }

    @Test("Between semicolons a comma may stand for the point")
    func decimalComma() throws {
        let table = try table("a;b\n1,5;x\n-2,25;y\n")
        #expect(table.columns[0].values == .numbers([1.5, -2.25]))
    }

    @Test(
        "Numbers are the nearest that single precision has",
        arguments: [
            "0", "-0.5", "+3", "1e3", "1.5E-7", ".5", "5.", "123456789012345678901234567890",
            "3.4028235e38", "1e-44", "0.1", "16777217", "2.2250738585072014e-308",
        ]
    )
    func numbers(text: String) throws {
        let bytes = Array(text.utf8)
        let found = try #require(CellNumber.parse(bytes, 0..<bytes.count))
        let point = text.hasSuffix(".") ? text + "0" : text
        let expected = try #require(Double(text.hasPrefix(".") ? "0" + text : point))
        #expect(Float(found) == Float(expected))
    }

    @Test(
        "What is no number is none",
        arguments: ["", "-", ".", "1e", "1e+", "0x10", "1 2", "1,5", "e5", "--1", "1.2.3", "nan"]
    )
    func noNumbers(text: String) {
        let bytes = Array(text.utf8)
        #expect(CellNumber.parse(bytes, 0..<bytes.count) == nil)
    }

    @Test("Kinds of columns are found, and what is missing is marked")
    func kinds() throws {
        let count = 60
        let header = "row,id,size,colour,day,note,same,slip\n"
        let rows = (0..<count).map { row -> String in
            let size = row % 7 == 0 ? "?" : "\(Double(row % 13) / 2)"
            let colour = row % 11 == 0 ? "NA" : ["red", "green"][row % 2]
            let slip = row == 5 ? "1o" : "\(row * 3 % 59)"
            return "\(row + 1),k\(row * 7),\(size),\(colour),1/\(row % 28 + 1)/2001,"
                + "word \(row) of many,x,\(count > 100 ? slip : "\(row)")"
        }
        let table = try table(header + rows.joined(separator: "\n"))
        #expect(
            table.columns.map(\.kind) == [
                .identifier, .identifier, .number, .category, .date, .text, .constant, .identifier,
            ]
        )
        #expect(table.columns.map(\.missingCount) == [0, 0, 9, 6, 0, 0, 0, 0])
        guard case .dates(let days) = table.columns[4].values else {
            Issue.record("no dates")
            return
        }
        #expect(TableColumn.text(days[12]) == "2001-01-13")
    }

    @Test("A few words among many numbers are slips, and count as missing")
    func slips() throws {
        let rows = (0..<400).map { $0 == 7 ? "oops" : "\(Double($0 * 17 % 97) / 4)" }
        let column = try table("size\n" + rows.joined(separator: "\n")).columns[0]
        #expect(column.kind == .number)
        #expect(column.unreadableCount == 1)
        #expect(column.text(7) == nil)
        #expect(column.text(8) == "9.75")
    }

    @Test(
        "Dates are read in every usual form",
        arguments: [
            ("1981-01-31", 349_747_200), ("1981/1/31", 349_747_200), ("31.01.1981", 349_747_200),
            ("1981-01", 347_155_200), ("1970-01-01 00:01", 60), ("1969-12-31T23:59:59Z", -1),
            ("1970-01-02 01:00+01:00", 86_400), ("2000-02-29", 951_782_400),
            ("13/02/70", 3_715_200),
        ]
    )
    func dates(text: String, seconds: Int) throws {
        let bytes = Array(text.utf8)
        let date = try #require(CellDate(bytes, 0..<bytes.count))
        #expect(date.seconds(date.orders) == Double(seconds))
    }

    @Test(
        "What is no date is none",
        arguments: [
            "1981-02-29", "31/31/2001", "2001-13-01", "12.5", "1/2", "2001-01-01 25:00", "1-2-3",
            "2001-01-01x", "99999-01-01",
        ]
    )
    func noDates(text: String) {
        let bytes = Array(text.utf8)
        #expect(CellDate(bytes, 0..<bytes.count) == nil)
    }

    @Test("A day's number and its date are the same over centuries")
    func days() {
        for number in stride(from: -700_000, through: 2_900_000, by: 97) {
            let date = CivilDate(dayNumber: number)
            #expect(date.dayNumber == number)
        }
        #expect(CivilDate(dayNumber: 0).text == "1970-01-01")
    }

    @Test("Dates that can be read in two ways stay texts, and are named")
    func ambiguous() throws {
        let table = try table("day,x\n1/2/2001,1\n3/4/2001,2\n")
        #expect(table.ambiguousDates == ["day": "1/2/2001"])
        #expect(table.columns[0].text(1) == "3/4/2001")
        #expect(try self.table("day,x\n1/2/2001,1\n13/4/2001,2\n").columns[0].kind == .date)
    }

    @Test("A column can be kept as texts")
    func asTexts() throws {
        let table = try table("zip,x\n01,1\n02,2\n", TableFormat(texts: ["zip"]))
        #expect(texts(table) == [["01", "1"], ["02", "2"]])
    }

    @Test("The blocks in which a file comes make no difference")
    func blocks() throws {
        let text = "\u{FEFF}näme,size\r\n\"a, \"\"ü\"\"\",1\r\nb,2\r\n\"c\nd\",3\r\n"
        let bytes = Array(text.utf8)
        let whole = try Table(decoding: bytes, file: "t")
        for size in 4..<bytes.count {
            let table = try Table(file: "t", format: TableFormat()) { take throws(TableError) in
                for start in stride(from: 0, to: bytes.count, by: size) {
                    try take(Array(bytes[start..<min(start + size, bytes.count)]))
                }
            }
            #expect(texts(table) == texts(whole))
            #expect(table.columns.map(\.kind) == whole.columns.map(\.kind))
        }
    }

    @Test("Between tabs, quotation marks that do not fit together are text")
    func tabs() throws {
        let text = "kind\ttext\nham\t\"Hello\" she said\nspam\t\"open\nham\tplain\n"
        let table = try table(text)
        #expect(table.columns[1].text(0) == "\"Hello\" she said")
        #expect(table.columns[1].text(1) == "\"open" && table.rowCount == 3)
    }

    @Test("Rows are taken in any order")
    func rows() throws {
        let table = try table("a,b\n1,x\n2,y\n3,x\n").rows([2, 0])
        #expect(texts(table) == [["3", "x"], ["1", "x"]])
    }

    @Test("Lines of CSV are read as they were written")
    func lines() throws {
        let rows = [["a", "b"], ["1,5", "say \"yes\""], ["two\nlines", ""], ["", "x"]]
        let text = rows.map { CSVLine.text(of: $0) }.joined()
        let table = try Table(
            decoding: Array(text.utf8),
            file: "t",
            format: TableFormat(texts: ["a", "b"])
        )
        let cells = (0..<3).map { row in table.columns.map { $0.text(row) ?? "" } }
        #expect(cells == Array(rows.dropFirst()))
        // An empty field that stands alone is no empty line.
        let lone = ["x", "", "y"].map { CSVLine.text(of: [$0]) }.joined()
        #expect(try Table(decoding: Array(lone.utf8), file: "t").rowCount == 2)
    }
}

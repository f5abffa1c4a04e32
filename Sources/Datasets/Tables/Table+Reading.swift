import NeuralNetworks

extension Table {
    /// Reads a table of CSV, TSV or the like from the bytes of a file, decompressed.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    ///   - format: What is known of how it is written.
    ///   - sample: How many rows are kept at most; nil keeps all.
    /// - Throws: A ``TableError`` that says what is wrong.
    public init(
        decoding bytes: [UInt8],
        file: String,
        format: TableFormat = TableFormat(),
        sample: RowSample? = nil
    ) throws(TableError) {
        try self.init(file: file, format: format, sample: sample) { take throws(TableError) in
            guard !bytes.isEmpty else { return }
            try take(bytes)
        }
    }

    /// Reads a file, block after block, so that a large one need not lie in memory.
    ///
    /// - Parameters:
    ///   - path: The file, not compressed.
    ///   - format: What is known of how it is written.
    ///   - sample: How many rows are kept at most; nil keeps all.
    ///   - progress: Is told which share of the work is done.
    /// - Throws: A ``TableError`` that says what is wrong.
    public init(
        streaming path: String,
        format: TableFormat = TableFormat(),
        sample: RowSample? = nil,
        progress: (Double) -> Void = { _ in }
    ) throws(TableError) {
        var reading = 0.0
        try self.init(file: path, format: format, sample: sample) { take throws(TableError) in
            let blocks = try Self.readable { () throws(FileError) in try FileBlocks(path) }
            var done = 0
            while let block = try Self.readable({ () throws(FileError) in try blocks.next() }) {
                try take(block)
                done += block.count
                progress((reading + Double(done) / Double(max(blocks.byteCount, done, 1))) / 2)
            }
            reading += 1
        }
    }

    private static func readable<Result: ~Copyable>(
        _ body: () throws(FileError) -> Result
    ) throws(TableError) -> Result {
        do throws(FileError) { return try body() } catch {
            throw TableError(file: error.path, problem: .file(.unreadable(error.problem)))
        }
    }

    /// Reads a table twice: to see what the columns hold, and to keep it.
    ///
    /// - Parameters:
    ///   - file: The name of the file, for the words of an error.
    ///   - format: What is known of how it is written.
    ///   - sample: How many rows are kept at most; nil keeps all.
    ///   - blocks: Gives all blocks of the file to a function, each time anew.
    /// - Throws: A ``TableError`` that says what is wrong.
    init(
        file: String,
        format: TableFormat,
        sample: RowSample? = nil,
        blocks: (_ take: ([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
    ) throws(TableError) {
        let scan = try Self.scan(file, format, blocks)
        let comma = scan.hasDecimalComma
        let kept = sample?.rows(ofColumns: scan.columns.count)
        var builders = zip(scan.names, scan.columns).map { name, column in
            ColumnBuilder(
                name: name,
                scan: column,
                rows: min(scan.rowCount, kept ?? scan.rowCount),
                format: format,
                comma: comma
            )
        }
        var parser = CSVParser(delimiter: scan.delimiter, hasQuotes: scan.format.hasQuotes)
        var isHeader = scan.hasHeader
        var drawing = RowSample.Drawing(sample, of: scan.rowCount, columns: scan.columns.count)
        func keep(_ record: CSVParser.Record) {
            if isHeader {
                isHeader = false
            } else if record.ends.count == builders.count, drawing.takesNext() {
                for field in builders.indices { builders[field].take(record, field) }
            }
        }
        var isFirst = true
        do {
            try blocks { block throws(TableError) in
                let content = isFirst ? ByteOrderMark.removed(from: block) : block
                isFirst = false
                do throws(CSVParser.Fault) { try parser.read(content, keep) } catch {
                    throw TableError(file: file, line: error.line, problem: error.problem)
                }
            }
            do throws(CSVParser.Fault) { try parser.finish(keep) } catch {
                throw TableError(file: file, line: error.line, problem: error.problem)
            }
        }
        let ambiguous = zip(scan.names, scan.columns).filter { $0.1.areAmbiguousDates }
        self.init(
            file: file,
            columns: builders.map(\.column),
            hasHeader: scan.hasHeader,
            delimiter: scan.delimiter,
            fileRowCount: scan.rowCount,
            skipped: scan.skipped,
            ambiguousDates: Dictionary(uniqueKeysWithValues: ambiguous.map { ($0, $1.firstDate) })
        )
    }

    private static func scan(
        _ file: String,
        _ format: TableFormat,
        _ blocks: (_ take: ([UInt8]) throws(TableError) -> Void) throws(TableError) -> Void
    ) throws(TableError) -> TableScan {
        var scan = TableScan(format: format, delimiter: UInt8(ascii: ","))
        // Messages and the like between tabs have quotation marks of their own.
        var areQuotesText = false
        func said(_ body: () throws(CSVParser.Fault) -> Void) throws(TableError) {
            do throws(CSVParser.Fault) { if !areQuotesText { try body() } } catch {
                areQuotesText =
                    scan.delimiter == UInt8(ascii: "\t") && scan.format.hasQuotes
                    && [.openQuote, .textAfterQuote].contains(error.problem)
                guard !areQuotesText else { return }
                // What concerns the whole file has no line.
                if case .file = error.problem {
                    throw TableError(file: file, problem: error.problem)
                }
                throw TableError(file: file, line: error.line, problem: error.problem)
            }
        }
        var parser = CSVParser(delimiter: UInt8(ascii: ","))
        var check = TextCheck()
        var isFirst = true
        try blocks { block throws(TableError) in
            do throws(TableError.Problem) { try check.see(block) } catch {
                throw TableError(file: file, problem: error)
            }
            var content = block
            if isFirst {
                isFirst = false
                content = ByteOrderMark.removed(from: block)
                let delimiter =
                    format.delimiter ?? TableFormat.delimiter(of: Array(content.prefix(1 << 16)))
                parser = CSVParser(delimiter: delimiter, hasQuotes: format.hasQuotes)
                scan = TableScan(format: format, delimiter: delimiter)
            }
            try said { () throws(CSVParser.Fault) in try parser.read(content) { scan.see($0) } }
        }
        do throws(TableError.Problem) { try check.finish() } catch {
            throw TableError(file: file, problem: error)
        }
        try said { () throws(CSVParser.Fault) in
            try parser.finish { scan.see($0) }
            try scan.finish()
        }
        guard areQuotesText else { return scan }
        var format = format
        format.hasQuotes = false
        return try Self.scan(file, format, blocks)
    }
}

/// The three bytes that some programs put before UTF-8.
enum ByteOrderMark {
    /// The bytes without it.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}

/// Holds bytes that come in blocks to be UTF-8.
struct TextCheck {
    private var heldBack: [UInt8] = []
    private var offset = 0
    private var isFirst = true

    /// Checks the next bytes.
    mutating func see(_ block: [UInt8]) throws(TableError.Problem) {
        if isFirst {
            isFirst = false
            if let problem = DataFileError.Problem(encodingOf: block) { throw .file(problem) }
            // What spreadsheets call xlsx and ods.
            if block.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
                throw .notText(byte: 0x03, offset: 2)
            }
        }
        defer { offset += block.count }
        guard !heldBack.isEmpty || block.contains(where: { $0 >= 0x80 }) else { return }
        let bytes = heldBack + block
        let start = offset - heldBack.count
        let end = UTF8Sequence.heldBack(in: bytes)
        if let fault = UTF8Sequence.firstFault(in: Array(bytes[..<end])) {
            throw .file(.notUTF8(byte: bytes[fault], offset: start + fault))
        }
        heldBack = Array(bytes[end...])
    }

    /// Refuses a character that has only begun.
    func finish() throws(TableError.Problem) {
        guard let byte = heldBack.first else { return }
        throw .file(.notUTF8(byte: byte, offset: offset - heldBack.count))
    }
}

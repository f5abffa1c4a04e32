public import Datasets

extension Table {
    /// Reads a table from a file of CSV, TSV or the like; one that is compressed with gzip, whatever its
    /// name, is decompressed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - format: What is known of how it is written.
    ///   - sample: How many rows are kept at most; nil keeps all.
    ///   - progress: Is told which share of the work is done, where the file is not compressed.
    /// - Throws: A `TableError` that says what is wrong.
    public init(
        contentsOf path: String,
        format: TableFormat = TableFormat(),
        sample: RowSample? = nil,
        progress: (Double) -> Void = { _ in }
    ) throws(TableError) {
        do throws(TableError) {
            try self.init(streaming: path, format: format, sample: sample, progress: progress)
        } catch {
            guard error.problem == .file(.stillCompressed) else { throw error }
            let bytes: [UInt8]
            do throws(DataFileError) { bytes = try DataFile.read(path) } catch {
                throw TableError(file: path, problem: .file(error.problem))
            }
            try self.init(decoding: bytes, file: path, format: format, sample: sample)
        }
    }
}

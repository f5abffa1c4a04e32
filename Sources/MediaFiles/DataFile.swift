public import Datasets
import NeuralNetworks

/// Files of data as they are meant: decompressed where they are compressed.
public enum DataFile {
    /// Reads a file; one that is compressed with gzip, whatever its name, is decompressed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes of content that are accepted.
    /// - Returns: The file's content.
    /// - Throws: A ``DataFileError`` that names the file and what is wrong with it.
    public static func read(
        _ path: String,
        limit: Int = Gzip.contentLimit
    ) throws(DataFileError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path, limit: limit)
        } catch {
            throw DataFileError(file: path, problem: .unreadable(error.problem))
        }
        guard Gzip.isCompressed(bytes) else { return bytes }
        return try Gzip.decompress(bytes, file: path, limit: limit)
    }
}

import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a folder holds, in an order that is the same on every machine: as people count, so that 2 comes
/// before 10.
public enum FolderListing {
    /// The names in a folder, hidden ones left out.
    ///
    /// - Throws: ``LabelledFilesError/noFolder(_:)`` where there is no such folder or it cannot be read.
    static func names(in folder: String) throws(LabelledFilesError) -> [String] {
        guard WholeFile.isFolder(folder),
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        else { throw .noFolder(folder) }
        return names.filter { !$0.hasPrefix(".") }.sorted(by: comesFirst)
    }

    /// The paths of all files below a folder, relative to it.
    ///
    /// - Throws: ``LabelledFilesError/noFolder(_:)`` where a folder cannot be read.
    public static func files(below folder: String) throws(LabelledFilesError) -> [String] {
        try files(below: folder, depth: 0)
    }

    private static func files(below folder: String, depth: Int) throws(LabelledFilesError)
        -> [String]
    {
        // Folders that lead back to themselves by a link have no end.
        guard depth < 16 else { return [] }
        var files: [String] = []
        for name in try names(in: folder) {
            let path = folder + "/" + name
            if WholeFile.isFolder(path) {
                files += try Self.files(below: path, depth: depth + 1).map { name + "/" + $0 }
            } else {
                files.append(name)
            }
        }
        return files
    }

    /// Whether a name comes before another one: numbers in it by their size, all else by its bytes.
    static func comesFirst(_ one: String, _ other: String) -> Bool {
        var (a, b) = (Array(one.utf8)[...], Array(other.utf8)[...])
        while let first = a.first, let second = b.first {
            if isDigit(first), isDigit(second) {
                let (left, right) = (number(&a), number(&b))
                if left.count != right.count { return left.count < right.count }
                if left != right { return left.lexicographicallyPrecedes(right) }
            } else if first != second {
                return first < second
            } else {
                a = a.dropFirst()
                b = b.dropFirst()
            }
        }
        if a.isEmpty != b.isEmpty { return a.isEmpty }
        // Names that differ in leading zeros alone.
        return Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// Takes a number off the beginning, without its leading zeros.
    private static func number(_ text: inout ArraySlice<UInt8>) -> [UInt8] {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return Array(digits.drop { $0 == 48 })
    }
}

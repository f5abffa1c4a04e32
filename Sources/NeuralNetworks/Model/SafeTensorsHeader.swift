import Computation

/// What the header of a safetensors file says: the part before the numbers.
struct SafeTensorsHeader {
    /// The entry of one tensor.
    struct Entry {
        let name: String
        let type: SafeTensorsElementType
        let shape: Shape
        /// Where its numbers lie, counted from the end of the header.
        let bytes: Range<Int>
    }

    /// The tensors, by the order of their numbers in the file.
    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    private typealias Problem = SafeTensorsError.Problem

    /// Reads a header and checks that its tensors fill `dataCount` bytes without gap or overlap.
    init(parsing bytes: ArraySlice<UInt8>, dataCount: Int) throws(SafeTensorsError.Problem) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .headerNotUTF8 }
        var scanner = JSONScanner(bytes)
        var names: Set<String> = []
        try scanner.object { scanner, name throws(SafeTensorsError.Problem) in
            guard names.insert(name).inserted else { throw .duplicate(name: name) }
            if name == SafeTensors.metadataKey {
                try parseMetadata(&scanner)
            } else {
                entries.append(try Self.parseEntry(name, &scanner))
            }
        }
        try scanner.end()
        entries.sort {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
        try checkLayout(dataCount: dataCount)
    }

    private mutating func parseMetadata(
        _ scanner: inout JSONScanner
    ) throws(SafeTensorsError.Problem) {
        var metadata: [String: String] = [:]
        try scanner.object { scanner, key throws(SafeTensorsError.Problem) in
            let text = try scanner.string("text as the value of \"\(key)\" in the metadata")
            guard metadata.updateValue(text, forKey: key) == nil else {
                throw .duplicate(name: key)
            }
        }
        self.metadata = metadata
    }

    private static func parseEntry(
        _ name: String,
        _ scanner: inout JSONScanner
    ) throws(SafeTensorsError.Problem) -> Entry {
        var type: String?
        var sizes: [Int]?
        var offsets: [Int]?
        let start = scanner.offset
        try scanner.object { scanner, key throws(SafeTensorsError.Problem) in
            let isNew: Bool
            switch key {
            case "dtype":
                isNew = type == nil
                type = try scanner.string("the name of an element type")
            case "shape":
                isNew = sizes == nil
                sizes = try scanner.numbers()
            case "data_offsets":
                isNew = offsets == nil
                offsets = try scanner.numbers()
            default:
                throw .headerMalformed(
                    offset: scanner.offset,
                    expected: "no key \"\(key)\" in the entry of tensor \"\(name)\""
                )
            }
            if !isNew { throw .duplicate(name: "\(name).\(key)") }
        }
        guard let type, let sizes, let offsets, offsets.count == 2 else {
            throw .headerMalformed(
                offset: start,
                expected: "dtype, shape and two data_offsets of tensor \"\(name)\""
            )
        }
        guard let elementType = SafeTensorsElementType(rawValue: type) else {
            throw .unknownElementType(tensor: name, type: type)
        }
        guard offsets[0] <= offsets[1] else {
            throw .reversedOffsets(tensor: name, begin: offsets[0], end: offsets[1])
        }
        guard let byteCount = Shape.byteCount(of: sizes, elementBytes: elementType.byteCount)
        else { throw .shapeOverflow(tensor: name) }
        guard byteCount == offsets[1] - offsets[0] else {
            throw .wrongByteCount(
                tensor: name,
                found: offsets[1] - offsets[0],
                expected: byteCount
            )
        }
        return Entry(
            name: name,
            type: elementType,
            shape: Shape(sizes),
            bytes: offsets[0]..<offsets[1]
        )
    }

    private func checkLayout(dataCount: Int) throws(SafeTensorsError.Problem) {
        var end = 0
        for entry in entries {
            let begin = entry.bytes.lowerBound
            if begin > end { throw .gap(tensor: entry.name, begin: begin, expected: end) }
            if begin < end { throw .overlap(tensor: entry.name, begin: begin, expected: end) }
            end = entry.bytes.upperBound
        }
        if end > dataCount { throw .dataIncomplete(available: dataCount, expected: end) }
        if end < dataCount { throw .trailingBytes(count: dataCount - end) }
    }
}

extension Shape {
    /// The bytes that elements of such sizes take; `nil` when they, or any part of the product of
    /// the sizes, are too many to count.
    package static func byteCount(of sizes: [Int], elementBytes: Int) -> Int? {
        var product = elementBytes
        for size in sizes where size != 0 {
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            product = next
        }
        return sizes.contains(0) ? 0 : product
    }
}

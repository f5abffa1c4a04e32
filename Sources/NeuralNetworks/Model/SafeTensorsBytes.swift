/// Numbers from and to little-endian bytes, each in one copy.
enum LittleEndian {
    /// The numbers that bytes hold; the bytes must be a whole number of them.
    static func array<Number: FixedWidthInteger & BitwiseCopyable>(
        of type: Number.Type = Number.self,
        from bytes: ArraySlice<UInt8>
    ) -> [Number] {
        let numbers: [Number] = copy(bytes)
        #if _endian(big)
            return numbers.map(Number.init(littleEndian:))
        #else
            return numbers
        #endif
    }

    /// The single-precision numbers that bytes hold.
    static func floats(from bytes: ArraySlice<UInt8>) -> [Float] {
        #if _endian(big)
            return array(of: UInt32.self, from: bytes).map(Float.init(bitPattern:))
        #else
            return copy(bytes)
        #endif
    }

    /// Appends numbers to bytes.
    static func append<Number: FixedWidthInteger & BitwiseCopyable>(
        _ numbers: [Number],
        to bytes: inout [UInt8]
    ) {
        #if _endian(big)
            let numbers = numbers.map(\.littleEndian)
        #endif
        unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends single-precision numbers to bytes.
    static func append(_ numbers: [Float], to bytes: inout [UInt8]) {
        #if _endian(big)
            append(numbers.map(\.bitPattern), to: &bytes)
        #else
            unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        #endif
    }

    private static func copy<Number: BitwiseCopyable>(_ bytes: ArraySlice<UInt8>) -> [Number] {
        let count = bytes.count / MemoryLayout<Number>.stride
        return unsafe Array(unsafeUninitializedCapacity: count) { numbers, filled in
            unsafe bytes.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(numbers).copyMemory(
                    from: UnsafeRawBufferPointer(
                        rebasing: source[..<(count * MemoryLayout<Number>.stride)]
                    )
                )
            }
            filled = count
        }
    }
}

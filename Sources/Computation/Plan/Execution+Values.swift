extension Execution {
    /// Makes a run read an input where it lies, instead of from memory of its own.
    ///
    /// The bytes must stay there until the run has ended.
    package func read(_ input: Int, from bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
        let needed = plan.inputs[input].type.byteCount
        precondition(
            offset >= 0 && offset + needed <= bytes.count,
            "input \(input) needs \(needed) bytes from \(offset), of \(bytes.count)"
        )
        guard let base = bytes.baseAddress else { return }
        // Kernels only read inputs.
        unsafe bind(.input(input), to: UnsafeMutableRawPointer(mutating: base + offset))
    }

    /// Gives an input of whole numbers its values.
    package func set(_ input: Int, to numbers: [Int32]) {
        let count = plan.inputs[input].type.shape.count
        precondition(
            numbers.count == count && plan.inputs[input].type.elementType == .int32,
            "input \(input) takes \(count) whole numbers"
        )
        for (index, number) in numbers.enumerated() {
            unsafe self.input(input).storeBytes(of: number, toByteOffset: 4 * index, as: Int32.self)
        }
    }

    /// Says in which memory a region is; it must live for as long as runs follow.
    package func bind(_ region: Buffer.Region, to memory: AlignedMemory) {
        unsafe bind(region, to: memory.address)
    }

    /// The numbers of an output, as the last run left them.
    package func floats(ofOutput index: Int) -> [Float] {
        let count = plan.outputs[index].type.shape.count
        let address = unsafe output(index).assumingMemoryBound(to: Float.self)
        return unsafe Array(UnsafeBufferPointer(start: address, count: count))
    }

    /// Adds the numbers of an output, as the last run left them, to an array.
    package func append(output index: Int, to numbers: inout [Float]) {
        let count = plan.outputs[index].type.shape.count
        let address = unsafe output(index).assumingMemoryBound(to: Float.self)
        unsafe numbers.append(contentsOf: UnsafeBufferPointer(start: address, count: count))
    }

    /// The first number of an output, such as a loss, as the last run left it.
    package func float(ofOutput index: Int) -> Float {
        unsafe output(index).load(as: Float.self)
    }
}

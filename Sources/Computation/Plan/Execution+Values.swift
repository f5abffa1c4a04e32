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

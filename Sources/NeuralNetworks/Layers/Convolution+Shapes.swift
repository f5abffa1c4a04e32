import Computation

/// What all convolution layers say about themselves, and how it becomes a place for every weight.
struct ConvolutionSettings {
    let filters: Int
    let kernel: Extent2D
    let stride: Extent2D
    let padding: Padding
    let dilation: Extent2D
    let groups: Int

    /// The geometry of a convolution over pictures `[batch, height, width, channels]`; nil after the
    /// scope was told what does not fit.
    func geometry(over pictures: Shape, in scope: Scope) -> ConvolutionGeometry? {
        guard check(channels: pictures[3], in: scope) else { return nil }
        guard let down = place(.down, size: pictures[1]),
            let across = place(.across, size: pictures[2])
        else {
            scope.fail(
                "a kernel of \(kernel.down)×\(kernel.across)"
                    + (dilation == 1 ? "" : ", dilated by \(dilation),")
                    + " does not fit into pictures of \(pictures[1])×\(pictures[2]) "
                    + "with the padding \(padding)",
                remedy: "take a smaller kernel, or the padding .same"
            )
            return nil
        }
        return ConvolutionGeometry(
            image: [pictures[1], pictures[2]],
            kernel: kernel.numbers,
            positions: [down.count, across.count],
            stride: stride.numbers,
            before: [down.before, across.before],
            dilation: dilation.numbers,
            groups: groups
        )
    }

    /// Where the kernel lies in one direction.
    func place(_ direction: Padding.Direction, size: Int) -> (before: Int, count: Int)? {
        let isDown = direction == .down
        return padding.place(
            direction,
            size: size,
            window: isDown ? kernel.down : kernel.across,
            stride: isDown ? stride.down : stride.across,
            dilation: isDown ? dilation.down : dilation.across
        )
    }

    /// Whether the numbers make sense; if not, the scope was told.
    func check(channels: Int, in scope: Scope) -> Bool {
        let atLeastOne = [
            ("filters", [filters]), ("kernel", kernel.numbers), ("stride", stride.numbers),
            ("dilation", dilation.numbers), ("groups", [groups]),
        ]
        for (name, numbers) in atLeastOne {
            guard let number = numbers.first(where: { !(1...1 << 20).contains($0) }) else {
                continue
            }
            scope.fail("the \(name) must be from 1 to 1,048,576, not \(number)")
            return false
        }
        guard channels % groups == 0, filters % groups == 0 else {
            scope.fail(
                "\(groups) groups must divide the \(channels) channels that come in and the "
                    + "\(filters) filters"
            )
            return false
        }
        return true
    }

    /// The settings that are not the usual ones, as they are declared.
    var description: String {
        (stride == 1 ? "" : ", stride: \(stride)")
            + (padding == .valid ? "" : ", padding: \(padding)")
            + (dilation == 1 ? "" : ", dilation: \(dilation)")
            + (groups == 1 ? "" : ", groups: \(groups)")
    }
}

extension Symbol {
    /// These values as pictures `[batch, height, width, channels]`, where a missing last dimension is one
    /// channel; nil after the scope was told what does not fit.
    func asPictures(in scope: Scope) -> Symbol? {
        switch shape.rank {
        case 4: return self
        case 3: return reshaped(to: Shape(shape.sizes + [1]))
        default:
            scope.fail(
                "takes pictures [batch, height, width, channels], not \(shape)",
                remedy: shape.rank == 2
                    ? "put it before Flatten(), or make pictures of the numbers by Reshape"
                    : "give each example a height, a width and channels"
            )
            return nil
        }
    }
}

extension Scope {
    /// The last steps that convolutions share: bias, activation, and the note of their neurons.
    func finish(
        _ sums: Symbol,
        of input: Symbol,
        filters: Int,
        usesBias: Bool,
        _ activation: ActivationFunction,
        _ geometry: ConvolutionGeometry?
    ) -> Symbol {
        var sums = sums
        if usesBias { sums = sums + parameter("bias", [filters], .zeros) }
        let output = activation(sums)
        recordNeurons(
            input: input,
            preactivation: sums,
            activation: output,
            function: activation,
            convolution: geometry
        )
        return output
    }
}

/// Where a convolution looks, along height and width: `[down, across]`.
package struct ConvolutionGeometry: Hashable, Sendable {
    /// The size of the images.
    package let image: [Int]
    /// The size of the kernel.
    package let kernel: [Int]
    /// How many positions there are.
    package let positions: [Int]
    /// How far each position is from the one before it.
    package let stride: [Int]
    /// How many pixels the first position begins before the image; negative inside of it.
    package let before: [Int]
    /// How far apart the pixels are that one position sees.
    package let dilation: [Int]
    /// Into how many groups channels and filters are divided; each filter sees the channels of its group.
    package let groups: Int

    package init(
        image: [Int],
        kernel: [Int],
        positions: [Int],
        stride: [Int] = [1, 1],
        before: [Int] = [0, 0],
        dilation: [Int] = [1, 1],
        groups: Int = 1
    ) {
        self.image = image
        self.kernel = kernel
        self.positions = positions
        self.stride = stride
        self.before = before
        self.dilation = dilation
        self.groups = groups
    }

    /// Which line (column) of the image is seen from a position by a line (column) of the kernel; nil where
    /// it is outside.
    private func place(_ dimension: Int, position: Int, kernel: Int) -> Int? {
        let place =
            position * stride[dimension] - before[dimension] + kernel * dilation[dimension]
        return (0..<image[dimension]).contains(place) ? place : nil
    }

    /// Visits each pair of a position and a pixel that it sees: the offsets of the pixel, of the place in
    /// the kernel and of the position, each counted row by row.
    func forEachPair(_ body: (_ pixel: Int, _ kernel: Int, _ position: Int) -> Void) {
        for y in 0..<positions[0] {
            for x in 0..<positions[1] {
                forEachPixel(seenFrom: [y, x]) { body($0, $1, y * positions[1] + x) }
            }
        }
    }

    /// Visits each pixel that a position (line, column) sees: the offsets of the pixel and of the place in
    /// the kernel, each counted row by row.
    package func forEachPixel(
        seenFrom position: [Int],
        _ body: (_ pixel: Int, _ kernel: Int) -> Void
    ) {
        for line in 0..<kernel[0] {
            guard let down = place(0, position: position[0], kernel: line) else { continue }
            for column in 0..<kernel[1] {
                guard let across = place(1, position: position[1], kernel: column) else { continue }
                body(down * image[1] + across, line * kernel[1] + column)
            }
        }
    }

    /// Checks what shapes cannot say.
    func check() throws(ShapeError) {
        for (name, sizes, least) in [
            ("stride", stride, 1), ("dilation", dilation, 1), ("kernel", kernel, 1),
            ("groups", [groups], 1), ("positions", positions, 1),
        ] {
            guard let size = sizes.first(where: { $0 < least }) else { continue }
            throw ShapeError("a convolution's \(name) must be at least \(least), not \(size)")
        }
    }

    /// The sizes that the kernels take, for so many images with so many channels and filters.
    func kernelSizes(count: Int, channels: Int, filters: Int) -> [Int] {
        [count] + image + [channels] + kernel + [filters] + positions + stride + before + dilation
            + [groups]
    }
}

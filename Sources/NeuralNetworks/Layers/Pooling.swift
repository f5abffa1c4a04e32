internal import Computation

/// What pooling layers have in common: where windows lie, and what is said when they do not.
struct Pooling {
    let window: Extent2D
    let stride: Extent2D
    let padding: Padding

    /// Windows over pictures, without a stride of their own side by side.
    init(window: Extent2D, stride: Extent2D?, padding: Padding) {
        self.window = window
        self.stride = stride ?? window
        self.padding = padding
    }

    /// Windows along sequences, which are pictures of one row.
    init(window: Int, stride: Int?, padding: Padding) {
        self.init(
            window: [1, window],
            stride: [1, stride ?? window],
            padding: padding.acrossOnly
        )
    }

    /// A layer's arguments as they are declared.
    static func arguments(
        _ window: some CustomStringConvertible,
        _ stride: (some CustomStringConvertible)?,
        _ padding: Padding
    ) -> String {
        "window: \(window)" + (stride.map { ", stride: \($0)" } ?? "")
            + (padding == .valid ? "" : ", padding: \(padding)")
    }

    /// Pools pictures `[batch, height, width, channels]`; without channels there is one.
    func pictures(
        _ input: Symbol,
        in scope: Scope,
        _ pool: (Symbol, PoolingWindows) -> Symbol
    ) -> Symbol {
        guard let pictures = input.asPictures(in: scope),
            let rows = line(.down, of: pictures.shape[1], in: scope),
            let columns = line(.across, of: pictures.shape[2], in: scope)
        else { return input }
        return pool(pictures, PoolingWindows(rows: rows, columns: columns))
    }

    /// Pools sequences `[batch, length, channels]`; without channels there is one.
    func sequences(
        _ input: Symbol,
        in scope: Scope,
        _ pool: (Symbol, PoolingWindows) -> Symbol
    ) -> Symbol {
        guard input.shape.rank == 2 || input.shape.rank == 3 else {
            scope.fail(
                "takes sequences [batch, length, channels], not \(input.shape)",
                remedy: "pictures are for the layer of two dimensions"
            )
            return input
        }
        let sizes = input.shape.sizes + (input.shape.rank == 2 ? [1] : [])
        let rows = input.reshaped(to: [sizes[0], 1, sizes[1], sizes[2]])
        let pooled = pictures(rows, in: scope, pool)
        return pooled.reshaped(to: [sizes[0], pooled.shape[2], sizes[2]])
    }

    private func line(
        _ direction: Padding.Direction,
        of size: Int,
        in scope: Scope
    ) -> PoolingWindows.Line? {
        let window = direction == .down ? window.down : window.across
        let stride = direction == .down ? stride.down : stride.across
        guard window > 0, stride > 0 else {
            scope.fail(
                "a window and its stride must be at least 1, not \(window) and \(stride)",
                remedy: "a window of 2 halves a picture's sides"
            )
            return nil
        }
        guard
            let (before, count) = padding.place(
                direction,
                size: size,
                window: window,
                stride: stride
            )
        else {
            scope.fail(
                "a window of \(window) does not fit into a length of \(size) with padding "
                    + "\(padding)",
                remedy: "take a smaller window, or padding .same"
            )
            return nil
        }
        let line = PoolingWindows.Line(
            window: window,
            stride: stride,
            before: before,
            count: count
        )
        guard line.fits(size) else {
            scope.fail(
                "with padding \(padding) a window of \(window) lies outside a length of \(size)",
                remedy: "take less padding than the window is long"
            )
            return nil
        }
        return line
    }
}

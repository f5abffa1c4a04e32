public import Computation

/// Where in a picture, or at which moment and pitch of a spectrogram, a network found what speaks for a class.
///
/// Grad-CAM: A are the feature maps after the last convolution, y is the class's output before softmax, and αₖ
/// the mean of ∂y/∂Aₖ over all places; the map is max(0, Σₖ αₖ Aₖ). It shows where, as coarsely as these
/// feature maps are, and not why. Source: Selvaraju, Cogswell, Das, Vedantam, Parikh, Batra, "Grad-CAM: Visual
/// Explanations from Deep Networks via Gradient-Based Localization", 2017.
public struct HeatMap: Hashable, Sendable {
    /// The path of the layer after which the feature maps were taken, such as `layers.7`.
    public let path: String
    /// The map, `[down, across]`, 0 where nothing speaks for the class and 1 where most does; all 0 where
    /// nothing does anywhere.
    public let values: Tensor

    /// The map with other sides, by bilinear interpolation between the middles of its cells.
    ///
    /// - Parameters:
    ///   - height: How many rows there are.
    ///   - width: How many numbers a row has.
    /// - Returns: The map, `[height, width]`.
    public func resized(height: Int, width: Int) -> Tensor {
        let (rows, columns) = (values.shape[0], values.shape[1])
        let cells = values.floats
        func place(_ index: Int, _ count: Int, _ cells: Int) -> (Int, Int, Float) {
            let middle = (Float(index) + 0.5) * Float(cells) / Float(max(count, 1)) - 0.5
            let inside = min(max(middle, 0), Float(cells - 1))
            let first = min(Int(inside), cells - 1)
            return (first, min(first + 1, cells - 1), inside - Float(first))
        }
        var result: [Float] = []
        result.reserveCapacity(height * width)
        for y in 0..<height {
            let (top, bottom, down) = place(y, height, rows)
            for x in 0..<width {
                let (left, right, across) = place(x, width, columns)
                let above =
                    cells[top * columns + left] * (1 - across)
                    + cells[top * columns + right] * across
                let below =
                    cells[bottom * columns + left] * (1 - across)
                    + cells[bottom * columns + right] * across
                result.append(above * (1 - down) + below * down)
            }
        }
        return Tensor(result, shape: [height, width])
    }
}

extension Model {
    /// Where an example shows what speaks for a class.
    ///
    /// - Parameters:
    ///   - input: One example, of the input shape.
    ///   - output: The class, a place in the outputs.
    /// - Returns: The map; see ``HeatMap``.
    /// - Throws: ``InspectionError`` where the input does not fit, there is no such output, or the network has
    ///   no convolution over pictures.
    public func heatMap(of input: Tensor, for output: Int) throws(InspectionError) -> HeatMap {
        guard input.shape == inputShape else {
            throw .notOneExample(input.shape, expected: inputShape)
        }
        guard (0..<outputShape.count).contains(output) else {
            throw .labelOutOfRange(output, outputs: outputShape.count)
        }
        let batch = input.reshaped(to: Shape([1] + inputShape.sizes))
        let built = try InspectionError.ofShape { () throws(ShapeError) in
            try BuiltNetwork(
                network,
                input: TensorType(input.elementType, batch.shape),
                mode: .predicting
            )
        }
        guard let last = built.lastFeatureMaps else { throw .noConvolution }
        let score = built.output.reshaped(to: [outputShape.count])
            .slice(0, output..<output + 1).sum()
        let gradients = built.builder.gradients(of: score, withRespectTo: [last.maps])
        let probe = try InspectionError.ofShape { () throws(ShapeError) in
            try Probe([last.maps] + gradients, of: built, self)
        }
        let values = probe.values(of: batch, with: weights)
        let sizes = Array(values[0].shape.sizes.dropFirst())
        let (maps, slopes) = (values[0].floats, values[1].floats)
        let (places, channels) = (sizes[0] * sizes[1], sizes[2])
        var alphas = [Float](repeating: 0, count: channels)
        for index in slopes.indices { alphas[index % channels] += slopes[index] / Float(places) }
        var heat = (0..<places).map { place -> Float in
            max(0, (0..<channels).reduce(0) { $0 + alphas[$1] * maps[place * channels + $1] })
        }
        let most = heat.max() ?? 0
        if most > 0, most.isFinite { heat = heat.map { $0 / most } }
        return HeatMap(path: last.path, values: Tensor(heat, shape: [sizes[0], sizes[1]]))
    }
}

extension BuiltNetwork {
    /// The feature maps `[batch, height, width, channels]` after the last convolution over pictures, and after
    /// the normalisation and activation that follow it at the same resolution.
    fileprivate var lastFeatureMaps: (path: String, maps: Symbol)? {
        let convolutions = record.neurons.filter {
            $0.convolution != nil && $0.activation.shape.rank == 4
        }
        guard let convolution = convolutions.last else { return nil }
        let shape = convolution.activation.shape
        let rows = record.rows.drop { $0.path != convolution.path }
        guard let row = rows.last(where: { $0.output == shape }) else {
            return (convolution.path, convolution.activation)
        }
        return (row.path, row.value)
    }
}

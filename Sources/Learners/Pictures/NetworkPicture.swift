import MediaFiles
public import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A network of dense layers as a picture, while it reads one example.
///
/// Each neuron is a circle, lit more when its activation is higher. Each weight between neurons is a
/// line, and each neuron's weights over the input are a small picture; blue is positive, orange is
/// negative, and the stronger the weight, the wider or brighter. So every weight of a small network
/// can be seen at once. Of a wide layer, the first neurons are drawn and the rest is counted.
public struct NetworkPicture {
    private static let shown = 16
    private static let size = (width: 1120.0, height: 720.0)
    private static let top = 56.0

    private struct Layer {
        let activations: [Float]
        let brightness: [Float]
        let weights: Tensor
        let x: Double

        var shown: Int { min(activations.count, NetworkPicture.shown) }

        func y(_ neuron: Int) -> Double {
            let space = (NetworkPicture.size.height - NetworkPicture.top - 40) / Double(shown)
            return NetworkPicture.top + space * (Double(neuron) + 0.5)
        }
    }

    private let model: Model
    private let input: Tensor
    private let layers: [Layer]
    private let answers: Classification

    /// Draws a model at work.
    ///
    /// - Parameters:
    ///   - model: A network of dense layers over a grey picture.
    ///   - input: One example, `[height, width]`; bytes are pixels.
    /// - Throws: `InspectionError` where the input does not fit or a layer is not dense.
    public init(of model: Model, reading input: Tensor) throws(InspectionError) {
        guard input.shape == model.inputShape, input.shape.rank == 2 else {
            throw .notOneExample(input.shape, expected: model.inputShape)
        }
        let traces: [LayerTrace]
        let answers: [Classification]
        do throws(ShapeError) {
            traces = try model.trace(input)
            answers = try model.classify(input)
        } catch {
            throw .shape(error)
        }
        guard let answer = answers.first, let last = traces.indices.last else {
            throw .noLayer(1, count: 0)
        }
        self.model = model
        self.input = input
        self.answers = answer
        var layers: [Layer] = []
        for (index, trace) in traces.enumerated() {
            guard trace.activations.shape.rank == 1,
                let weights = model[parameter: trace.path + ".weight"], weights.shape.rank == 2
            else { throw .notDense(layer: index + 1) }
            let values = index == last ? answer.probabilities : trace.activations.floats
            let largest = index == last ? 1 : max(values.map(abs).max() ?? 1, 1e-9)
            let left = 420.0
            let step = (NetworkPicture.size.width - 130 - left) / Double(max(last, 1))
            layers.append(
                Layer(
                    activations: values,
                    brightness: values.map { abs($0) / largest },
                    weights: weights,
                    x: left + step * Double(index)
                )
            )
        }
        self.layers = layers
    }

    /// The picture as an SVG document.
    public var svg: String {
        let (width, height) = NetworkPicture.size
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width)) \(Int(height))" \
            font-family="system-ui, sans-serif" font-size="14" fill="#d8dee9">
            <rect width="100%" height="100%" rx="12" fill="#11151c"/>
            """,
            heading, inputPicture,
        ]
        for (index, layer) in layers.enumerated().dropFirst() {
            parts.append(lines(from: layers[index - 1], to: layer))
        }
        for (index, layer) in layers.enumerated() { parts.append(circles(layer, index)) }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private var heading: String {
        let widths = ([input.shape.count] + layers.map(\.activations.count)).map(String.init)
        let count = grouped(model.parameterCount)
        return """
            <text x="40" y="36" font-size="18">\(widths.joined(separator: " – ")): \
            \(count) weights and biases</text>
            <circle cx="\(NetworkPicture.size.width - 330)" cy="31" r="6" fill="#4a90ff"/>
            <text x="\(NetworkPicture.size.width - 318)" y="36">positive weight</text>
            <circle cx="\(NetworkPicture.size.width - 180)" cy="31" r="6" fill="#ff9a3c"/>
            <text x="\(NetworkPicture.size.width - 168)" y="36">negative weight</text>
            """
    }

    private var inputPicture: String {
        let isBytes = input.elementType == .uint8
        let pixels = input.floats.map { UInt8(min(max($0 * (isBytes ? 1 : 255), 0), 255)) }
        let picture = Picture(
            width: input.shape[1],
            height: input.shape[0],
            channels: 1,
            pixels: pixels
        )
        let middle = NetworkPicture.size.height / 2
        return image(picture, x: 40, y: middle - 112, size: 224)
            + "<text x=\"40\" y=\"\(middle + 136)\">\(input.shape.count) pixels</text>"
    }

    private func image(_ picture: Picture, x: Double, y: Double, size: Double) -> String {
        guard let png = try? picture.encodedPNG() else { return "" }
        return "<image x=\"\(x)\" y=\"\(y)\" width=\"\(size)\" height=\"\(size)\" "
            + "image-rendering=\"pixelated\" href=\"data:image/png;base64,"
            + Data(png).base64EncodedString() + "\"/>"
    }

    private func lines(from: Layer, to: Layer) -> String {
        let columns = to.weights.shape[1]
        let weights = to.weights.floats
        let largest = max(weights.map(abs).max() ?? 1, 1e-9)
        var lines: [String] = []
        for target in 0..<to.shown {
            for source in 0..<min(from.shown, columns) {
                let weight = weights[target * columns + source]
                let strength = Double(abs(weight) / largest)
                lines.append(
                    "<line x1=\"\(from.x + 11)\" y1=\"\(fixed(from.y(source), 1))\" "
                        + "x2=\"\(to.x - 11)\" y2=\"\(fixed(to.y(target), 1))\" "
                        + "stroke=\"\(weight < 0 ? "#ff9a3c" : "#4a90ff")\" "
                        + "stroke-width=\"\(fixed(0.2 + 2.4 * strength, 2))\" "
                        + "opacity=\"\(fixed(0.15 + 0.75 * strength, 2))\"/>"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    private func circles(_ layer: Layer, _ index: Int) -> String {
        let isLast = index == layers.count - 1
        var parts = (0..<layer.shown).map { neuron in
            let y = layer.y(neuron)
            let light = fixed(Double(layer.brightness[neuron]), 3)
            var text = """
                <circle cx="\(layer.x)" cy="\(fixed(y, 1))" r="11" fill="#11151c" \
                stroke="#8a94a6" stroke-width="1.2"/>
                <circle cx="\(layer.x)" cy="\(fixed(y, 1))" r="11" fill="#ffffff" opacity="\(light)"/>
                """
            if index == 0, layer.weights.shape[1] == input.shape.count {
                text += image(
                    weightPicture(layer, neuron),
                    x: layer.x - 58,
                    y: y - 17,
                    size: 34
                )
            }
            if isLast {
                let share = fixed(100 * Double(layer.activations[neuron]), 1)
                text +=
                    "<text x=\"\(layer.x + 22)\" y=\"\(fixed(y + 5, 1))\">"
                    + "\(answers.classNames[neuron])  \(share) %</text>"
            }
            return text
        }
        let count = layer.activations.count
        let drawn = count > layer.shown ? ", \(layer.shown) of them drawn" : ""
        let beside = index == 0 ? ", each beside its weights over the pixels" : ""
        parts.append(
            "<text x=\"\(layer.x)\" y=\"\(NetworkPicture.size.height - 14)\" text-anchor=\"middle\">"
                + "\(count) \(isLast ? "outputs" : "neurons")\(drawn)\(beside)</text>"
        )
        return parts.joined(separator: "\n")
    }

    /// A neuron's weights over the input: blue where positive, orange where negative.
    private func weightPicture(_ layer: Layer, _ neuron: Int) -> Picture {
        let weights = layer.weights[neuron].floats
        let largest = max(weights.map(abs).max() ?? 1, 1e-9)
        let pixels = weights.flatMap { weight -> [UInt8] in
            let strength = (abs(weight) / largest).squareRoot()
            let colour: [Float] = weight < 0 ? [255, 154, 60] : [74, 144, 255]
            return colour.map { UInt8($0 * strength) }
        }
        return Picture(
            width: input.shape[1],
            height: input.shape[0],
            channels: 3,
            pixels: pixels
        )
    }
}

public import Computation

extension Model {
    /// An input that makes a neuron's weighted sum z as large as can be found: what the neuron looks
    /// for.
    ///
    /// Gradient ascent on the input. Every step moves each number of the input by the same length
    /// along the sign of ∂z/∂input, the steepest way within a box, and back into the range; a step
    /// that does not make z larger is taken back and halved. It begins in the middle of the range, at
    /// its lower bound and at its upper bound, and the best of the three is returned. For a first dense
    /// layer that is the true maximum: the upper bound where the weight is positive, the lower bound
    /// where it is negative; a number that does not matter stays in the middle. In deeper layers it is
    /// a maximum among inputs nearby. Source: Erhan, Bengio, Courville, Vincent, "Visualizing
    /// Higher-Layer Features of a Deep Network", 2009.
    ///
    /// Nothing is random, and the weights are those of one moment, also while the model learns.
    ///
    /// - Parameters:
    ///   - layer: The layer's number; the first layer of neurons is 1.
    ///   - neuron: The neuron's number in its layer, from 0.
    ///   - steps: How many steps at most from each beginning.
    ///   - range: The smallest and the largest number that an input may hold; pixels are 0…1.
    /// - Returns: The input, `float32` of the input shape.
    /// - Throws: ``InspectionError`` where there is no such layer or neuron, or a setting makes no
    ///   sense.
    public func excitingInput(
        layer: Int,
        neuron: Int,
        steps: Int = 100,
        range: ClosedRange<Float> = 0...1
    ) throws(InspectionError) -> Tensor {
        guard steps >= 0 else {
            throw .setting(name: "number of steps", value: "\(steps)", expected: "at least 0")
        }
        guard (range.upperBound - range.lowerBound).isFinite else {
            throw .setting(
                name: "range of an input",
                value: "\(range.lowerBound) to \(range.upperBound)",
                expected: "between finite numbers"
            )
        }
        let probe = try excitementProbe(layer: layer, neuron: neuron)
        let weights = weights
        let batch = Shape([1] + inputShape.sizes)
        let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
        let ascents = [middle, range.lowerBound, range.upperBound].map { start in
            Ascent(from: start, count: inputShape.count, in: range, steps: steps) { numbers in
                let values = probe.values(of: Tensor(numbers, shape: batch), with: weights)
                return (values[0].floats[0], values[1].floats)
            }
        }
        let best = ascents.dropFirst().reduce(ascents[0]) { $1.height > $0.height ? $1 : $0 }
        return Tensor(best.place, shape: inputShape)
    }

    /// The examples that make a neuron's activation largest: what it answers to in the data.
    ///
    /// - Parameters:
    ///   - layer: The layer's number; the first layer of neurons is 1.
    ///   - neuron: The neuron's number in its layer, from 0.
    ///   - examples: Where to look; any number, they are computed 512 at a time.
    ///   - count: How many to find.
    /// - Returns: The most exciting first, of equals the first in the data; fewer than `count` where
    ///   there are not so many examples.
    /// - Throws: ``InspectionError`` where there is no such layer or neuron, or the examples do not
    ///   fit.
    public func mostExciting(
        layer: Int,
        neuron: Int,
        among examples: Examples,
        count: Int
    ) throws(InspectionError) -> [ExcitingExample] {
        guard count >= 0 else {
            throw .setting(name: "number of examples", value: "\(count)", expected: "at least 0")
        }
        var found: [ExcitingExample] = []
        try forEachChunk(of: examples.inputs, with: weights) { built throws(InspectionError) in
            let size = built.input.shape[0]
            let layer = try built.neurons(ofLayer: layer, including: neuron)
            let activations = layer.activation
                .reshaped(to: [size, layer.activation.shape.count / size])
            return [activations.slice(1, neuron..<neuron + 1)]
        } _: { start, values in
            for (index, activation) in values[0].floats.enumerated() {
                found.append(ExcitingExample(index: start + index, activation: activation))
            }
            found = Array(found.sorted(by: ExcitingExample.isBefore).prefix(count))
        }
        return found
    }

    /// One neuron's z and its gradient with respect to the input.
    private func excitementProbe(layer: Int, neuron: Int) throws(InspectionError) -> Probe {
        let built = try InspectionError.ofShape { () throws(ShapeError) in
            let type = TensorType(.float32, Shape([1] + inputShape.sizes))
            return try BuiltNetwork(network, input: type, mode: .predicting)
        }
        let sums = try built.neurons(ofLayer: layer, including: neuron).preactivation
        let z = sums.reshaped(to: [sums.shape.count]).slice(0, neuron..<neuron + 1).sum()
        let gradients = built.builder.gradients(of: z, withRespectTo: [built.input])
        return try InspectionError.ofShape { () throws(ShapeError) in
            try Probe([z] + gradients, of: built, self)
        }
    }
}

/// An example and how much it excites a neuron.
public struct ExcitingExample: Hashable, Sendable {
    /// Its place among the examples, from 0.
    public let index: Int
    /// The neuron's activation for it.
    public let activation: Float

    /// The larger activation first; what is no number last.
    fileprivate static func isBefore(_ one: Self, _ other: Self) -> Bool {
        if one.activation == other.activation { return one.index < other.index }
        if one.activation.isNaN { return other.activation.isNaN && one.index < other.index }
        return other.activation.isNaN || one.activation > other.activation
    }
}

/// A way uphill within a box, by steps along the gradient's signs.
private struct Ascent {
    private(set) var place: [Float]
    private(set) var height: Float

    init(
        from start: Float,
        count: Int,
        in range: ClosedRange<Float>,
        steps: Int,
        slope: ([Float]) -> (height: Float, gradient: [Float])
    ) {
        place = [Float](repeating: start, count: count)
        var gradient: [Float]
        (height, gradient) = slope(place)
        let width = range.upperBound - range.lowerBound
        var length = width / 4
        for _ in 0..<steps {
            let next = zip(place, gradient).map { number, gradient in
                let step = gradient > 0 ? length : gradient < 0 ? -length : 0
                return min(max(number + step, range.lowerBound), range.upperBound)
            }
            guard next != place else { return }
            let (reached, steepness) = slope(next)
            if reached > height {
                (place, height, gradient) = (next, reached, steepness)
                length = min(length * 1.5, width)
            } else {
                length /= 2
            }
        }
    }
}

extension BuiltNetwork {
    /// A layer of neurons by its number, the first being 1, if it has a neuron of that number.
    func neurons(
        ofLayer layer: Int,
        including neuron: Int
    ) throws(InspectionError) -> Record.Neurons {
        guard layer >= 1, layer <= record.neurons.count else {
            throw .noLayer(layer, count: record.neurons.count)
        }
        let neurons = record.neurons[layer - 1]
        let count = neurons.preactivation.shape.count / max(input.shape[0], 1)
        guard (0..<count).contains(neuron) else {
            throw .noNeuron(neuron, layer: layer, count: count)
        }
        return neurons
    }
}

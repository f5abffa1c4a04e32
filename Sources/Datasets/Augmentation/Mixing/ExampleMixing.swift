public import Computation
public import NeuralNetworks

/// A way to make new examples out of two, with answers that say how much of each is in them.
public protocol ExampleMixing: ExampleTransformation, Codable, CustomStringConvertible {
    /// The α of the distribution Beta(α, α) that says how much of each of the two there is.
    var alpha: Float { get }

    /// Puts a part of the partner's picture into a picture.
    ///
    /// - Parameters:
    ///   - picture: A picture, which becomes the mixture.
    ///   - partner: The picture of the same size that is mixed in.
    ///   - share: How much of the first picture is wanted, from 0 to 1.
    ///   - stream: The random numbers of this picture.
    /// - Returns: How much of the first picture there is now.
    func mix(
        _ picture: inout PicturePixels,
        with partner: PicturePixels,
        share: Float,
        from stream: inout RandomStream
    ) -> Float
}

extension ExampleMixing {
    /// Some of the examples, mixed as among all examples; how many classes there are is what the names
    /// say, or the training.
    public func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) throws -> Examples {
        try applied(
            to: examples,
            indices: indices,
            classCount: context.classCount,
            seed: context.seed,
            epoch: context.epoch
        )
    }

    /// All examples, each mixed with another one.
    ///
    /// Each mixture is a pure function of seed, epoch and its index.
    ///
    /// - Parameters:
    ///   - examples: Pictures of bytes, `[count, height, width]` or
    ///     `[count, height, width, channels]`, and their labels.
    ///   - classCount: How many classes there are; none is as many as have names.
    ///   - seed: The seed of the training.
    ///   - epoch: Which time the examples are learned from; each has partners of its own.
    /// - Returns: As many pictures, and for each the share of every class in it,
    ///   `float32 [count, classes]`.
    /// - Throws: ``AugmentationError`` where the settings make no sense, or there are no pictures with
    ///   labels.
    public func applied(
        to examples: Examples,
        classCount: Int? = nil,
        seed: UInt64,
        epoch: Int
    ) throws(AugmentationError) -> Examples {
        try applied(
            to: examples,
            indices: Array(0..<examples.count),
            classCount: classCount,
            seed: seed,
            epoch: epoch
        )
    }

    /// Some of the examples, such as a batch, mixed as among all examples.
    ///
    /// - Parameters:
    ///   - examples: All examples, from which the partners come.
    ///   - indices: Which of them, in the order that is wanted.
    ///   - classCount: How many classes there are; none is as many as have names.
    ///   - seed: The seed of the training.
    ///   - epoch: Which time the examples are learned from.
    /// - Returns: As many examples as indices, with the share of every class in each.
    /// - Throws: ``AugmentationError`` where the settings make no sense, there are no pictures with
    ///   labels, or there is no such example.
    public func applied(
        to examples: Examples,
        indices: [Int],
        classCount: Int? = nil,
        seed: UInt64,
        epoch: Int
    ) throws(AugmentationError) -> Examples {
        try check(alpha, within: 0.001...1000, "alpha", of: description)
        try examples.check(indices)
        let (bytes, sizes) = try examples.pictureBytes()
        let (labels, classes) = try examples.classes(classCount)
        let size = sizes.height * sizes.width * sizes.channels
        var picture = PicturePixels(
            height: sizes.height,
            width: sizes.width,
            channels: sizes.channels
        )
        var partner = picture
        var mixed: [UInt8] = []
        mixed.reserveCapacity(indices.count * size)
        var targets = [Float](repeating: 0, count: indices.count * classes)
        for (place, index) in indices.enumerated() {
            var stream = RandomStream(seed: seed, for: "example mixing", epoch, index)
            let other = stream.integer(below: examples.count)
            picture.bytes = Array(bytes[index * size..<(index + 1) * size])
            partner.bytes = Array(bytes[other * size..<(other + 1) * size])
            let wanted = stream.beta(alpha)
            let share = mix(&picture, with: partner, share: wanted, from: &stream)
            mixed += picture.bytes
            targets[place * classes + labels[index]] += share
            targets[place * classes + labels[other]] += 1 - share
        }
        return Examples(
            unchecked: Tensor(
                mixed,
                shape: Shape([indices.count] + examples.inputs.shape.sizes.dropFirst())
            ),
            targets: Tensor(targets, shape: [indices.count, classes]),
            classNames: examples.classNames
        )
    }
}

extension Examples {
    /// The label of each example, and how many classes there are.
    fileprivate func classes(
        _ classCount: Int?
    ) throws(AugmentationError) -> (labels: [Int], count: Int) {
        guard let labels, targets.shape.rank == 1 else {
            throw .targets(
                found: "\(targets.elementType.rawValue) of shape \(targets.shape)",
                expected: "labels, int32 of shape [count]"
            )
        }
        let count = classCount ?? classNames.count
        guard count > 0 else {
            throw .targets(
                found: "labels of classes without names",
                expected: "the number of classes, 1 or more, or their names"
            )
        }
        if let label = labels.first(where: { $0 < 0 || $0 >= count }) {
            throw .targets(
                found: "labels such as \(label)",
                expected: "labels from 0 to \(count - 1), one for each of the classes"
            )
        }
        return (labels, count)
    }
}

import Computation
public import NeuralNetworks

extension Augmentation: ExampleTransformation {
    /// Some of the examples with their pictures changed anew.
    public func transformed(
        _ examples: Examples,
        at indices: [Int],
        in context: TransformationContext
    ) throws -> Examples {
        try applied(
            to: examples,
            indices: indices,
            seed: context.seed,
            epoch: context.epoch,
            threads: context.threads
        )
    }

    /// All examples with their pictures changed anew.
    ///
    /// Each picture is a pure function of seed, epoch and its index: the same on every machine, for any
    /// number of threads, and whether it is made with others or alone.
    ///
    /// - Parameters:
    ///   - examples: Pictures of bytes, `[count, height, width]` or
    ///     `[count, height, width, channels]`, and their targets.
    ///   - seed: The seed of the training.
    ///   - epoch: Which time the examples are learned from; each has changes of its own.
    ///   - threads: On how many threads at most; none is as many as there are processors.
    /// - Returns: As many examples of the same shape, with the same targets.
    /// - Throws: ``AugmentationError`` where the settings make no sense or there are no pictures.
    public func applied(
        to examples: Examples,
        seed: UInt64,
        epoch: Int,
        threads: Int? = nil
    ) throws(AugmentationError) -> Examples {
        Examples(
            unchecked: try pictures(of: examples, nil, seed: seed, epoch: epoch, threads: threads),
            targets: examples.targets,
            classNames: examples.classNames
        )
    }

    /// Some of the examples, such as a batch, with the same pictures that all examples would get.
    ///
    /// - Parameters:
    ///   - examples: All examples.
    ///   - indices: Which of them, in the order that is wanted.
    ///   - seed: The seed of the training.
    ///   - epoch: Which time the examples are learned from.
    ///   - threads: On how many threads at most; none is as many as there are processors.
    /// - Returns: As many examples as indices.
    /// - Throws: ``AugmentationError`` where the settings make no sense, there are no pictures, or there
    ///   is no such example.
    public func applied(
        to examples: Examples,
        indices: [Int],
        seed: UInt64,
        epoch: Int,
        threads: Int? = nil
    ) throws(AugmentationError) -> Examples {
        try examples.check(indices)
        return Examples(
            unchecked: try pictures(
                of: examples,
                indices,
                seed: seed,
                epoch: epoch,
                threads: threads
            ),
            targets: examples.targets[indices],
            classNames: examples.classNames
        )
    }

    /// Refuses settings that make no sense.
    ///
    /// - Throws: ``AugmentationError/setting(step:problem:remedy:)``.
    public func validate() throws(AugmentationError) {
        for step in steps { try step.validate() }
    }

    private func pictures(
        of examples: Examples,
        _ indices: [Int]?,
        seed: UInt64,
        epoch: Int,
        threads: Int?
    ) throws(AugmentationError) -> Tensor {
        try validate()
        if let threads, threads < 1 { throw .threads(threads) }
        let (pixels, sizes) = try examples.pictureBytes()
        let (height, width, channels) = sizes
        let count = indices?.count ?? examples.count
        let size = height * width * channels
        let changed = inBlocks(
            count,
            // Some 50,000 bytes.
            blockSize: max(1, 50_000 / size),
            threads: threads,
            elementCount: count * size
        ) { places in
            var block: [UInt8] = []
            block.reserveCapacity(places.count * size)
            var augmenter = PictureAugmenter(
                self,
                height: height,
                width: width,
                channels: channels
            )
            for place in places {
                let index = indices?[place] ?? place
                var stream = RandomStream(seed: seed, for: "augmentation", epoch, index)
                augmenter.change(pixels, at: index * size, from: &stream)
                block += augmenter.picture.bytes
            }
            return block
        }
        return Tensor(changed, shape: Shape([count] + examples.inputs.shape.sizes.dropFirst()))
    }
}

extension Examples {
    /// Refuses indices of examples that there are not.
    func check(_ indices: [Int]) throws(AugmentationError) {
        if let index = indices.first(where: { $0 < 0 || $0 >= count }) {
            throw .noExample(index: index, count: count)
        }
    }

    /// The bytes of the pictures and the sizes of one; a picture without channels has one.
    func pictureBytes() throws(AugmentationError) -> (
        bytes: [UInt8], sizes: (height: Int, width: Int, channels: Int)
    ) {
        let sizes = inputs.shape.sizes
        guard case .uint8(let bytes) = inputs.storage, sizes.count == 3 || sizes.count == 4,
            !sizes.dropFirst().contains(0)
        else {
            throw .inputs(
                found: "\(inputs.elementType.rawValue) of shape \(inputs.shape)",
                expected: "pictures, uint8 of shape [count, height, width] or "
                    + "[count, height, width, channels]"
            )
        }
        // Beyond, places between pixels could not be told apart, nor bytes be counted in 32 bits.
        let channels = sizes.count == 4 ? sizes[3] : 1
        guard sizes[1] <= 16_384, sizes[2] <= 16_384,
            channels <= Int(Int32.max) / ((sizes[1] + 3) * (sizes[2] + 3))
        else {
            throw .inputs(
                found: "pictures of \(sizes[1]) × \(sizes[2]) pixels with channels: \(channels)",
                expected: "sides of at most 16384 pixels, and less than 2³¹ bytes in all"
            )
        }
        return (bytes, (sizes[1], sizes[2], channels))
    }
}

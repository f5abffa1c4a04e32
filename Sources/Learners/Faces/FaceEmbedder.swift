import NeuralNetworks

/// Numbers that are alike for pictures of the same person: what the network's output `embedding` is for.
struct FaceEmbedder {
    let model: Model

    /// The embedding of each picture, of length 1: that of the picture and that of its mirror image together.
    ///
    /// - Parameter pictures: Bytes `[count, height, width, channels]`.
    /// - Returns: A row for each picture.
    /// - Throws: `ShapeError` where the pictures do not fit.
    func callAsFunction(_ pictures: Tensor) throws(ShapeError) -> [[Float]] {
        guard pictures.shape[0] > 0 else { return [] }
        let plain = try parts(pictures)
        let mirrored = try parts(FaceEmbedder.mirrored(pictures))
        return zip(plain, mirrored).map { one, other in
            FaceEmbedder.unit(zip(one, other).map { $0 + $1 })
        }
    }

    private func parts(_ pictures: Tensor) throws(ShapeError) -> [[Float]] {
        let outputs = try model.named(model.outputs(pictures))
        guard let embedding = outputs["embedding"], embedding.shape.rank == 2 else {
            throw ShapeError("the network has no output \"embedding\"")
        }
        let (numbers, width) = (embedding.floats, embedding.shape[1])
        return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
    }

    static func mirrored(_ pictures: Tensor) -> Tensor {
        guard case .uint8(let bytes) = pictures.storage else { return pictures }
        let (width, channels) = (pictures.shape[2], pictures.shape[3])
        var result = bytes
        for line in stride(from: 0, to: bytes.count, by: width * channels) {
            for x in 0..<width {
                for channel in 0..<channels {
                    result[line + x * channels + channel] =
                        bytes[line + (width - 1 - x) * channels + channel]
                }
            }
        }
        return Tensor(result, shape: pictures.shape)
    }

    /// Numbers of the same direction and the length 1.
    static func unit(_ numbers: [Float]) -> [Float] {
        let length = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 1e-12 ? numbers.map { $0 / length } : numbers
    }

    /// The direction of the mean of embeddings.
    static func mean(_ embeddings: [[Float]]) -> [Float] {
        var sum = [Float](repeating: 0, count: embeddings.first?.count ?? 0)
        for embedding in embeddings {
            for (place, number) in embedding.enumerated() where place < sum.count {
                sum[place] += number
            }
        }
        return unit(sum)
    }

    /// How alike two embeddings are: the cosine of the angle between them.
    static func likeness(_ one: [Float], _ other: [Float]) -> Float {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The likenesses of all pairs, those of the same label and those of different ones.
    static func pairs(
        _ embeddings: [[Float]],
        _ labels: [Int]
    ) -> (same: [Float], different: [Float]) {
        var (same, different): ([Float], [Float]) = ([], [])
        for one in embeddings.indices {
            for other in embeddings.indices.dropFirst(one + 1) {
                let likeness = likeness(embeddings[one], embeddings[other])
                if labels[one] == labels[other] {
                    same.append(likeness)
                } else {
                    different.append(likeness)
                }
            }
        }
        return (same, different)
    }
}

public import Computation
public import NeuralNetworks

extension Examples {
    /// Pairs the contents of two IDX files.
    ///
    /// - Parameters:
    ///   - images: Bytes of the shape `[count, height, width]`, none of the sizes zero.
    ///   - labels: Bytes or `int32` of the shape `[count]`.
    ///   - classCount: The labels must be in `0..<classCount`.
    ///   - imagesFile: The name of the images' file, for the words of an error.
    ///   - labelsFile: The name of the labels' file, for the words of an error.
    /// - Throws: A ``DataFileError`` when they are not images and labels, are not as many, or a
    ///   label is none of the classes.
    public init(
        images: Tensor,
        labels: Tensor,
        classCount: Int = 10,
        imagesFile: String,
        labelsFile: String
    ) throws(DataFileError) {
        guard case .uint8 = images.storage, images.shape.rank == 3,
            !images.shape.sizes.contains(0)
        else {
            throw DataFileError(
                file: imagesFile,
                problem: .wrongContent(
                    found: "\(images.elementType.rawValue) of shape \(images.shape)",
                    expected: "images, uint8 of shape [count, height, width]"
                )
            )
        }
        guard labels.shape.rank == 1, let classes = Examples.wholeNumbers(labels) else {
            throw DataFileError(
                file: labelsFile,
                problem: .wrongContent(
                    found: "\(labels.elementType.rawValue) of shape \(labels.shape)",
                    expected: "labels, uint8 of shape [count]"
                )
            )
        }
        guard classes.count == images.shape[0] else {
            throw DataFileError(
                file: labelsFile,
                problem: .wrongCount(
                    labels: classes.count,
                    images: images.shape[0],
                    imagesFile: imagesFile
                )
            )
        }
        if let index = classes.firstIndex(where: { $0 < 0 || Int($0) >= classCount }) {
            throw DataFileError(
                file: labelsFile,
                problem: .wrongLabel(
                    label: Int(classes[index]),
                    index: index,
                    classCount: classCount
                )
            )
        }
        self.init(
            unchecked: images, targets: Tensor(classes),
            classNames: (0..<classCount).map(String.init))
    }

    private static func wholeNumbers(_ labels: Tensor) -> [Int32]? {
        switch labels.storage {
        case .uint8(let elements): elements.map(Int32.init)
        case .int32(let elements): elements
        case .float32: nil
        }
    }
}

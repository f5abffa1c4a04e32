import Computation
public import Datasets
import Dispatch
public import NeuralNetworks
import Synchronization

/// A folder with the IDX files of MNIST, Fashion-MNIST or another set of that form.
///
/// The files have their usual names, `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`,
/// `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, with a dot instead of the hyphen before
/// `idx` or without, compressed (`.gz`) or not.
public struct MNISTFolder: Sendable {
    /// The images to learn from.
    public let training: Examples
    /// The images to be judged by, `nil` when the folder has none.
    public let test: Examples?

    /// Reads the folder, its files at the same time on several threads.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - classCount: The labels must be in `0..<classCount`.
    /// - Throws: A `DataFileError` when a file is missing or wrong, or when images and labels,
    ///   or training and test images, do not fit together. Only both test files together may be
    ///   missing.
    public init(reading folder: String, classCount: Int = 10) throws(DataFileError) {
        try MNISTFolder.check(folder)
        var paths = [
            try MNISTFolder.path("train-images", "idx3-ubyte", in: folder),
            try MNISTFolder.path("train-labels", "idx1-ubyte", in: folder),
        ]
        let testImages = Result { () throws(DataFileError) in
            try MNISTFolder.path("t10k-images", "idx3-ubyte", in: folder)
        }
        let testLabels = Result { () throws(DataFileError) in
            try MNISTFolder.path("t10k-labels", "idx1-ubyte", in: folder)
        }
        switch (testImages, testLabels) {
        case (.failure, .failure): break
        default: paths += [try testImages.get(), try testLabels.get()]
        }

        let tensors = try MNISTFolder.tensors(of: paths)
        training = try Examples(
            images: tensors[0],
            labels: tensors[1],
            classCount: classCount,
            imagesFile: paths[0],
            labelsFile: paths[1]
        )
        guard paths.count == 4 else {
            test = nil
            return
        }
        let test = try Examples(
            images: tensors[2],
            labels: tensors[3],
            classCount: classCount,
            imagesFile: paths[2],
            labelsFile: paths[3]
        )
        let (size, testSize) = (training.inputs.shape.sizes[1...], test.inputs.shape.sizes[1...])
        guard size == testSize else {
            throw DataFileError(
                file: paths[2],
                problem: .wrongContent(
                    found: "images of \(Array(testSize))",
                    expected: "images of \(Array(size)) as the training images are"
                )
            )
        }
        self.test = test
    }

    /// Reads only the images to be judged by.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - classCount: The labels must be in `0..<classCount`.
    /// - Returns: The test images and their labels.
    /// - Throws: A `DataFileError` when a file is missing or wrong.
    public static func test(
        in folder: String,
        classCount: Int = 10
    ) throws(DataFileError) -> Examples {
        try check(folder)
        let paths = [
            try path("t10k-images", "idx3-ubyte", in: folder),
            try path("t10k-labels", "idx1-ubyte", in: folder),
        ]
        let tensors = try tensors(of: paths)
        return try Examples(
            images: tensors[0],
            labels: tensors[1],
            classCount: classCount,
            imagesFile: paths[0],
            labelsFile: paths[1]
        )
    }

    private static func check(_ folder: String) throws(DataFileError) {
        guard WholeFile.exists(folder) else {
            throw DataFileError(file: folder, problem: .unreadable(.missing))
        }
        guard WholeFile.isFolder(folder) else {
            throw DataFileError(file: folder, problem: .unreadable(.isNoFolder))
        }
    }

    /// The one of a file's usual names that the folder has.
    private static func path(
        _ name: String,
        _ kind: String,
        in folder: String
    ) throws(DataFileError) -> String {
        for separator in ["-", "."] {
            for ending in ["", ".gz"] {
                let path = "\(folder)/\(name)\(separator)\(kind)\(ending)"
                if WholeFile.exists(path) { return path }
            }
        }
        throw DataFileError(file: folder, problem: .missingFile(name: "\(name)-\(kind)"))
    }

    /// Reads IDX files on as many threads as help.
    private static func tensors(of paths: [String]) throws(DataFileError) -> [Tensor] {
        let results = Mutex<[Int: Result<Tensor, DataFileError>]>([:])
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            let result = Result { () throws(DataFileError) in
                try IDXFile.decode(try DataFile.read(paths[index]), file: paths[index])
            }
            results.withLock { $0[index] = result }
        }
        let tensors = results.withLock { $0 }
        return try paths.indices.map { index throws(DataFileError) in
            guard let result = tensors[index] else {
                throw DataFileError(file: paths[index], problem: .unreadable(.missing))
            }
            return try result.get()
        }
    }
}

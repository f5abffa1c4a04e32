import Computation
import Datasets
import MediaFiles
import NeuralNetworks
import Testing

@Suite("MNIST folders")
struct MNISTFolderTests {
    static let images = Tensor((0..<24).map { UInt8($0) }, shape: [4, 2, 3])
    static let labels = Tensor([3, 0, 9, 1] as [UInt8])

    /// A folder with the files of both splits, under names of the usual kinds.
    func folder(without missing: Set<String> = []) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = [
            ("train-images-idx3-ubyte.gz", Self.images), ("train-labels.idx1-ubyte", Self.labels),
            ("t10k-images-idx3-ubyte", Self.images[0..<2]),
            ("t10k-labels.idx1-ubyte.gz", Self.labels[0..<2]),
        ]
        for (name, tensor) in files where !missing.contains(name) {
            var bytes = try IDXFile.encode(tensor, file: name)
            if name.hasSuffix(".gz") { bytes = try #require(Gzip.compress(bytes)) }
            try WholeFile.write(bytes, to: "\(folder.path)/\(name)")
        }
        return folder
    }

    @Test("Both splits are read, compressed or not, by either kind of name")
    func reading() throws {
        let folder = try folder()
        let set = try MNISTFolder(reading: folder.path)
        #expect(set.training.inputs == Self.images)
        #expect(set.training.targets == Tensor([3, 0, 9, 1] as [Int32]))
        #expect(set.test?.count == 2)
    }

    @Test("The test images may be missing, both files together")
    func withoutTest() throws {
        let names = ["t10k-images-idx3-ubyte", "t10k-labels.idx1-ubyte.gz"]
        let folder = try folder(without: Set(names))
        let set = try MNISTFolder(reading: folder.path)
        #expect(set.test == nil)
        let half = try self.folder(without: [names[1]])
        let error = #expect(throws: DataFileError.self) { try MNISTFolder(reading: half.path) }
        #expect(
            error?.description
                == "\(half.path): the folder has no file t10k-labels-idx1-ubyte or "
                + "t10k-labels-idx1-ubyte.gz; copy or download it there"
        )
    }

    @Test("What is wrong with a folder is said")
    func faults() throws {
        func message(_ path: String, classCount: Int = 10) -> String? {
            #expect(throws: DataFileError.self) {
                try MNISTFolder(reading: path, classCount: classCount)
            }?.description
        }
        let path = try folder()
        let name = path.path
        #expect(
            message(name + "/none")
                == "\(name)/none: there is no such file; check the name and the folder"
        )
        #expect(
            message(name + "/t10k-images-idx3-ubyte")
                == "\(name)/t10k-images-idx3-ubyte: this is a file; name a folder"
        )
        #expect(
            message(name, classCount: 9)
                == "\(name)/train-labels.idx1-ubyte: label 9 at place 2 is none of 0…8; "
                + "check the file or the number of classes"
        )
        let empty = try TemporaryFolder()
        #expect(
            message(empty.path)
                == "\(empty.path): the folder has no file train-images-idx3-ubyte or "
                + "train-images-idx3-ubyte.gz; copy or download it there"
        )
        let train = name + "/train-images-idx3-ubyte.gz"
        let bytes = try WholeFile.read(train)
        try WholeFile.write(Array(bytes.dropLast(9)), to: train)
        #expect(message(name)?.hasPrefix("\(train): the compressed data ends early") == true)
        let plain = try IDXFile.encode(Self.images, file: "x")
        try WholeFile.write(Array(plain.dropLast(3)), to: train)
        #expect(
            message(name)
                == "\(train): the file ends after 37 of 40 bytes; "
                + "it is incomplete, copy or download it again"
        )
        try WholeFile.write(
            IDXFile.encode(Self.images.reshaped(to: [4, 3, 2]), file: "x"),
            to: train
        )
        #expect(
            message(name)
                == "\(name)/t10k-images-idx3-ubyte: the file holds images of [2, 3] instead of "
                + "images of [3, 2] as the training images are; check that no names are mixed up"
        )
    }

    @Test(
        "MNIST itself is read",
        .enabled(if: RealData.has("mnist"), "NN_DATA names no folder with mnist")
    )
    func mnist() throws {
        let set = try MNISTFolder(reading: try #require(RealData.folder) + "/mnist")
        #expect(set.training.inputs.shape == [60_000, 28, 28])
        #expect(set.test?.count == 10_000)
        #expect(set.training.targets[0..<5] == Tensor([5, 0, 4, 1, 9] as [Int32]))
    }

    @Test(
        "Fashion-MNIST without its test images is read",
        .enabled(if: RealData.has("fashion-mnist"), "NN_DATA names no folder with fashion-mnist")
    )
    func fashion() throws {
        let set = try MNISTFolder(reading: try #require(RealData.folder) + "/fashion-mnist")
        #expect(set.training.count == 60_000)
        #expect((set.test != nil) == RealData.has("fashion-mnist/t10k-labels-idx1-ubyte.gz"))
    }

    @Test(
        "Images of MNIST come out of the digit finder nearly as they were",
        .enabled(if: RealData.has("mnist"), "NN_DATA names no folder with mnist")
    )
    func digitsStay() throws {
        let images = try MNISTFolder(
            reading: try #require(RealData.folder) + "/mnist"
        ).training.inputs
        var near = 0
        for index in 0..<50 {
            guard case .uint8(let pixels) = images[index].storage else { continue }
            let digit = try DigitPicture(grey: pixels, width: 28, height: 28)
            #expect(!digit.isInverted)
            let difference = zip(digit.pixels.floats, images[index].floats)
                .reduce(0) { $0 + abs($1.0 - $1.1) }
            if difference / 784 < 1 { near += 1 }
        }
        #expect(near >= 48)
    }
}

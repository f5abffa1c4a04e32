import Computation
import Datasets
import NeuralNetworks
import Testing

@Suite("Images with labels")
struct ExamplesFromImagesTests {
    static let images = Tensor([UInt8](repeating: 0, count: 12), shape: [2, 2, 3])

    func pair(
        _ images: Tensor = images,
        _ labels: Tensor,
        classCount: Int = 10
    ) throws(DataFileError) -> Examples {
        try Examples(
            images: images,
            labels: labels,
            classCount: classCount,
            imagesFile: "images.gz",
            labelsFile: "labels.gz"
        )
    }

    @Test("Labels become whole numbers")
    func pairing() throws {
        let pair = try pair(Self.images, Tensor([9, 0] as [UInt8]))
        #expect(pair.targets == Tensor([9, 0] as [Int32]))
        #expect(pair.inputs == Self.images)
        #expect(pair.count == 2)
    }

    struct Case: CustomTestStringConvertible {
        var images = ExamplesFromImagesTests.images
        var labels = Tensor([1, 2] as [UInt8])
        var classCount = 10
        let message: String
        var testDescription: String { message }
    }

    static let cases: [Case] = [
        Case(
            labels: Tensor([1, 2, 3] as [UInt8]),
            message: "labels.gz: the file has 3 labels for the 2 images of images.gz; "
                + "use two files of the same set"
        ),
        Case(
            labels: Tensor([1, 10] as [UInt8]),
            message: "labels.gz: label 10 at place 1 is none of 0…9; "
                + "check the file or the number of classes"
        ),
        Case(
            labels: Tensor([-1, 1] as [Int32]),
            classCount: 2,
            message: "labels.gz: label -1 at place 0 is none of 0…1; "
                + "check the file or the number of classes"
        ),
        Case(
            images: Tensor([1, 2] as [UInt8]),
            message: "images.gz: the file holds uint8 of shape [2] instead of images, uint8 of "
                + "shape [count, height, width]; check that no names are mixed up"
        ),
        Case(
            images: Tensor([] as [UInt8], shape: [0, 28, 28]),
            message: "images.gz: the file holds uint8 of shape [0, 28, 28] instead of images, "
                + "uint8 of shape [count, height, width]; check that no names are mixed up"
        ),
        Case(
            labels: images,
            message: "labels.gz: the file holds uint8 of shape [2, 2, 3] instead of labels, uint8 "
                + "of shape [count]; check that no names are mixed up"
        ),
    ]

    @Test("What does not belong together is refused", arguments: cases)
    func message(_ fault: Case) {
        let error = #expect(throws: DataFileError.self) {
            try self.pair(fault.images, fault.labels, classCount: fault.classCount)
        }
        #expect(error?.description == fault.message)
    }
}

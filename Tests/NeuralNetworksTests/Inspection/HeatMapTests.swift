import Computation
import Testing

@testable import NeuralNetworks

@Suite("Heat maps")
struct HeatMapTests {
    /// One filter that copies the picture, and a class for much of it and one for little.
    private func copier() throws -> Model {
        let network = Network {
            Conv2D(1, kernel: 1, activation: .relu)
            GlobalAveragePooling()
            Dense(2)
        }
        let model = try Model(network, input: [4, 6, 1])
        try model.setParameter("layers.0.weight", to: Tensor([2], shape: [1, 1, 1, 1]))
        try model.setParameter("layers.0.bias", to: Tensor([0], shape: [1]))
        try model.setParameter("layers.2.weight", to: Tensor([3, -1], shape: [2, 1]))
        return model
    }

    private var picture: Tensor {
        Tensor((0..<24).map { $0 == 8 ? 1 : $0 == 20 ? 0.5 : 0 }, shape: [4, 6, 1])
    }

    @Test("It is warm where what speaks for the class is, and nowhere for the other class")
    func place() throws {
        let model = try copier()
        let map = try model.heatMap(of: picture, for: 0)
        #expect(map.path == "layers.0" && map.values.shape == [4, 6])
        #expect(map.values.floats == picture.floats)
        #expect(try model.heatMap(of: picture, for: 1).values.floats.allSatisfy { $0 == 0 })
        let bytes = Tensor(picture.floats.map { UInt8($0 * 255) }, shape: [4, 6, 1])
        #expect(abs(try model.heatMap(of: bytes, for: 0).values.floats[20] - 0.5) < 0.01)
    }

    @Test("The maps are those after normalisation and activation, before pooling")
    func layers() throws {
        let network = Network {
            Conv2D(2, kernel: 3, padding: .same)
            BatchNorm()
            Activation(.relu)
            MaxPooling2D(window: 2)
            Flatten()
            Dense(3)
        }
        let map = try Model(network, input: [4, 6, 1], seed: 2).heatMap(of: picture, for: 2)
        #expect(map.path == "layers.2" && map.values.shape == [4, 6])
        #expect(map.values.floats.allSatisfy { (0...1).contains($0) })
    }

    @Test("It is enlarged evenly")
    func resizing() {
        let map = HeatMap(path: "", values: Tensor([0, 1], shape: [1, 2]))
        #expect(map.resized(height: 2, width: 4).floats == [0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1])
        #expect(map.resized(height: 1, width: 2).floats == [0, 1])
    }

    @Test("What has no map is said")
    func complaints() throws {
        let model = try copier()
        #expect(throws: InspectionError.labelOutOfRange(2, outputs: 2)) {
            try model.heatMap(of: picture, for: 2)
        }
        #expect(throws: InspectionError.self) {
            try model.heatMap(of: Tensor([0], shape: [1]), for: 0)
        }
        let dense = try Model(Network { Dense(2) }, input: [3])
        #expect(throws: InspectionError.noConvolution) {
            try dense.heatMap(of: Tensor([1, 2, 3], shape: [3]), for: 0)
        }
    }
}

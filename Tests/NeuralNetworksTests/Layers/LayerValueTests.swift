import Computation
import TestSupport
import Testing

@testable import NeuralNetworks

/// What layers compute, held against numbers and loops of the test's own.
@Suite("What layers compute")
struct LayerValueTests {
    private func output(_ layer: any Layer, of input: Tensor) throws -> Tensor {
        let model = try Model(Network([layer]), input: input.shape, seed: 1)
        return try model.outputs(input)
    }

    /// The numbers 0, 1, 2 … as an example of a shape.
    private func counting(_ shape: Shape) -> Tensor {
        Tensor((0..<shape.count).map(Float.init), shape: shape)
    }

    @Test("Reshape keeps the order of the numbers, and finds the size that is left open")
    func reshape() throws {
        for (sizes, shape) in [
            ([3, 4], [3, 4]), ([-1], [12]), ([2, -1, 2], [2, 3, 2]), ([12, -1], [12, 1]),
        ] as [([Int], Shape)] {
            let output = try output(Reshape(sizes), of: counting([2, 6]))
            #expect(output == counting(shape))
        }
    }

    @Test("Permute turns dimensions, counted from 1")
    func permute() throws {
        let output = try output(Permute([3, 1, 2]), of: counting([2, 3, 4]))
        #expect(output.shape == [4, 2, 3])
        for (index, value) in output.floats.enumerated() {
            let (channel, row, column) = (index / 6, index / 3 % 2, index % 3)
            #expect(value == Float(row * 12 + column * 4 + channel))
        }
    }

    @Test("Pad puts zeros around, and Crop takes as much away")
    func edges() throws {
        let picture = Tensor(random: [3, 4, 2])
        let padded = try output(Pad(top: 1, bottom: 2, left: 3), of: picture)
        #expect(padded.shape == [6, 7, 2])
        for (index, value) in padded.floats.enumerated() {
            let (row, column, channel) = (index / 14 - 1, index / 2 % 7 - 3, index % 2)
            let isInside = (0..<3).contains(row) && (0..<4).contains(column)
            #expect(value == (isInside ? picture.floats[row * 8 + column * 2 + channel] : 0))
        }
        #expect(try output(Crop(top: 1, bottom: 2, left: 3), of: padded) == picture)
        let both = Network {
            Pad(2)
            Crop(2)
        }
        #expect(try output(both, of: picture) == picture)
        #expect(try output(Crop(0), of: picture) == picture)
    }

    @Test("Upsampling repeats each place", arguments: [1, 2, 3])
    func upsampling(factor: Int) throws {
        let picture = counting([2, 3, 5])
        let larger = try output(Upsampling(factor), of: picture)
        #expect(larger.shape == [2 * factor, 3 * factor, 5])
        for (index, value) in larger.floats.enumerated() {
            let row = index / (15 * factor) / factor
            let column = index / 5 % (3 * factor) / factor
            #expect(value == Float(row * 15 + column * 5 + index % 5))
        }
        let sequence = try output(Upsampling(factor), of: counting([2, 2]))
        let expected = [0, 1].map { [Float]([2 * $0, 2 * $0 + 1]) }
            .flatMap { place in (0..<factor).flatMap { _ in place } }
        #expect(sequence.floats == expected)
    }

    @Test("Bins are passed one after another, and numbers beyond the edges keep their distance")
    func piecewiseLinear() throws {
        let layer = PiecewiseLinear([[0, 1, 3], [-1, 1]])
        let rows: [([Float], [Float])] = [
            ([-0.5, 0], [-0.5, 0, 0.5, 0]), ([0.5, -2], [0.5, 0, -0.5, 0]),
            ([2, 1], [1, 0.5, 1, 0]), ([5, 3], [1, 2, 2, 0]),
        ]
        for (row, expected) in rows {
            let found = try output(layer, of: Tensor(row))
            #expect(found.shape == [2, 2])
            #expect(found.floats == expected)
        }
    }

    @Test("Fitted bins hold equally many numbers; what is equal or missing makes fewer")
    func fittedBins() {
        let numbers = (0...8).map { Float($0 * $0) }
        let layer = PiecewiseLinear(
            fitting: [numbers.reversed(), [7, 7, 7], [.nan, 1, 2, 2, 2, 2, 2], []],
            bins: 4
        )
        #expect(layer.edges == [[0, 4, 16, 36, 64], [7, 14], [1, 2], [0, 1]])
        #expect(layer.bins == 4)
    }

    @Test("Unit length keeps the direction, and 0 stays 0")
    func unitLength() throws {
        let input = Tensor([3, 4, 0, -2, 0, 0, 0.25, 0] as [Float], shape: [4, 2])
        let expected: [Float] = [0.6, 0.8, 0, -1, 0, 0, 1, 0]
        let found = try output(UnitLength(), of: input)
        #expect(relativeDistance(found.doubles, expected.map(Double.init)) < 1e-7)
        let bounded = try output(UnitLength(epsilon: 1), of: input)
        #expect(bounded.floats.suffix(4) == [0, 0, 0.25, 0])
    }

    @Test("Global pooling takes the mean or the largest of each channel", arguments: [1, 2, 3])
    func globalPooling(rank: Int) throws {
        let input = Tensor(random: Shape([3, 4, 2].prefix(rank) + [5]))
        let places = input.shape.count / 5
        let mean = try output(GlobalAveragePooling(), of: input)
        let largest = try output(GlobalMaxPooling(), of: input)
        #expect(mean.shape == [5] && largest.shape == [5])
        for channel in 0..<5 {
            let values = (0..<places).map { input.floats[5 * $0 + channel] }
            #expect(abs(mean.floats[channel] - values.reduce(0, +) / Float(places)) < 1e-6)
            #expect(largest.floats[channel] == values.max())
        }
    }

    @Test("PReLU has a slope for each channel, which begins at 0.25")
    func slopes() throws {
        let input = Tensor([-4, -4, 2, 3, -0.5, 0] as [Float], shape: [3, 2])
        let model = try Model(Network { PReLU() }, input: [3, 2])
        #expect(model.parameterNames == ["layers.0.weight"])
        #expect(try model.outputs(input).floats == [-1, -1, 2, 3, -0.125, 0])
        try model.setParameter("layers.0.weight", to: Tensor([0.5, 2] as [Float]))
        #expect(try model.outputs(input).floats == [-2, -8, 2, 3, -0.25, 0])
    }

    @Test("Residual adds what comes in, or what the projection makes of it")
    func residual() throws {
        let input = Tensor([-2, 3] as [Float])
        #expect(try output(Residual { Activation(.relu) }, of: input).floats == [-2, 6])
        let projected = Residual {
            Activation(.relu)
        } projection: {
            Activation(.step)
        }
        #expect(try output(projected, of: input).floats == [0, 4])
    }

    @Test("Parallel branches are put together", arguments: Parallel.Combination.allCases)
    func parallel(_ combination: Parallel.Combination) throws {
        let layer = Parallel(combination) {
            Activation(.relu)
            Activation(.identity)
            Network {
                Activation(.step)
                Activation(.identity)
            }
        }
        let expected: [Float] =
            switch combination {
            case .concatenate: [0, 3, -2, 3, 0, 1]
            case .add: [-2, 7]
            case .multiply: [0, 9]
            }
        #expect(try output(layer, of: Tensor([-2, 3] as [Float])).floats == expected)
        // The last dimension counts channels.
        let pictures = try output(layer, of: Tensor(random: [3, 4, 2]))
        #expect(pictures.shape == [3, 4, combination == .concatenate ? 6 : 2])
    }

    @Test("Dropping a channel drops it everywhere, and differs from example to example")
    func spatialDropout() throws {
        let network = Network { SpatialDropout(0.5) }
        let built = try BuiltNetwork(
            network,
            input: TensorType(.float32, [8, 3, 4, 16]),
            mode: .training
        )
        let interpreter = ReferenceInterpreter(built.builder.graph)
        let ones = ReferenceArray([Double](repeating: 1, count: 8 * 12 * 16), shape: [8, 3, 4, 16])
        func values(place: Double) -> [Double] {
            let key = ReferenceArray([1, 2, 3, place], shape: [4])
            return interpreter.run(
                inputs: [BuiltNetwork.inputName: ones, BuiltNetwork.keyName: key],
                parameters: []
            )[built.output.node].values
        }
        let dropped = values(place: 0)
        #expect(Set(dropped) == [0, 2])
        for index in dropped.indices {
            let first = index / 192 * 192 + index % 16
            #expect(dropped[index] == dropped[first])
        }
        let channels = (0..<8).map { Array(dropped[$0 * 192..<$0 * 192 + 16]) }
        #expect(Set(channels).count > 6)
        // The same examples at another place of the batch draw the same.
        #expect(Array(values(place: 3)[..<(5 * 192)]) == Array(dropped[(3 * 192)...]))
        // In use, nothing is dropped; without places between, it is dropout.
        let input = Tensor(random: [3, 4, 16])
        #expect(try output(SpatialDropout(0.5), of: input) == input)
    }
}

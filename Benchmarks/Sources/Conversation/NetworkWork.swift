/// A work that runs a network.
package protocol NetworkWork: Sendable {
    /// What comes before the dense layers; nil where they see the pixels themselves.
    var convolutions: Work.Convolutions? { get }
    /// How many neurons each dense layer has, their inputs first.
    var layers: [Int] { get }
    /// What the hidden layers apply to their sums.
    var activation: String { get }
    /// How many examples are taken at once.
    var batch: Int { get }
}

extension Work.Training: NetworkWork {}
extension Work.Prediction: NetworkWork {}

extension Work {
    /// Convolutions of grey pictures, before dense layers: each keeps the size of the pictures by zeros around
    /// them, has biases and the network's activation, and is followed by max pooling of 2×2.
    package struct Convolutions: Hashable, Sendable, Codable {
        /// How many pixels the pictures have down and across.
        package let side: Int
        /// How many pixels each filter sees down and across.
        package let kernel: Int
        /// How many filters each convolution has.
        package let filters: [Int]

        /// Convolutions from their parts.
        package init(side: Int, kernel: Int, filters: [Int]) {
            self.side = side
            self.kernel = kernel
            self.filters = filters
        }

        /// How many channels each convolution reads.
        package var channels: [Int] { [1] + filters.dropLast() }

        /// How many pixels the pictures have down and across after so many convolutions.
        package func side(after count: Int) -> Int { side >> count }

        /// How many numbers the dense layers see.
        package var outputs: Int {
            let last = side(after: filters.count)
            return last * last * (filters.last ?? 1)
        }
    }
}

extension Work {
    /// An LSTM that learns so that the mean of its states comes near to given numbers.
    ///
    /// It learns by mean squared error and plain gradient descent. What is added to the inputs at each step is
    /// learned too, so that the gradient of the inputs is needed.
    package struct Recurrent: Hashable, Sendable, Codable {
        /// How many numbers a step of a sequence brings.
        package let inputs: Int
        /// How many units there are.
        package let hidden: Int
        /// How many steps a sequence has.
        package let length: Int
        /// How many sequences a training step takes.
        package let batch: Int

        /// A recurrent layer from its sizes.
        package init(inputs: Int, hidden: Int, length: Int, batch: Int) {
            self.inputs = inputs
            self.hidden = hidden
            self.length = length
            self.batch = batch
        }
    }
}

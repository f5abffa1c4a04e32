/// Every operation: the only list of them.
///
/// Tests read it, and fail when a member has no example or an operation in this folder is no
/// member.
package enum OperationCatalogue {
    package static let types: [any Operation.Type] = [
        Binary.self, Broadcast.self, Concatenate.self, Convert.self, CountCorrect.self,
        CrossEntropy.self, CrossEntropyGradient.self, Dropout.self, Gather.self,
        MatrixProduct.self, Pad.self, Reduction.self, Reshape.self, ScatterAdd.self, Slice.self,
        Softmax.self, Transpose.self, Unary.self, UnaryGradient.self,
    ]
}

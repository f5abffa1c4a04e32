/// Every operation: the only list of them.
///
/// Tests read it, and fail when a member has no example or an operation in this folder is no
/// member.
package enum OperationCatalogue {
    package static let types: [any Operation.Type] = [
        Attention.self, AttentionGradient.self, AttentionResult.self, AttentionWeights.self,
        AveragePooling.self, AveragePoolingGradient.self, Binary.self, BlockGradientSums.self,
        BlockMoments.self, BlockRowSums.self, Broadcast.self, Concatenate.self, Convert.self,
        Convolution.self, ConvolutionWeights.self, CountCorrect.self, CrossEntropy.self,
        CrossEntropyGradient.self, Dropout.self, Gather.self, Insert.self, Leading.self,
        MatrixProduct.self,
        MaxPooling.self,
        MaxPoolingGradient.self,
        MergedMoments.self, NormalizedChannels.self, NormalizedRows.self,
        NormalizedRowsGradient.self, Pad.self, Recurrence.self, RecurrenceGradient.self,
        RecurrentStates.self, Reduction.self, Reshape.self, RowMoments.self,
        ScatterAdd.self, SequenceLengths.self, Slice.self, Softmax.self, Transpose.self, Unary.self,
        UnaryGradient.self, WholeNumbers.self,
        Rotation.self, Sinusoids.self,
    ]
}

import Computation

extension OperationCase {
    /// Queries with keys and values of their own, and the packed three, with all that may be left out.
    static let attention: [OperationCase] = [
        OperationCase(
            "attention",
            [.numbers([2, 3, 8]), .numbers([2, 5, 8]), .numbers([2, 5, 8])],
            [2, 3, 8]
        ) {
            $0[0].attention(to: $0[1], $0[2], heads: 2)
        },
        OperationCase(
            "causal attention with lengths",
            [
                .numbers([3, 3, 12]), .numbers([3, 7, 6]), .numbers([3, 7, 6]),
                .exactly([7, 4, 2]),
            ],
            [3, 3, 12]
        ) {
            $0[0].attention(
                to: $0[1],
                $0[2],
                heads: 4,
                groups: 2,
                isCausal: true,
                lengths: $0[3]
            )
        },
        OperationCase("causal self-attention", [.numbers([2, 5, 18])], [2, 5, 6]) {
            $0[0].selfAttention(heads: 2, isCausal: true)
        },
        OperationCase(
            "grouped self-attention with lengths",
            [.numbers([3, 4, 16]), .exactly([4, 1, 0])],
            [3, 4, 8]
        ) { $0[0].selfAttention(heads: 4, groups: 2, lengths: $0[1]) },
        OperationCase(
            "weights of attention",
            [.numbers([2, 4, 12]), .exactly([4, 3])],
            [2, 2, 4, 4],
            isDifferentiable: false
        ) {
            let heads = AttentionHeads(heads: 2, groups: 2, isCausal: true, isPacked: true)
            return $0[0].attentionWeights(heads, lengths: $0[1])
        },
        OperationCase(
            "sines of positions",
            [.integers([2], below: 900)],
            [2, 3, 38],
            isDifferentiable: false
        ) {
            $0[0].asFloats().sinusoids(length: 3, width: 38)
        },
        OperationCase("rotation", [.numbers([2, 3, 14])], [2, 3, 14]) {
            let first = $0[0].builder.constant([7], shape: [1])
            return $0[0].rotated(heads: 2, by: first.sinusoids(length: 3, width: 6))
        },
        OperationCase(
            "rotation of examples",
            [.numbers([2, 3, 40]), .exactly([3, 90])],
            [2, 3, 40]
        ) {
            $0[0].rotated(heads: 1, by: $0[1].asFloats().sinusoids(length: 3, width: 36))
        },
    ]
}

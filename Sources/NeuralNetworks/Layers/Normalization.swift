internal import Computation

/// What the layers that normalise have in common: their settings, checks and learned weights.
struct Normalization {
    let epsilon: Float
    let scales: Bool
    let centers: Bool

    /// How many channels come in; nil where the layer cannot take them, which is then reported.
    func channels(of input: Symbol, in scope: Scope) -> Int? {
        guard epsilon > 0, epsilon.isFinite else {
            scope.fail("epsilon must be a positive number, not \(epsilon)", remedy: "1e-5 is usual")
            return nil
        }
        guard input.shape.rank >= 2 else {
            scope.fail(
                "takes channels for each example, [batch, …, channels], but gets \(input.shape)",
                remedy: "declare the input as [1]"
            )
            return nil
        }
        guard input.shape.sizes.dropFirst().allSatisfy({ $0 > 0 }) else {
            scope.fail("there is nothing to normalise in \(input.shape)")
            return nil
        }
        return input.shape[-1]
    }

    /// The factor and the bias of each channel, learned or not.
    func weights(_ channels: Int, in scope: Scope) -> (scale: Symbol, shift: Symbol) {
        func weights(_ name: String, _ isLearned: Bool, _ first: Float) -> Symbol {
            isLearned
                ? scope.parameter(name, [channels], .constant(first))
                : scope.builder.constant(
                    [Float](repeating: first, count: channels),
                    shape: [channels]
                )
        }
        return (weights("weight", scales, 1), weights("bias", centers, 0))
    }

    /// The settings that are not as usual, as they are declared.
    var arguments: [String] {
        (epsilon == 1e-5 ? [] : ["epsilon: \(epsilon)"]) + (scales ? [] : ["scales: false"])
            + (centers ? [] : ["centers: false"])
    }
}

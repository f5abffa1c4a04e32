import Computation

@testable import NeuralNetworks

extension ExchangeCase {
    /// Recurrent layers, in every direction, alone and one above the other, with lengths and without.
    static let recurrent: [ExchangeCase] =
        RecurrentDirection.allCases.flatMap { direction in
            [
                ExchangeCase("rnn-\(direction)", [5, 3]) {
                    RNN(4, returnsSequences: true, direction: direction)
                },
                ExchangeCase("rnn-\(direction)-last", [5, 3]) {
                    CutLengths([5, 2, 1, 4])
                    RNN(4, activation: .relu, direction: direction, layers: 2)
                },
                ExchangeCase("gru-\(direction)", [5, 3]) {
                    CutLengths([3, 5, 1, 2])
                    GRU(4, returnsSequences: true, direction: direction, layers: 2)
                },
                ExchangeCase("gru-\(direction)-last", [6, 2]) { GRU(3, direction: direction) },
                ExchangeCase("lstm-\(direction)", [5, 3]) {
                    CutLengths([1, 5, 3, 2])
                    LSTM(4, returnsSequences: true, direction: direction)
                },
                ExchangeCase("lstm-\(direction)-last", [4, 3]) {
                    LSTM(5, direction: direction, layers: 3, dropout: 0.5)
                },
            ]
        } + [
            ExchangeCase("lstm-of-numbers", [7]) { LSTM(3) },
            ExchangeCase("recurrent-layers", [6, 2]) {
                CutLengths([6, 1, 4, 2])
                Dense(3, activation: .tanh)
                LSTM(4, returnsSequences: true, direction: .both)
                GRU(3, returnsSequences: true)
                RNN(5)
                Dense(2)
            },
        ]
}

/// Says that only the first steps of each sequence are real.
struct CutLengths: Layer {
    static let name = "CutLengths"
    let lengths: [Float]
    init(_ lengths: [Float]) { self.lengths = lengths }

    func callAsFunction(_ input: Symbol, in scope: Scope) -> Symbol {
        let all = (0..<input.shape[0]).map { lengths[$0 % lengths.count] }
        scope.setLengths(scope.builder.constant(all, shape: [all.count]).asWholeNumbers())
        return input
    }
}

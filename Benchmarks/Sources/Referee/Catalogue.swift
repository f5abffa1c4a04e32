internal import Conversation

/// All cases.
package enum Catalogue {
    private static let small = [784, 16, 16, 10]
    private static let wide = [784, 512, 512, 10]
    private static let curvePeers = ["NumPy", "JAX", "PyTorch"]

    /// Every case in the order in which they are run.
    package static let cases: [BenchmarkCase] =
        learning + predictions + whole + products + epochs + convolutional + sequences + curves
        + memory + size

    /// The cases that are meant by some words; all without any.
    ///
    /// - Throws: ``RefereeError/nothingToMeasure(asked:known:)`` where a word means none.
    package static func cases(meantBy words: [String]) throws(RefereeError) -> [BenchmarkCase] {
        let unknown = words.filter { word in !cases.contains { $0.isMeant(by: word) } }
        guard unknown.isEmpty else {
            throw .nothingToMeasure(asked: unknown, known: cases.map(\.name))
        }
        guard !words.isEmpty else { return cases }
        return cases.filter { item in words.contains { item.isMeant(by: $0) } }
    }

    private static func contest(
        _ name: String,
        _ title: String,
        _ work: Work,
        peers: [String]? = nil
    ) -> BenchmarkCase {
        BenchmarkCase(name: name, title: title, kind: .contest(work), peers: peers)
    }

    private static func step(
        _ layers: [Int],
        _ activation: String,
        _ optimizer: String,
        batch: Int
    ) -> Work {
        .step(
            Work.Training(
                layers: layers,
                activation: activation,
                optimizer: optimizer,
                batch: batch
            )
        )
    }

    private static let stepA = step(small, "sigmoid", "sgd", batch: 32)
    private static let stepC = step(wide, "relu", "adam", batch: 128)
    private static let learning = [
        contest("a-step-32", "Step: 784-16-16-10, sigmoid, SGD, batch 32", stepA),
        contest(
            "a-step-10",
            "Step: 784-16-16-10, sigmoid, SGD, batch 10",
            step(small, "sigmoid", "sgd", batch: 10)
        ),
        contest(
            "b-step-adam",
            "Step: 784-16-16-10, sigmoid, Adam, batch 128",
            step(small, "sigmoid", "adam", batch: 128)
        ),
        contest("c-step-wide", "Step: 784-512-512-10, ReLU, Adam, batch 128", stepC),
    ]

    private static func prediction(isWide: Bool, batch: Int) -> Work {
        .predict(
            Work.Prediction(
                layers: isWide ? wide : small,
                activation: isWide ? "relu" : "sigmoid",
                batch: batch
            )
        )
    }

    private static let predictions = [("d", 1), ("e", 1000)].flatMap { letter, batch in
        [false, true].map { isWide in
            contest(
                "\(letter)-predict-\(isWide ? "wide" : "small")",
                "Predict: \(isWide ? "784-512-512-10, ReLU" : "784-16-16-10, sigmoid"), "
                    + (batch == 1 ? "one example" : "batch \(batch)"),
                prediction(isWide: isWide, batch: batch)
            )
        }
    }

    private static let whole = [1, 10].map { epochs in
        BenchmarkCase(
            name: "f-whole-\(epochs)",
            title: "Whole program: read, learn \(epochs == 1 ? "one epoch" : "\(epochs) epochs"), "
                + "test, batch 32",
            kind: .whole(epochs: epochs),
            // Ten epochs are there to be held against the peers' one.
            peers: epochs == 1 ? nil : []
        )
    }

    private static let products = [
        (32, 16, 784), (128, 512, 784), (512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048),
    ].map { m, n, k in
        contest(
            m == n && n == k ? "g-product-\(m)" : "g-product-\(m)x\(n)x\(k)",
            "Product: \(m)×\(k) · \(k)×\(n)",
            .product(Work.Product(m: m, n: n, k: k))
        )
    }

    private static let epochs = [
        contest(
            "h-epoch",
            "Epoch of 60,000 examples, shuffled: 784-16-16-10, sigmoid, SGD, batch 32",
            .epoch(
                Work.Training(layers: small, activation: "sigmoid", optimizer: "sgd", batch: 32)
            )
        )
    ]

    private static let convolutions = Work.Convolutions(side: 28, kernel: 5, filters: [32, 64])
    private static let convolutional =
        [
            contest(
                "i-step-convolutional",
                "Step: convolutions 5×5 of 32 and 64, 1024-10, SGD with momentum, batch 64",
                .step(
                    Work.Training(
                        convolutions: convolutions,
                        layers: [convolutions.outputs, 1024, 10],
                        activation: "relu",
                        optimizer: "momentum",
                        batch: 64
                    )
                )
            )
        ]
        + [("j", 1), ("k", 1000)].map { letter, batch in
            contest(
                "\(letter)-predict-convolutional",
                "Predict: convolutions 5×5 of 32 and 64, 1024-10, "
                    + (batch == 1 ? "one example" : "batch \(batch)"),
                .predict(
                    Work.Prediction(
                        convolutions: convolutions,
                        layers: [convolutions.outputs, 1024, 10],
                        activation: "relu",
                        batch: batch
                    )
                )
            )
        }

    private static func transformer(batch: Int) -> Work.Transformer {
        Work.Transformer(
            vocabulary: 65,
            context: 128,
            width: 128,
            heads: 4,
            feedForward: 512,
            blocks: 4,
            batch: batch
        )
    }

    private static let sequences = [
        contest(
            "l-step-lstm",
            "Step: LSTM of 256 units on 64 steps of 64 numbers, SGD, batch 32",
            .recurrent(Work.Recurrent(inputs: 64, hidden: 256, length: 64, batch: 32)),
            peers: ["PyTorch", "JAX"]
        ),
        contest(
            "m-step-gpt",
            "Step: 4 blocks of width 128, 4 heads, 128 tokens of 65, AdamW, batch 16",
            .transformer(transformer(batch: 16)),
            peers: ["PyTorch"]
        ),
        contest(
            "n-generate",
            "Write 128 tokens of 65, one after another: 4 blocks of width 128, 4 heads",
            .generate(transformer(batch: 1)),
            peers: ["PyTorch"]
        ),
    ]

    private static let curves =
        (4...12).map { exponent in
            let width = 1 << exponent
            return contest(
                "width-\(width)",
                "Step: 784-\(width)-\(width)-10, ReLU, SGD, batch 32",
                step([784, width, width, 10], "relu", "sgd", batch: 32),
                peers: curvePeers
            )
        }
        + (0...6).map { exponent in
            let depth = 1 << exponent
            return contest(
                "depth-\(depth)",
                "Step: \(depth) hidden layers of 64, ReLU, SGD, batch 32",
                step(
                    [784] + Array(repeating: 64, count: depth) + [10],
                    "relu",
                    "sgd",
                    batch: 32
                ),
                peers: curvePeers
            )
        }
        + (0...12).map { exponent in
            let batch = 1 << exponent
            return contest(
                "batch-\(batch)",
                "Step: 784-16-16-10, sigmoid, SGD, batch \(batch)",
                step(small, "sigmoid", "sgd", batch: batch),
                peers: curvePeers
            )
        }

    private static let memory = [
        ("memory-a", "a step of 784-16-16-10, batch 32", stepA),
        ("memory-c", "a step of 784-512-512-10, batch 128", stepC),
        (
            "memory-e", "a prediction of 1000 examples, 784-512-512-10",
            prediction(isWide: true, batch: 1000)
        ),
    ].map { name, title, work in
        BenchmarkCase(
            name: name,
            title: "Memory at most of a process that does only \(title)",
            kind: .memory(work),
            peers: nil
        )
    }

    private static let size = [
        BenchmarkCase(
            name: "size",
            title: "Start: a program's version, or a module's import",
            kind: .size,
            peers: nil
        )
    ]
}

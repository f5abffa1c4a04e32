import NeuralNetworks

extension ExchangeCase {
    /// Every loss, with each kind of target that it takes.
    ///
    /// Options are numbers that single precision has.
    static let losses: [ExchangeCase] = [
        ExchangeCase("cross-entropy", ExchangeLoss(SoftmaxCrossEntropy(), .labels)),
        ExchangeCase("cross-entropy-shares", ExchangeLoss(SoftmaxCrossEntropy(), .shares)),
        ExchangeCase(
            "cross-entropy-smoothed",
            ExchangeLoss(
                SoftmaxCrossEntropy(labelSmoothing: 0.25),
                .labels,
                ["labelSmoothing": 0.25]
            )
        ),
        ExchangeCase(
            "cross-entropy-shares-smoothed",
            ExchangeLoss(
                SoftmaxCrossEntropy(labelSmoothing: 0.125),
                .shares,
                ["labelSmoothing": 0.125]
            )
        ),
        ExchangeCase("quadratic", ExchangeLoss(QuadraticCost(), .labels)),
        ExchangeCase("quadratic-numbers", ExchangeLoss(QuadraticCost(), .numbers)),
        ExchangeCase("mean-squared-error", ExchangeLoss(MeanSquaredError(), .numbers)),
        ExchangeCase("binary-cross-entropy", ExchangeLoss(BinaryCrossEntropy(), .answers)),
        ExchangeCase("mean-absolute-error", ExchangeLoss(MeanAbsoluteError(), .numbers)),
        ExchangeCase("huber", ExchangeLoss(HuberLoss(), .numbers, ["delta": 1])),
        ExchangeCase(
            "huber-narrow",
            ExchangeLoss(HuberLoss(delta: 0.25), .numbers, ["delta": 0.25])
        ),
        ExchangeCase("quantile", ExchangeLoss(QuantileLoss(), .numbers, ["quantile": 0.5])),
        ExchangeCase(
            "quantile-high",
            ExchangeLoss(QuantileLoss([0.75]), .numbers, ["quantile": 0.75])
        ),
        ExchangeCase("hinge", ExchangeLoss(HingeLoss(), .labels)),
        ExchangeCase("kullback-leibler", ExchangeLoss(KullbackLeiblerDivergence(), .shares)),
        ExchangeCase("kullback-leibler-labels", ExchangeLoss(KullbackLeiblerDivergence(), .labels)),
        ExchangeCase("cosine-distance", ExchangeLoss(CosineDistance(), .numbers)),
        ExchangeCase("focal", ExchangeLoss(FocalLoss(), .labels, ["gamma": 2])),
        ExchangeCase("focal-mild", ExchangeLoss(FocalLoss(gamma: 0.5), .labels, ["gamma": 0.5])),
        ExchangeCase(
            "triplet",
            ExchangeLoss(TripletLoss(margin: 0.25), .pairs, ["margin": 0.25])
        ),
        ExchangeCase("triplet-wide", ExchangeLoss(TripletLoss(margin: 2), .pairs, ["margin": 2])),
        ExchangeCase(
            "supervised-contrastive",
            ExchangeLoss(SupervisedContrastiveLoss(), .pairs, ["temperature": 0.1])
        ),
        ExchangeCase(
            "supervised-contrastive-mild",
            ExchangeLoss(
                SupervisedContrastiveLoss(temperature: 0.5),
                .pairs,
                ["temperature": 0.5]
            )
        ),
    ]
}

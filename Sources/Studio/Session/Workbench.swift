import NeuralNetworks

/// One network being taught and turned, by one thread at a time.
///
/// Nothing here knows of threads, clocks or requests: what is done in the same order gives the same weights.
struct Workbench {
    let data: DataSet
    private let processor: Processor
    /// The network that sessions of this data may start from.
    private let trained: TrainedNetwork?

    /// The settings as they are now.
    private(set) var settings: Settings
    /// What is taught; readers may use it at any time.
    private(set) var model: Model
    /// How the weights came about.
    private(set) var recipe = Recipe()
    /// How many steps have been taken since the start.
    private(set) var stepCount = 0
    /// How often the training examples have been gone through since the start.
    private(set) var epochs = 0.0
    /// The turns since the last training, each with the value that was there before.
    private(set) var turns: [(turn: Turn, previous: Float)] = []
    /// Grows with every change of the weights.
    private(set) var version = 1
    /// Why the last training ended by itself.
    private(set) var problem: String?

    /// How loss and accuracy went.
    private(set) var curve = Curve()
    private var sinceCurve = ScoreSum()
    /// At which step the curve gets its next point.
    private var nextPoint = 0

    /// From the first step on: it holds the optimizer's memory.
    private var training: PacedTraining?
    /// How many batches of the examples have been gone through.
    private var batches = 0
    /// What that was after the last step, and in batches of which size.
    private var anchor: (batches: Int, batchSize: Int)?

    /// The network of the settings as it starts.
    ///
    /// - Throws: ``StudioError`` where a setting makes no sense.
    init(
        _ settings: Settings,
        data: DataSet,
        trained: TrainedNetwork?,
        processor: Processor
    ) throws(StudioError) {
        _ = try settings.learning.makeOptimizer()
        guard settings.seed <= Limits.seed else {
            throw .badRequest("the seed must be at most \(Limits.seed), not \(settings.seed)")
        }
        self.data = data
        self.trained = trained
        self.processor = processor
        self.settings = settings
        model = try Workbench.makeModel(settings, data, trained, processor)
    }

    /// How many steps make an epoch.
    var stepsPerEpoch: Int { Workbench.stepsPerEpoch(data, settings.batchSize) }

    private static func stepsPerEpoch(_ data: DataSet, _ batchSize: Int) -> Int {
        (data.training.count + batchSize - 1) / batchSize
    }

    /// Takes steps of training, with the points of the curve on the way.
    ///
    /// - Returns: Loss and accuracy over them; nil where the training failed, which ``problem`` explains.
    mutating func advance(by steps: Int) throws(StudioError) -> ScoreMessage? {
        var sum = ScoreSum()
        let end = stepCount + steps
        try measureStart()
        while stepCount < end {
            let portion = min(end, nextPoint) - stepCount
            let score = try take(portion) { training throws(TrainingError) in
                try training.advance(by: portion)
            }
            guard let score else { return nil }
            batches += portion
            anchor = (batches, settings.batchSize)
            epochs += Double(portion) / Double(stepsPerEpoch)
            recipe.add(steps: portion)
            sum.add(score)
            try measureIfDue()
        }
        return sum.mean
    }

    /// The curve's first point, before the first step.
    private mutating func measureStart() throws(StudioError) {
        guard stepCount == 0, nextPoint == 0 else { return }
        try measureIfDue()
    }

    /// Adds a point to the curve, where one belongs.
    private mutating func measureIfDue() throws(StudioError) {
        guard stepCount == nextPoint else { return }
        curve.add(try point())
        sinceCurve = ScoreSum()
        nextPoint = Curve.step(after: nextPoint)
    }

    /// Lets the curve end where the network is now, until it has its next point.
    mutating func measureEnd() throws(StudioError) {
        if let last = curve.points.last, last.step == stepCount { return }
        curve.end = try point()
    }

    private func point() throws(StudioError) -> Curve.Point {
        let validation: ScoreMessage
        do { validation = try score() } catch { throw .unprocessable("\(error)") }
        return Curve.Point(
            step: stepCount,
            loss: sinceCurve.mean?.loss,
            accuracy: sinceCurve.mean?.accuracy,
            validationLoss: validation.loss,
            validationAccuracy: validation.accuracy
        )
    }

    /// Takes one step on one example.
    mutating func learn(_ example: LabelledInput, _ examples: Examples) throws(StudioError)
        -> ScoreMessage?
    {
        try measureStart()
        let score = try take(1) { training throws(TrainingError) in
            try training.learn(from: examples)
        }
        guard let score else { return nil }
        recipe.add(example: example)
        try measureIfDue()
        return score
    }

    private mutating func take(
        _ steps: Int,
        _ body: (PacedTraining) throws(TrainingError) -> Score
    ) throws(StudioError) -> ScoreMessage? {
        let training = try makeTraining()
        problem = nil
        do throws(TrainingError) {
            let score = ScoreMessage(try body(training))
            stepCount += steps
            version += 1
            turns = []
            sinceCurve.add(score)
            return score
        } catch {
            // Which steps were taken is not known any more; the weights are those of some finished step.
            problem = Workbench.words(for: error)
            version += 1
            recipe.end()
            turns = []
            training.finish()
            self.training = nil
            return nil
        }
    }

    private static func words(for error: TrainingError) -> String {
        switch error {
        case .lossNotFinite(_, _, _, let rate), .weightsDiverged(_, _, let rate):
            "the loss became no number at the learning rate \(rate); begin anew with a tenth of it"
        default: error.description
        }
    }

    /// The places of the next step's examples among the training examples.
    mutating func upcoming() throws(StudioError) -> [Int] { try makeTraining().upcoming }

    /// Gives a weight or bias another value.
    ///
    /// - Returns: The value that it had.
    mutating func turn(_ turn: Turn) throws(StudioError) -> Float {
        guard abs(turn.value) <= Limits.weight else {
            throw .badRequest(
                "a weight must be a number from -1000000 to 1000000, not \(turn.value)"
            )
        }
        let previous = try set(turn)
        recipe.add(turn: turn)
        if let last = turns.last, last.turn.isSamePlace(as: turn) {
            turns[turns.count - 1].turn = turn
        } else {
            turns.append((turn, previous))
        }
        return previous
    }

    /// Takes back the last turn.
    ///
    /// - Returns: The value that it had.
    mutating func undo() throws(StudioError) -> Float {
        guard let (turn, previous) = turns.last else {
            throw .conflict("nothing was turned since the network has learned last")
        }
        let value = try set(
            Turn(parameter: turn.parameter, index: turn.index, value: previous)
        )
        turns.removeLast()
        recipe.removeLastTurn()
        return value
    }

    private mutating func set(_ turn: Turn) throws(StudioError) -> Float {
        version += 1
        do throws(ParameterError) {
            if let training {
                return try training.turn(turn.parameter, at: turn.index, to: turn.value)
            }
            return try model.turn(turn.parameter, at: turn.index, to: turn.value)
        } catch {
            throw .badRequest(error.description)
        }
    }

    /// Goes back to the weights before the first turn since the last training; to the start where there
    /// was none.
    mutating func restore() throws(StudioError) {
        if turns.isEmpty { return try restart(settings.start) }
        while !turns.isEmpty { _ = try undo() }
    }

    /// Begins anew.
    mutating func restart(_ start: Settings.Start) throws(StudioError) {
        var fresh = settings
        fresh.start = start
        var (version, curve) = (version, curve)
        self = try Workbench(fresh, data: data, trained: trained, processor: processor)
        // Readers notice what follows.
        version += 1
        curve.clear()
        (self.version, self.curve) = (version, curve)
    }

    /// From here on learning has other settings.
    mutating func setLearning(_ learning: Learning) throws(StudioError) {
        _ = try learning.makeOptimizer()
        let before = settings.learning
        recipe.add(learning: learning, before: before)
        // As far through the examples as after the last step, in batches of the new size: whichever sizes were
        // chosen in between.
        if let anchor {
            batches =
                anchor.batches * Workbench.stepsPerEpoch(data, learning.batchSize)
                / Workbench.stepsPerEpoch(data, anchor.batchSize)
        }
        settings.learning = learning
        // Behind other settings turns can no longer be taken out of the recipe; they stay. Where nothing has been
        // learned yet, the settings leave no trace in it.
        if recipe.entries.last?.isLearning == true { turns = [] }
        training?.finish()
        training = nil
    }

    /// Readers of the model see the present weights.
    func publish() { training?.publish() }

    /// How good the network is on validation examples.
    func score() throws -> ScoreMessage {
        publish()
        return ScoreMessage(try model.score(on: data.scored))
    }

    private func makeTrainer() throws(StudioError) -> Trainer {
        func make(_ loss: some Loss, _ optimizer: some Optimizer) -> Trainer {
            Trainer(loss: loss, optimizer: optimizer, seed: settings.seed, processor: processor)
        }
        return make(model.usualLoss, try settings.learning.makeOptimizer())
    }

    private mutating func makeTraining() throws(StudioError) -> PacedTraining {
        if let training { return training }
        let trainer = try makeTrainer()
        do throws(TrainingError) {
            let made = try PacedTraining(
                trainer,
                model: model,
                on: data.training,
                batchSize: settings.batchSize,
                startingAt: batches
            )
            training = made
            return made
        } catch {
            throw .unprocessable(error.description)
        }
    }

    private static func makeModel(
        _ settings: Settings,
        _ data: DataSet,
        _ trained: TrainedNetwork?,
        _ processor: Processor
    ) throws(StudioError) -> Model {
        let isTrained = trained?.fits(settings) ?? false
        // A network from a file may have first weights of its own.
        let network =
            if let trained, isTrained { trained.model.network } else { try data.network(settings) }
        if settings.start == .trained {
            guard let trained else {
                throw .badRequest("there is no trained network for the data \"\(data.name)\"")
            }
            guard isTrained else {
                throw .badRequest(
                    "the trained network has the filters \(trained.filters), the hidden layers "
                        + "\(trained.hidden), "
                        + "\(trained.activation.rawValue) and the loss \(trained.loss); "
                        + "other networks start fresh"
                )
            }
        }
        do {
            let model = try Model(
                network,
                input: data.inputShape,
                seed: settings.seed,
                information: trained.flatMap { isTrained ? $0.model.information : nil }
                    ?? ModelInformation(
                        interpretation: try Choices.loss(settings.loss).interpretation,
                        labels: data.classes
                    ),
                processor: processor
            )
            if settings.start == .trained, let trained { try model.takeWeights(of: trained.model) }
            return model
        } catch {
            throw .unprocessable("\(error)")
        }
    }
}

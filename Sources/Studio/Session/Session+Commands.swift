import NeuralNetworks

extension Session {
    /// Does what a request says to the training.
    func train(_ request: TrainRequest) throws {
        switch request.action {
        case .run:
            if let steps = request.steps, !(1...Limits.steps).contains(steps) {
                throw StudioError.badRequest("the steps must be 1 to \(Limits.steps), not \(steps)")
            }
            if let rate = request.stepsPerSecond, !(0.1...1000).contains(rate) {
                throw StudioError.badRequest(
                    "the steps per second must be 0.1 to 1000, not \(rate)"
                )
            }
            try run(steps: request.steps, stepsPerSecond: request.stepsPerSecond)
        case .pause: pause()
        case .step: try step { try $0.advance(by: 1) }
        case .example:
            guard let input = request.input, let label = request.label else {
                throw StudioError.badRequest("a step on an example needs \"input\" and \"label\"")
            }
            guard data.classes.indices.contains(label) else {
                throw StudioError.badRequest(
                    "there is no label \(label); there are 0 to \(data.classes.count - 1)"
                )
            }
            let read = try data.read(input)
            let example = LabelledInput(input: read.canonical, label: label)
            let examples = try read.examples(label: label)
            try step { try $0.learn(example, examples) }
        case .restart: try reset { try $0.restart(.fresh) }
        }
    }
}

import Datasets
import Hummingbird
import Learners
import NeuralNetworks

/// What is answered under which path, where a language model writes.
struct LanguageRoutes: StudioRoutes {
    private let session: LanguageSession
    private let configuration: StudioConfiguration

    let page = "writing.html"

    /// The routes to a model.
    ///
    /// - Throws: ``StudioProblem`` where it does not write, or something else is asked for besides.
    init(_ model: Model, _ configuration: StudioConfiguration) throws(StudioProblem) {
        let name = configuration.model ?? "the model"
        guard configuration.data == nil else {
            throw StudioProblem(
                "\(name): is a language model, and --data names pictures; leave one of them out"
            )
        }
        session = try LanguageSession(model, named: name)
        self.configuration = configuration
    }

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("language") { _, _ in try JSON.response(message) }
        post("read", api) { session, body in
            let request: ReadRequest = body
            if let text = request.text { return try JSON.response(session.read(text)) }
            return try JSON.response(session.beginning(request.prompt ?? ""))
        }
        post("choice", api) { session, body in
            let request: ChoiceRequest = body
            return try JSON.response(session.choice(request))
        }
        post("write", api) { session, body in
            let request: WriteRequest = body
            return try JSON.response(session.write(request))
        }
        post("attention", api) { session, body in
            let request: AttentionRequest = body
            return try JSON.response(session.attention(request.text))
        }
        post("gates", api) { session, body in
            let request: GatesRequest = body
            return try JSON.response(session.gates(request))
        }
    }

    func tidy() {}
    func end() {}

    private var message: LanguageMessage {
        LanguageMessage(
            model: configuration.model ?? "",
            tokenizer: session.preparation.tokenizer.kind,
            tokenCount: session.preparation.tokenizer.vocabularyCount,
            window: session.window,
            parameterCount: session.model.parameterCount,
            attention: session.attentionLayers,
            recurrent: session.recurrentLayers,
            version: configuration.version
        )
    }

    private func post<Body: Decodable & Sendable>(
        _ path: String,
        _ api: RouterGroup<BasicRequestContext>,
        _ work: @escaping @Sendable (LanguageSession, Body) throws -> Response
    ) {
        api.post(RouterPath("language/" + path)) { [session] request, _ in
            let body: Body = try await JSON.body(of: request)
            return try await offPoolForRequest { try work(session, body) }
        }
    }
}

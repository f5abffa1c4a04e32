import HTTPTypes
import Hummingbird
import NIOCore
import NeuralNetworks

/// What is answered under which path, where networks tell classes apart.
struct Routes: StudioRoutes {
    let materials: Materials
    let sessions: Sessions
    let configuration: StudioConfiguration

    let page = "index.html"

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("catalogue") { _, _ in try JSON.response(catalogue) }
        addSessions(to: api)
        addLingering(to: api)
        addLooking(to: api)
        addInspection(to: api)
        addChanging(to: api)
    }

    func tidy() { sessions.tidy() }
    func end() { sessions.endAll() }

    private var catalogue: Catalogue {
        Catalogue(
            data: materials.listings,
            defaults: materials.defaults,
            model: configuration.model,
            version: configuration.version
        )
    }

    private func addSessions(to api: RouterGroup<BasicRequestContext>) {
        api.post("sessions") { request, _ in
            let body: BeginRequest = try await JSON.body(of: request)
            let session = try await sessions.begin(body.settings, replaying: body.recipe ?? [])
            return try await offPoolForRequest {
                try JSON.response(SessionMessage(session), status: .created)
            }
        }
        get("", api) { session, _ in try JSON.response(SessionMessage(session)) }
        api.delete("sessions/:id") { _, context in
            try sessions.end(context.parameters.require("id"))
            return Response(status: .noContent)
        }
        api.get("sessions/:id/events") { request, context in
            let session = try sessions.session(context.parameters.require("id"))
            return EventStream(session: session).response(to: request)
        }
    }

    private func addLingering(to api: RouterGroup<BasicRequestContext>) {
        post("linger", api) { session, body in
            let request: LingerRequest = body
            guard (1...Limits.lingerSeconds).contains(request.seconds) else {
                throw StudioError.badRequest(
                    "a page may be away for 1 to \(Limits.lingerSeconds) seconds, not \(request.seconds)"
                )
            }
            session.listeners.linger(for: .seconds(request.seconds))
            return Response(status: .noContent)
        }
    }

    private func addLooking(to api: RouterGroup<BasicRequestContext>) {
        post("answer", api) { session, body in
            let body: AnswerRequest = body
            return try JSON.response(session.answer(body.input))
        }
        post("explain", api) { session, body in
            let body: ExplainRequest = body
            return try JSON.response(
                session.explain(body.input, layer: body.layer, neuron: body.neuron)
            )
        }
        get("weights", api) { session, _ in
            let (floats, version) = session.weights()
            return Response(
                status: .ok,
                headers: [.contentType: "application/octet-stream", Routes.version: "\(version)"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: floats.littleEndianBytes))
            )
        }
    }

    private func addInspection(to api: RouterGroup<BasicRequestContext>) {
        post("excite", api) { session, body in
            let body: ExciteRequest = body
            return try JSON.response(session.excite(layer: body.layer, neuron: body.neuron))
        }
        post("backpropagation", api) { session, body in
            let body: BackpropagationRequest = body
            return try JSON.response(session.backpropagate(body))
        }
        get("insight", api) { session, _ in try JSON.response(session.insight()) }
        get("mistakes", api) { session, query in
            try JSON.response(session.mistakes(query.number("count", 48, in: 0...1000)))
        }
        get("augmented", api) { session, query in
            let count = try query.number("count", 8, in: 1...64)
            let round = try query.number("round", 1, in: 1...1_000_000)
            return try JSON.response(session.augmented(count, round: round))
        }
        get("plane", api) { session, query in
            try JSON.response(session.plane(size: query.number("size", 64, in: 2...256)))
        }
        get("points", api) { session, query in
            let name = query["part"] ?? Input.Part.training.rawValue
            guard let part = Input.Part(rawValue: name) else {
                throw StudioError.unknownChoice(
                    "part",
                    name,
                    Input.Part.allCases.map(\.rawValue)
                )
            }
            return try JSON.response(session.points(of: part))
        }
        api.get("sessions/:id/export/:file") { request, context in
            let session = try sessions.session(context.parameters.require("id"))
            let name = try context.parameters.require("file")
            return try await offPoolForRequest {
                Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/octet-stream",
                        .contentDisposition: "attachment; filename=\"\(name)\"",
                    ],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: try session.export(name)))
                )
            }
        }
    }

    private func addChanging(to api: RouterGroup<BasicRequestContext>) {
        post("turn", api) { session, body in
            let turn: Turn = body
            let previous = try session.withBench { try $0.turn(turn) }
            return try JSON.response(TurnMessage(session, previous: previous))
        }
        post("undo", api) { session, body in
            let _: EmptyRequest = body
            let previous = try session.withBench { try $0.undo() }
            return try JSON.response(TurnMessage(session, previous: previous))
        }
        post("restore", api) { session, body in
            let _: EmptyRequest = body
            try session.reset { try $0.restore() }
            return try JSON.response(SessionMessage(session))
        }
        post("train", api) { session, body in
            let request: TrainRequest = body
            try session.train(request)
            return try JSON.response(TrainingMessage(session, withScore: request.action != .run))
        }
        post("learning", api) { session, body in
            let learning: Learning = body
            try session.withBench { try $0.setLearning(learning) }
            return try JSON.response(TrainingMessage(session, withScore: false))
        }
    }

    // swift-format-ignore
    private static let version = HTTPField.Name("X-Version") ?? .eTag

    /// A question to a session, with a body.
    func post<Body: Decodable & Sendable>(
        _ path: String,
        _ api: RouterGroup<BasicRequestContext>,
        _ work: @escaping @Sendable (Session, Body) throws -> Response
    ) {
        api.post(RouterPath("sessions/:id/" + path)) { request, context in
            let session = try sessions.session(context.parameters.require("id"))
            let body: Body = try await JSON.body(of: request)
            return try await offPoolForRequest { try work(session, body) }
        }
    }

    /// A question to a session, with numbers in the address.
    func get(
        _ path: String,
        _ api: RouterGroup<BasicRequestContext>,
        _ work: @escaping @Sendable (Session, Query) throws -> Response
    ) {
        api.get(RouterPath("sessions/:id" + (path.isEmpty ? "" : "/" + path))) { request, context in
            let session = try sessions.session(context.parameters.require("id"))
            let query = Query(request)
            return try await offPoolForRequest { try work(session, query) }
        }
    }
}

/// What an address says after its question mark.
struct Query: Sendable {
    private let values: [String: String]

    init(_ request: Request) {
        values = Dictionary(
            request.uri.queryParameters.map { (String($0.key), String($0.value)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    subscript(name: String) -> String? { values[name] }

    /// A whole number within a range.
    func number(
        _ name: String,
        _ usual: Int,
        in range: ClosedRange<Int>
    ) throws(StudioError) -> Int {
        guard let text = values[name] else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw .badRequest(
                "\"\(name)\" must be \(range.lowerBound) to \(range.upperBound), not "
                    + "\"\(text.prefix(40))\""
            )
        }
        return number
    }
}

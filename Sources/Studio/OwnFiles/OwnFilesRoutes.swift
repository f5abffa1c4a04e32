import HTTPTypes
import Hummingbird
import Learners
import NIOCore
import NeuralNetworks

/// What is answered under which path, where one's own files are looked at and learned from.
struct OwnFilesRoutes: StudioRoutes {
    private let source: OwnFiles
    private let bench: OwnFilesBench
    private let version: String

    let page = "files.html"

    /// The routes to files, which begin to be read.
    init(_ source: OwnFiles, _ configuration: StudioConfiguration) {
        self.source = source
        bench = OwnFilesBench(source)
        version = configuration.version
    }

    func add(to api: RouterGroup<BasicRequestContext>) {
        api.get("files") { _, _ in try JSON.response(message) }
        api.get("files/examples") { request, _ in
            func number(_ name: String) -> Int? {
                request.uri.queryParameters[Substring(name)].flatMap { Int($0) }
            }
            let (from, count) = (number("from") ?? 0, number("count") ?? Limits.shownExamples)
            return try await offPoolForRequest {
                try JSON.response(examples(from: from, count: count))
            }
        }
        api.get("files/report") { _, _ in
            guard let report = bench.now.report else {
                throw StudioError(409, "there is no report yet; let a network learn first")
            }
            return Response(
                status: .ok,
                headers: [.contentType: "text/html; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: report.html))
            )
        }
        api.get("files/model") { _, _ in
            guard let model = bench.now.model else {
                throw StudioError(409, "there is no model yet; let a network learn first")
            }
            let bytes = try await offPoolForRequest { try model.encoded() }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream",
                    .contentDisposition: "attachment; filename=\"model.safetensors\"",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        }
        api.post("files/question") { request, _ in
            let question: FilesQuestion = try await JSON.body(of: request)
            try bench.ask(question)
            return try JSON.response(message)
        }
        api.post("files/learn") { _, _ in
            try bench.learn()
            return try JSON.response(message)
        }
        api.post("files/stop") { _, _ in
            bench.stop()
            return try JSON.response(message)
        }
        api.post("files/ask") { request, _ in
            let question: OwnFilesQuestion = try await JSON.body(of: request)
            let raw = try bench.answering()
            let task = bench.now.task
            return try await offPoolForRequest {
                try JSON.response(raw.answer(to: question, about: task, of: source))
            }
        }
    }

    func tidy() {}
    func end() { bench.stop() }

    private var message: OwnFilesMessage {
        OwnFilesMessage(bench.now, of: source, version: version)
    }

    private func examples(from: Int, count: Int) throws -> OwnExamplesMessage {
        guard let task = bench.now.task else {
            throw StudioError(409, "there are no examples here, only a model")
        }
        guard from >= 0, from <= task.exampleCount, (1...Limits.shownExamples).contains(count)
        else {
            throw StudioError.badRequest(
                "there are \(task.exampleCount) examples, of which 1 to \(Limits.shownExamples) are shown "
                    + "at once, not \(count) from \(from)"
            )
        }
        return OwnExamplesMessage(
            examples: try (from..<min(from + count, task.exampleCount)).map { index in
                let example = try task.example(index)
                return OwnExamplesMessage.Example(
                    index: index,
                    source: source.shown(example.source),
                    answer: example.answer,
                    text: example.text,
                    picture: example.picture.map(PictureMessage.init),
                    canBeAsked: example.input != nil || !example.cells.isEmpty
                )
            }
        )
    }
}

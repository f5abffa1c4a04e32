import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Tells a page what changes in its session, as server-sent events.
///
/// Source: the HTML standard, section 9.2, "Server-sent events".
struct EventStream: Sendable {
    let session: Session

    /// The least time between two events.
    private static let pause = Duration.milliseconds(33)
    /// After so much silence a comment shows that the stream is open.
    private static let silence = Duration.seconds(10)

    func response(to request: Request) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                let (number, changes) = session.listeners.listen()
                defer { session.listeners.leave(number) }
                var events = Events(session: session)
                try await request.body.consumeWithInboundCloseHandler { _ in
                    for await _ in changes {
                        guard let text = try events.next() else { continue }
                        try await writer.write(ByteBuffer(string: text))
                        try await Task.sleep(for: EventStream.pause)
                    }
                } onInboundClosed: {
                    session.listeners.leave(number)
                }
                try await writer.finish(nil)
            }
        )
    }

    /// What is to be told next.
    private struct Events {
        let session: Session
        private var status: Status?
        private var reader = CurveReader()
        private var lastWritten = ContinuousClock.now

        init(session: Session) { self.session = session }

        /// What has changed since the last time; nil where nothing has.
        mutating func next() throws -> String? {
            var text = ""
            let (status, curve) = session.snapshot.withLock { ($0.status, $0.curve) }
            if status != self.status {
                text += try EventStream.event("status", status)
                self.status = status
            }
            if let news = reader.news(of: curve) { text += try EventStream.event("curve", news) }
            let now = ContinuousClock.now
            if text.isEmpty, now - lastWritten >= EventStream.silence { text = ": here\n\n" }
            if text.isEmpty { return nil }
            lastWritten = now
            return text
        }
    }

    private static func event(_ name: String, _ value: some Encodable) throws -> String {
        // JSON without formatting has no line breaks.
        "event: \(name)\ndata: \(String(decoding: try JSON.encode(value), as: UTF8.self))\n\n"
    }
}

import Foundation
import TestSupport
import Testing

@testable import Studio

@Suite("Event streams, and sessions that nobody looks at", .serialized)
struct EventTests {
    /// An event stream, read by a thread that may wait.
    private final class Stream: Sendable {
        let connection: HTTPConnection

        init(_ session: TestSession) throws {
            connection = try HTTPConnection(port: session.studio.port)
            let request =
                "GET /api/sessions/\(session.id)/events HTTP/1.1\r\n"
                + "Host: 127.0.0.1:\(session.studio.port)\r\n\r\n"
            try connection.send(Data(request.utf8))
            let (status, headers) = try connection.readHead()
            guard status == 200, headers["content-type"] == "text/event-stream" else {
                throw HTTPConnection.Failure(description: "no event stream: \(status)")
            }
        }

        /// The next event of a name that fits.
        func next(_ name: String, where fits: (JSON.Value) -> Bool = { _ in true }) throws
            -> JSON.Value
        {
            while let text = connection.read(through: "\n\n") {
                guard let start = text.range(of: "event: \(name)\ndata: ")?.upperBound else {
                    continue
                }
                // A chunk's length may stand before and behind.
                let line = text[start...].prefix { $0 != "\n" }
                let value = try JSONDecoder().decode(JSON.Value.self, from: Data(line.utf8))
                if fits(value) { return value }
            }
            throw HTTPConnection.Failure(description: "the stream ended")
        }

        func close() { connection.close() }
    }

    private static func onThread<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }

    @Test("Status and curve come at once, and when something changes")
    func events() async throws {
        let session = try await TestStudio.shared.value.begin()
        let stream = try await Self.onThread { try Stream(session) }
        defer { stream.close() }
        let status = try await Self.onThread { try stream.next("status") }
        #expect(status["steps"] == .number(0) && status["loss"] == .null)
        let curve = try await Self.onThread { try stream.next("curve") }
        #expect(curve["reset"] == .flag(true) && curve["points"] == .list([]))
        _ = try await session.value("train", posting: #"{"action":"step"}"#)
        let point = try await Self.onThread { try stream.next("curve") }
        // Where it began, and where it is.
        let steps = point["points"]?.list?.map { $0.object?["step"]?.number ?? -1 }
        #expect(point["reset"] == .flag(false) && steps == [0, 1])
        _ = try await session.value("train", posting: #"{"action":"run","steps":500}"#)
        let end = try await Self.onThread {
            try stream.next("status") {
                $0["steps"] == .number(501) && $0["running"] == .flag(false)
            }
        }
        #expect(end["loss"]?.number != nil && end["epoch"]?.number ?? 0 > 31)
        let late = try await Self.onThread {
            let late = try Stream(session)
            defer { late.close() }
            return try late.next("curve")
        }
        #expect(late["points"]?.list?.count ?? 0 >= 2)
        _ = try await session.delete()
        // The stream of a session that has ended ends.
        await #expect(throws: HTTPConnection.Failure.self) {
            _ = try await Self.onThread { try stream.next("status") { _ in false } }
        }
    }

    @Test("A stream to no session is refused")
    func unknown() async throws {
        let answer = try await TestStudio.shared.value.get("/api/sessions/none/events")
        #expect(answer.status == 404)
        #expect(try answer.value()["code"] == .text("unknown-session"))
    }

    @Test("Closing the stream pauses the training, and later ends the session")
    func closing() async throws {
        let studio = try await TestStudio.start {
            $0.pausesAfter = .milliseconds(50)
            $0.endsAfter = .seconds(2)
        }
        let session = try await studio.begin()
        let stream = try await Self.onThread { try Stream(session) }
        _ = try await session.value("train", posting: #"{"action":"run"}"#)
        _ = try await Self.onThread {
            try stream.next("status") { $0["steps"]?.number ?? 0 > 100 }
        }
        stream.close()
        let paused = try await session.wait { $0["status"]?["running"] == .flag(false) }
        #expect(paused["status"]?["steps"]?.number ?? 0 > 100)
        while try await session.get().status != 404 { try await Task.sleep(for: .milliseconds(50)) }
    }

    @Test("The session of a page that is hidden goes on until it was away for too long")
    func lingering() async throws {
        let studio = try await TestStudio.start {
            $0.pausesAfter = .zero
            $0.endsAfter = .seconds(1)
        }
        let session = try await studio.begin()
        let lingered = try await session.post("linger", #"{"seconds":3600}"#)
        if lingered.status == 404 { return }  // It was not fast enough.
        #expect(lingered.status == 204)
        // Others end meanwhile.
        let other = try await studio.begin()
        while try await other.get().status != 404 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try await session.get().status == 200)
        for body in [#"{"seconds":0}"#, #"{"seconds":3601}"#, #"{"seconds":"x"}"#, "{}"] {
            _ = try await session.refusal("linger", 400, posting: body)
        }
    }

    @Test("Twenty sessions train and answer at once, each by itself")
    func twenty() async throws {
        let studio = try await TestStudio.shared.value
        let weights = try await withThrowingTaskGroup(of: (Int, Data).self) { group in
            for number in 0..<20 {
                group.addTask {
                    let session = try await studio.begin(
                        changing: ["seed": .number(Double(number / 2))]
                    )
                    _ = try await session.value("train", posting: #"{"action":"run","steps":300}"#)
                    _ = try await session.value(
                        "answer",
                        posting: #"{"input":{"kind":"point","x":0.1,"y":0.2}}"#
                    )
                    _ = try await session.wait { $0["status"]?["running"] == .flag(false) }
                    return (number, try await session.weights())
                }
            }
            return try await group.reduce(into: [Int: Data]()) { $0[$1.0] = $1.1 }
        }
        for pair in 0..<10 { #expect(weights[2 * pair] == weights[2 * pair + 1]) }
        #expect(Set(weights.values).count == 10)
    }

    @Test("Where there are too many sessions, the oldest that nobody looks at ends")
    func limit() async throws {
        let studio = try await TestStudio.start { $0.sessionLimit = 2 }
        let first = try await studio.begin()
        let stream = try await Self.onThread { try Stream(first) }
        _ = try await Self.onThread { try stream.next("status") }
        let second = try await studio.begin()
        let third = try await studio.begin()
        #expect(try await first.get().status == 200)
        #expect(try await second.get().status == 404)
        let other = try await Self.onThread { try Stream(third) }
        _ = try await Self.onThread { try other.next("status") }
        let catalogue = try await studio.get("/api/catalogue").value()
        let settings = try #require(catalogue["defaults"]?["circle"])
        let refused = try await studio.post("/api/sessions", "{\"settings\":\(settings.text)}")
        #expect(refused.status == 503 && refused.text.contains("close a page"))
        stream.close()
        other.close()
    }
}

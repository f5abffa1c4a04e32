import Foundation
import TestSupport
import Testing

@testable import Studio

/// A studio that listens at some port, with few digits.
struct TestStudio: Sendable {
    let port: Int

    /// One for all tests that do not mind others.
    static let shared = Task { try await TestStudio.start() }

    /// Starts a studio that runs until the tests end.
    static func start(
        _ change: (inout StudioConfiguration) -> Void = { _ in }
    ) async throws -> TestStudio {
        var configuration = StudioConfiguration(port: 0, version: "0.0.1")
        configuration.digitCount = 600
        configuration.epochs = 1
        // The sessions of one test must not end another's.
        configuration.sessionLimit = 1000
        change(&configuration)
        let studio = try Studio(configuration)
        let (addresses, ready) = AsyncThrowingStream.makeStream(of: String.self)
        Task {
            do {
                try await studio.run { ready.yield($0) }
                ready.finish()
            } catch {
                ready.finish(throwing: error)
            }
        }
        for try await address in addresses {
            let port = try #require(URL(string: address)?.port)
            return TestStudio(port: port)
        }
        throw HTTPConnection.Failure(description: "the studio ended before it listened")
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> HTTPAnswer {
        try await exchange("GET", path, headers: headers)
    }

    func post(
        _ path: String,
        _ body: String,
        headers: [String: String] = [:]
    ) async throws -> HTTPAnswer {
        try await exchange("POST", path, headers: headers, body: Data(body.utf8))
    }

    func delete(_ path: String) async throws -> HTTPAnswer { try await exchange("DELETE", path) }

    /// Asks, and asks again where the studio is busy with other tests, as its answer says.
    private func exchange(
        _ method: String,
        _ path: String,
        headers: [String: String] = [:],
        body: Data? = nil
    ) async throws -> HTTPAnswer {
        while true {
            let answer = try await ask(port: port, method, path, headers: headers, body: body)
            guard answer.status == 503, answer.text.contains("ask again") else { return answer }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Begins a session with the usual settings of some data, or with changed ones.
    func begin(
        _ data: String = "circle",
        changing changes: [String: JSON.Value] = [:],
        recipe: JSON.Value = .list([])
    ) async throws -> TestSession {
        let catalogue = try await get("/api/catalogue").value()
        var settings = try #require(catalogue["defaults"]?[data]?.object)
        settings.merge(changes) { $1 }
        let body = JSON.Value.object(["settings": .object(settings), "recipe": recipe])
        let answer = try await post("/api/sessions", body.text)
        try #require(answer.status == 201, "\(answer.text)")
        let value = try answer.value()
        let id = try #require(value["id"]?.string)
        return TestSession(studio: self, id: id, begun: value)
    }
}

/// A session of a studio under test.
struct TestSession: Sendable {
    let studio: TestStudio
    let id: String
    /// What the studio answered when it began.
    let begun: JSON.Value

    private func path(_ name: String) -> String {
        "/api/sessions/\(id)" + (name.isEmpty ? "" : "/" + name)
    }

    func get(_ name: String = "") async throws -> HTTPAnswer { try await studio.get(path(name)) }

    func post(_ name: String, _ body: String = "{}") async throws -> HTTPAnswer {
        try await studio.post(path(name), body)
    }

    func delete() async throws -> HTTPAnswer { try await studio.delete(path("")) }

    /// The answer to what must succeed.
    func value(_ name: String = "", posting body: String? = nil) async throws -> JSON.Value {
        let answer = if let body { try await post(name, body) } else { try await get(name) }
        try #require(answer.status == 200, "\(name): \(answer.text)")
        return try answer.value()
    }

    /// The line that refuses what must fail.
    func refusal(_ name: String, _ status: Int, posting body: String? = nil) async throws -> String
    {
        let answer = if let body { try await post(name, body) } else { try await get(name) }
        #expect(answer.status == status, "\(name) \(body ?? ""): \(answer.text)")
        return try #require(try answer.value()["error"]?.string)
    }

    func weights() async throws -> Data {
        let answer = try await get("weights")
        try #require(answer.status == 200)
        return answer.body
    }

    /// Asks for the session until something holds.
    func wait(until holds: (JSON.Value) -> Bool) async throws -> JSON.Value {
        while true {
            let value = try await value()
            if holds(value) { return value }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// A session that begins with what this one says of itself.
    func replayed() async throws -> TestSession {
        let now = try await value()
        let settings = try #require(now["settings"]?.object)
        let recipe = try #require(now["recipe"])
        return try await studio.begin("circle", changing: settings, recipe: recipe)
    }
}

import Dispatch
import NeuralNetworks
import Testing

@testable import Studio

@Suite("Work beside Swift's pool")
struct OffPoolTests {
    @Test(
        "Too much at once is refused by a line, what was taken is done, and a studio that begins then begins"
    )
    func limit() async throws {
        let gate = DispatchSemaphore(value: 0)
        let results = await withTaskGroup(of: StudioError?.self) { group in
            // More than there is room for, each of which waits until one is refused.
            for _ in 0...Limits.work {
                group.addTask {
                    do {
                        try await offPoolForRequest { gate.wait() }
                        return nil
                    } catch {
                        // What it draws for itself is not refused.
                        let materials = try? Materials(Self.configuration, nil)
                        let data = try? await materials?.data(named: "digits")
                        #expect(data?.training.count == 600)
                        for _ in 0..<Limits.work { gate.signal() }
                        return error as? StudioError
                    }
                }
            }
            return await group.reduce(into: [StudioError?]()) { $0.append($1) }
        }
        let refusals = results.compactMap(\.self)
        #expect(!refusals.isEmpty)
        #expect(refusals.allSatisfy { "\($0)".contains("ask again in a moment") })
        let after = try await again()
        #expect(after == 7)
    }

    private static var configuration: StudioConfiguration {
        var configuration = StudioConfiguration(port: 0, version: "0.0.1")
        (configuration.digitCount, configuration.epochs) = (600, 1)
        return configuration
    }

    /// Other tests may have work under way.
    private func again() async throws -> Int {
        while true {
            do { return try await offPoolForRequest { 7 } } catch is StudioError {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
    }
}

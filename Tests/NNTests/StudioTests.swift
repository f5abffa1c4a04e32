import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("nn studio")
struct StudioTests {
    /// A program that runs until it is told to end.
    private final class Running: @unchecked Sendable {
        // Unchecked: one test uses it, from one thread at a time.
        private let process = Process()
        private let output = Pipe()
        let port: Int

        init(_ arguments: [String]) throws {
            let program = try #require(BuiltProgram.path("nn"), "nn is not beside the tests")
            process.executableURL = URL(filePath: program)
            process.arguments = ["studio"] + arguments
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            try process.run()
            var line = Data()
            while !line.contains(0x0A) {
                let bytes = output.fileHandleForReading.availableData
                if bytes.isEmpty { break }
                line += bytes
            }
            let text = String(decoding: line, as: UTF8.self)
            let address = try #require(
                text.firstMatch(of: #/http://127\.0\.0\.1:([0-9]+)/#),
                "\(text)"
            )
            port = try #require(Int(address.1))
        }

        /// Sends a signal and waits for the end.
        func end(_ signal: Int32) -> Int32 {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test(
        "It answers, and a signal ends it at once, whatever is open and runs",
        arguments: [SIGTERM, SIGINT]
    )
    func life(signal: Int32) async throws {
        let running = try Running(["--json", "--port", "0"])
        let page = try await ask(port: running.port, "GET", "/")
        #expect(page.status == 200 && page.text.contains("<"))
        let settings =
            #"{"data":"moons","start":"fresh","hidden":[4],"activation":"tanh","loss":"cross-entropy","#
            + #""optimizer":"adam","learningRate":0.01,"batchSize":32,"seed":1}"#
        let begun = try await ask(
            port: running.port,
            "POST",
            "/api/sessions",
            body: Data(#"{"settings":\#(settings)}"#.utf8)
        )
        #expect(begun.status == 201)
        let id = try #require(begun.text.firstMatch(of: #/"id":"([0-9a-f]+)"/#)).1
        let stream = try HTTPConnection(port: running.port)
        try stream.send(
            Data("GET /api/sessions/\(id)/events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
        )
        #expect(try stream.readHead().status == 200)
        let run = try await ask(
            port: running.port,
            "POST",
            "/api/sessions/\(id)/train",
            body: Data(#"{"action":"run"}"#.utf8)
        )
        #expect(run.status == 200)
        #expect(running.end(signal) == 0)
        stream.close()
    }

    @Test("A port that is in use is one clear line")
    func portInUse() async throws {
        let running = try Running(["--json", "--port", "0"])
        let child = try await withTemporaryFolder { folder in
            try await Command.run("studio", "--no-browser", "--port", "\(running.port)", in: folder)
        }
        #expect(child.status == 1 && child.output.isEmpty)
        #expect(
            child.errors
                == "Error: the studio cannot listen at 127.0.0.1, port \(running.port): it is in "
                + "use already; choose another port by --port, 0 for any that is free\n"
        )
        #expect(running.end(SIGTERM) == 0)
    }

    @Test("What cannot be used is one clear line")
    func mistakes() async throws {
        try await withTemporaryFolder { folder in
            try Fixture.write(Array("no file".utf8), "text.safetensors", in: folder)
            for (arguments, words) in [
                (["none.safetensors"], "none.safetensors: there is no such file"),
                (["text.safetensors"], "text.safetensors: the file has 7 bytes"),
                (["--data", "none"], "none: there is no such file"),
                (["--data", "."], ".: the folder has no file train-images-idx3-ubyte"),
                (["--port", "-1"], "the port must be 0 to 65535, not -1"),
                (["--port", "65536"], "the port must be 0 to 65535, not 65536"),
                (["--threads", "0"], "the number of threads must be 1 to 256, not 0"),
                (["--page", "none"], "none: there is no such folder"),
            ] {
                let child = try await Command.run(
                    ["studio", "--no-browser"] + arguments,
                    in: folder
                )
                #expect(child.status != 0 && child.output.isEmpty, "\(arguments)")
                #expect(child.errors.hasPrefix("Error: " + words), "\(child.errors)")
                #expect(child.errors.split(separator: "\n").count == 1, "\(child.errors)")
            }
        }
    }

    @Test("It shows a model file of dense layers, and refuses others")
    func model() async throws {
        try await withTemporaryFolder { folder in
            try await Command.trainDigits("--hidden", "12", in: folder)
            let running = try Running(["--json", "--port", "0", folder + "/digits.safetensors"])
            let catalogue = try await ask(port: running.port, "GET", "/api/catalogue")
            #expect(catalogue.text.contains("digits.safetensors"))
            #expect(catalogue.text.contains(#""hidden":[12]"#))
            #expect(running.end(SIGTERM) == 0)

            let other = Network {
                Conv1D(3, kernel: 2, activation: .relu)
                Flatten()
                Dense(2)
            }
            try Model(other, input: [2]).save(to: folder + "/other.safetensors")
            let child = try await Command.run("studio", "other.safetensors", in: folder)
            #expect(child.status == 1)
            #expect(
                child.errors
                    == "Error: other.safetensors: it has the layer Conv1D; the studio shows networks "
                    + "of dense layers, with or without convolutions over pictures before them\n"
            )
        }
    }
}

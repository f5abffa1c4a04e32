import Foundation
import MediaFiles
import TestSupport
import Testing

@testable import Studio

@Suite("Who is let in, and what is served")
struct GuardTests {
    @Test(
        "Only this machine's own names are answered to",
        arguments: [
            ("127.0.0.1", 200), ("localhost:80", 200), ("[::1]:80", 200), ("127.1.2.3:80", 200),
            ("studio.localhost", 200), ("example.com", 403), ("127.0.0.1.example.com", 403),
            ("192.168.1.2", 403), ("127.0.0", 403), ("", 403),
        ]
    )
    func host(name: String, status: Int) async throws {
        let studio = try await TestStudio.shared.value
        let answer = try await studio.get("/api/catalogue", headers: ["Host": name])
        #expect(answer.status == status)
    }

    @Test("Only the studio's own page may ask")
    func origin() async throws {
        let studio = try await TestStudio.shared.value
        for (origin, status) in [
            ("http://127.0.0.1:\(studio.port)", 200), ("http://127.0.0.1", 403), ("null", 403),
            ("http://example.com", 403), ("https://127.0.0.1:\(studio.port)", 403),
        ] {
            let answer = try await studio.get("/api/catalogue", headers: ["Origin": origin])
            #expect(answer.status == status, "\(origin)")
        }
    }

    @Test("What is posted is JSON")
    func contentType() async throws {
        let studio = try await TestStudio.shared.value
        for type in ["text/plain", "application/x-www-form-urlencoded", ""] {
            let answer = try await studio.post(
                "/api/sessions",
                "{}",
                headers: ["Content-Type": type]
            )
            #expect(answer.status == 415, "\(type)")
        }
        let answer = try await studio.post(
            "/api/sessions",
            "{}",
            headers: ["Content-Type": "application/json; charset=utf-8"]
        )
        #expect(answer.status == 400)
    }

    @Test("The page comes with its type, a tag, and headers that keep it to itself")
    func page() async throws {
        let studio = try await TestStudio.shared.value
        let answer = try await studio.get("/")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
        #expect(answer.headers["cache-control"] == "no-cache")
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'self';") == true)
        #expect(Array(answer.body) == EmbeddedFile.bytes(of: "index.html"))
        let tag = try #require(answer.headers["etag"])
        let again = try await studio.get("/", headers: ["If-None-Match": tag])
        #expect(again.status == 304 && again.body.isEmpty)
        let other = try await studio.get("/", headers: ["If-None-Match": "\"0\""])
        #expect(other.status == 200)
    }

    @Test("Text is compressed for who takes it")
    func compression() async throws {
        let studio = try await TestStudio.shared.value
        let plain = try await studio.get("/main.js")
        #expect(plain.headers["content-encoding"] == nil)
        for (accepts, isCompressed) in [
            ("gzip, deflate, br", true), ("br;q=1.0, gzip;q=0.8", true), ("gzip;q=0", false),
            ("br", false),
        ] {
            let answer = try await studio.get("/main.js", headers: ["Accept-Encoding": accepts])
            let content =
                isCompressed
                ? try Gzip.decompress(Array(answer.body), file: "main.js") : Array(answer.body)
            #expect((answer.headers["content-encoding"] == "gzip") == isCompressed)
            #expect(content == Array(plain.body), "\(accepts)")
        }
    }

    @Test("A folder is served instead of the page in the program, read anew, and nothing beside it")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            let page = folder + "/page"
            try FileManager.default.createDirectory(
                atPath: page + "/parts",
                withIntermediateDirectories: true
            )
            func write(_ text: String, _ name: String) throws {
                try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
            }
            try write("secret", "secret.txt")
            try write("hidden", "page/.hidden")
            try write("one", "page/index.html")
            try write("let a = 1", "page/parts/a.js")
            let studio = try await TestStudio.start { $0.page = page }
            #expect(try await studio.get("/").text == "one")
            try write("two", "page/index.html")
            #expect(try await studio.get("/").text == "two")
            let script = try await studio.get("/parts/a.js")
            #expect(script.text == "let a = 1")
            #expect(script.headers["content-type"] == "text/javascript; charset=utf-8")
            for path in [
                "/../secret.txt", "/parts/../../secret.txt", "/%2e%2e/secret.txt", "/.hidden",
                "//etc/passwd", "/parts", "/none.js", "/..%2fsecret.txt",
            ] {
                let answer = try await studio.get(path)
                #expect(answer.status == 404, "\(path)")
            }
        }
    }

    @Test("What is open to other machines needs the token, which becomes a cookie")
    func token() async throws {
        let (addresses, ready) = AsyncStream.makeStream(of: String.self)
        var configuration = StudioConfiguration(port: 0, host: "0.0.0.0", version: "0.0.1")
        configuration.digitCount = 60
        configuration.epochs = 1
        let studio = try Studio(configuration)
        let run = Task { try await studio.run { ready.yield($0) } }
        defer { run.cancel() }
        var iterator = addresses.makeAsyncIterator()
        let text = try #require(await iterator.next())
        let address = try #require(URLComponents(string: text))
        let port = try #require(address.port)
        let token = try #require(address.queryItems?.first?.value)
        #expect(token.count == 32)

        let host = ["Host": "studio.example:\(port)"]
        let without = try await ask(port: port, "GET", "/", headers: host)
        #expect(without.status == 401)
        let wrong = try await ask(port: port, "GET", "/?token=\(token.dropLast())x", headers: host)
        #expect(wrong.status == 401)
        let right = try await ask(port: port, "GET", "/?token=\(token)", headers: host)
        #expect(right.status == 303 && right.headers["location"] == "/")
        let cookie = try #require(right.headers["set-cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        let name = String(cookie.prefix { $0 != ";" })
        for path in ["/", "/api/catalogue"] {
            let answer = try await ask(
                port: port,
                "GET",
                path,
                headers: host.merging(["Cookie": name]) { $1 }
            )
            #expect(answer.status == 200, "\(path)")
        }
        let forged = try await ask(
            port: port,
            "GET",
            "/api/catalogue",
            headers: host.merging(["Cookie": "nn-studio-token=0"]) { $1 }
        )
        #expect(forged.status == 401)
    }

    @Test("An address that is not known gets one line of JSON")
    func unknownPath() async throws {
        let studio = try await TestStudio.shared.value
        for (method, path) in [
            ("GET", "/api/none"), ("POST", "/api/catalogue"), ("PUT", "/"), ("GET", "/none"),
            ("GET", "/api/sessions/0/none"),
        ] {
            let body: Data? = method == "POST" ? Data("{}".utf8) : nil
            let answer = try await ask(port: studio.port, method, path, body: body)
            let value = try answer.value()
            #expect(answer.status == 404 && value["error"]?.string != nil, "\(method) \(path)")
        }
    }

    @Test("A body that is too large is refused")
    func hugeBody() async throws {
        let studio = try await TestStudio.shared.value
        // It is not even waited for.
        let answer = try await ask(
            port: studio.port,
            "POST",
            "/api/sessions",
            headers: [
                "Content-Length": "\(Limits.bodyBytes + 1)", "Content-Type": "application/json",
            ]
        )
        #expect(answer.status == 413)
        #expect(try answer.value()["error"]?.string?.contains("12 MB") == true)
    }
}

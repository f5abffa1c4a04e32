package import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A connection to a server on this machine that sends exactly what a test says.
package final class HTTPConnection: @unchecked Sendable {
    // Unchecked: one test uses it, from one thread at a time.
    private let handle: FileHandle
    private var unread = Data()

    /// Connects.
    ///
    /// - Throws: ``Failure`` where nobody listens.
    package init(port: Int) throws {
        #if canImport(Darwin)
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard result == 0 else { throw Failure(description: "nobody listens at port \(port)") }
    }

    /// Sends bytes as they are.
    package func send(_ bytes: Data) throws { try handle.write(contentsOf: bytes) }

    /// The bytes up to the end of a mark, as text; nil where the connection ends before.
    package func read(through mark: String) -> String? {
        let mark = Data(mark.utf8)
        while true {
            if let range = unread.range(of: mark) {
                let text = String(decoding: unread[..<range.upperBound], as: UTF8.self)
                unread = Data(unread[range.upperBound...])
                return text
            }
            guard receive() else { return nil }
        }
    }

    /// All that comes until the other side closes.
    package func readAll() -> Data {
        while receive() {}
        defer { unread = Data() }
        return unread
    }

    /// As many bytes as said, or fewer where the connection ends before.
    package func read(count: Int) -> Data {
        while unread.count < count, receive() {}
        defer { unread = Data(unread.dropFirst(count)) }
        return Data(unread.prefix(count))
    }

    /// Closes the connection at once.
    package func close() { try? handle.close() }

    private func receive() -> Bool {
        // What is there, unlike `read(upToCount:)`, which waits until it is so much.
        let bytes = handle.availableData
        guard !bytes.isEmpty else { return false }
        unread += bytes
        return true
    }

    /// Why there is no answer.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        package init(description: String) { self.description = description }
    }
}

/// What a server answered.
package struct HTTPAnswer: Sendable {
    /// The status of HTTP.
    package let status: Int
    /// The headers, their names in small letters.
    package let headers: [String: String]
    /// The body.
    package let body: Data

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
}

/// Asks a server on this machine, by a connection of its own, from a thread that may wait.
///
/// - Parameters:
///   - port: Where it listens.
///   - method: Such as `GET`.
///   - path: What is asked for.
///   - headers: Headers besides or instead of the usual ones.
///   - body: What is sent, as JSON.
/// - Returns: The answer.
/// - Throws: What keeps the server from being asked.
package func ask(
    port: Int,
    _ method: String,
    _ path: String,
    headers: [String: String] = [:],
    body: Data? = nil
) async throws -> HTTPAnswer {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(
                with: Result {
                    let connection = try HTTPConnection(port: port)
                    defer { connection.close() }
                    var all = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
                    if let body {
                        all["Content-Length"] = "\(body.count)"
                        all["Content-Type"] = "application/json"
                    }
                    all.merge(headers) { $1 }
                    let head =
                        "\(method) \(path) HTTP/1.1\r\n"
                        + all.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n"
                    try connection.send(Data(head.utf8))
                    // A server may answer and close before it has read all.
                    if let body { try? connection.send(body) }
                    return try connection.readAnswer()
                }
            )
        }
    }
}

extension HTTPConnection {
    /// Reads the head of an answer.
    package func readHead() throws -> (status: Int, headers: [String: String]) {
        guard let head = read(through: "\r\n\r\n") else {
            throw Failure(description: "the server closed without an answer")
        }
        var lines = head.components(separatedBy: "\r\n")[...]
        let status = lines.removeFirst().split(separator: " ").dropFirst().first.flatMap { Int($0) }
        var headers: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            headers[line[..<colon].lowercased()] = value
        }
        return (status ?? 0, headers)
    }

    fileprivate func readAnswer() throws -> HTTPAnswer {
        let (status, headers) = try readHead()
        let length = headers["content-length"].flatMap { Int($0) }
        let body =
            length.map { read(count: $0) } ?? (status == 204 || status == 304 ? Data() : readAll())
        return HTTPAnswer(status: status, headers: headers, body: body)
    }
}

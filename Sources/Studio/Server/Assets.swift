import HTTPTypes
import Hummingbird
import MediaFiles
import NIOCore
import NeuralNetworks
import Synchronization

/// The files of the page: those in the program, or those of a folder, read anew for each request.
final class Assets: Sendable {
    private let folder: String?
    /// The file that is shown first.
    private let first: String
    /// What was compressed before, by the tags of what it was made from.
    private let compressed = Mutex<[String: [UInt8]]>([:])
    /// Files of a folder change; of so many versions none is kept any longer.
    private static let mostCompressed = 1000

    init(folder: String?, first: String) { (self.folder, self.first) = (folder, first) }

    /// The file of a path.
    ///
    /// - Throws: ``StudioError`` where there is none.
    func response(to request: Request) throws -> Response {
        let path = request.uri.path
        let name = path == "/" ? first : String(path.dropFirst())
        guard
            !name.split(separator: "/", omittingEmptySubsequences: false).contains(where: {
                $0.isEmpty || $0.hasPrefix(".") || $0.contains("%") || $0.contains("\\")
            }), let bytes = bytes(of: name)
        else {
            throw StudioError.notFound("there is no page \"\(path.prefix(200))\"")
        }
        let type = Assets.contentType(of: name)
        let tag = Assets.hash(bytes)
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "no-cache", .vary: "Accept-Encoding",
        ]
        var sent = bytes
        var sentTag = "\"\(tag)\""
        if Assets.isText(type), Assets.takesGzip(request), let smaller = compress(bytes, tag) {
            (sent, sentTag) = (smaller, "\"\(tag)z\"")
            headers[.contentEncoding] = "gzip"
        }
        headers[.eTag] = sentTag
        if request.headers[.ifNoneMatch] == sentTag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: sent))
        )
    }

    /// Bytes compressed once.
    private func compress(_ bytes: [UInt8], _ tag: String) -> [UInt8]? {
        if let known = compressed.withLock({ $0[tag] }) { return known }
        guard let made = Gzip.compress(bytes) else { return nil }
        compressed.withLock { compressed in
            if compressed.count >= Assets.mostCompressed { compressed = [:] }
            compressed[tag] = made
        }
        return made
    }

    private static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.hasPrefix("application/json") || type == "image/svg+xml"
    }

    private static func takesGzip(_ request: Request) -> Bool {
        request.headers[.acceptEncoding]?.split(separator: ",").contains { part in
            part.split(separator: ";").first?.filter { $0 != " " } == "gzip"
                && !part.filter({ $0 != " " }).hasSuffix("q=0")
        } ?? false
    }

    private func bytes(of name: String) -> [UInt8]? {
        if let folder { return try? WholeFile.read(folder + "/" + name, limit: 1 << 26) }
        return EmbeddedFile.bytes(of: name)
    }

    private static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "json": "application/json; charset=utf-8"
        case "woff2": "font/woff2"
        case "txt", "md": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }

    /// FNV-1a: the same bytes have the same tag.
    private static func hash(_ bytes: [UInt8]) -> String {
        String(
            bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 },
            radix: 16
        )
    }
}

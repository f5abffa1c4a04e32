import HTTPTypes
import Hummingbird
import NIOCore
import NeuralNetworks
import StudioAssets

/// The files of the page: those in the program, or those of a folder, read anew for each request.
struct Assets: Sendable {
    let folder: String?

    /// The file of a path; nil where there is none.
    func response(to request: Request) throws -> Response {
        let path = request.uri.path
        let name = path == "/" ? "index.html" : String(path.dropFirst())
        guard !name.split(separator: "/", omittingEmptySubsequences: false).contains(where: {
            $0.isEmpty || $0.hasPrefix(".") || $0.contains("%") || $0.contains("\\")
        }), let bytes = bytes(of: name) else {
            throw StudioError.notFound("there is no page \"\(path.prefix(200))\"")
        }
        let tag = "\"\(Assets.hash(bytes))\""
        let headers: HTTPFields = [
            .contentType: Assets.contentType(of: name), .cacheControl: "no-cache", .eTag: tag,
        ]
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
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

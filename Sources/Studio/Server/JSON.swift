import HTTPTypes
import Hummingbird
import NIOCore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Bodies of requests and responses.
enum JSON {
    /// A response with a value as its body.
    static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws
        -> Response
    {
        try Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: encode(value)))
        )
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return Array(try encoder.encode(value))
    }

    /// The value in a request's body; an empty body is an empty object.
    static func body<Value: Decodable>(
        of request: Request,
        as type: Value.Type = Value.self
    ) async throws -> Value {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > Limits.bodyBytes
        {
            throw NIOTooManyBytesError(maxBytes: Limits.bodyBytes)
        }
        let buffer = try await request.body.collect(upTo: Limits.bodyBytes)
        let bytes = buffer.readableBytes == 0 ? Data("{}".utf8) : Data(buffer.readableBytesView)
        return try JSONDecoder().decode(type, from: bytes)
    }
}

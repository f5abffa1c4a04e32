import Datasets
import HTTPTypes
import Hummingbird
import MediaFiles
import NIOCore
import NeuralNetworks

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Every error becomes a status and one line, as JSON.
struct Problems: RouterMiddleware {
    typealias Context = BasicRequestContext

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problems.problem(error, request)
            return try JSON.response(
                ErrorMessage(error: problem.description, code: problem.code),
                status: HTTPResponse.Status(code: problem.status)
            )
        }
    }

    private static func problem(_ error: any Error, _ request: Request) -> StudioError {
        switch error {
        case let error as StudioError: error
        case let error as DecodingError: .badRequest("the request's JSON: " + error.problem)
        case is EncodingError:
            .unprocessable(
                "the network's numbers are too large to be told; take back the last turns or begin anew"
            )
        case let error as InspectionError: .badRequest(error.description)
        case let error as TrainingError: .unprocessable(error.description)
        case let error as ParameterError: .badRequest(error.description)
        case let error as ModelFileError: .unprocessable(error.description)
        case let error as TokenizerError: .badRequest(error.description)
        case let error as ShapeError: .unprocessable(error.description)
        case let error as ExamplesError: .badRequest(error.description)
        case is NIOTooManyBytesError:
            StudioError(
                413,
                "a request may have \(Limits.bodyBytes >> 20) MB, and this one has more"
            )
        case let error as HTTPError where error.status == .notFound:
            .notFound("there is no \(request.method) \(request.uri.path.prefix(200))")
        case let error as any HTTPResponseError:
            StudioError(error.status.code, error.status.reasonPhrase)
        default: StudioError(500, "\(error)")
        }
    }
}

extension DecodingError {
    /// What was wrong and where, in one line.
    var problem: String {
        func place(_ path: [any CodingKey]) -> String {
            path.reduce("") { text, key in
                key.intValue.map { "\(text)[\($0)]" }
                    ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
            }
        }
        switch self {
        case .keyNotFound(let key, let context):
            return "\"\(place(context.codingPath + [key]))\" is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return "\"\(place(context.codingPath))\" is no \(DecodingError.word(for: type))"
        case .dataCorrupted(let context):
            let place = place(context.codingPath)
            return place.isEmpty
                ? "it is no JSON, or has a number that its field cannot take"
                : "\"\(place)\": \(context.debugDescription)"
        @unknown default: return "it is not what was expected"
        }
    }

    private static func word(for type: any Any.Type) -> String {
        switch type {
        case is Int.Type, is Int32.Type, is UInt64.Type: "whole number"
        case is Float.Type, is Double.Type: "number"
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any Collection.Type: "list or object"
        default: "\(type)"
        }
    }
}

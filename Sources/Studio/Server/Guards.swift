import HTTPTypes
import Hummingbird

/// Lets in only requests of the studio's own page.
///
/// A page of another origin could otherwise have the browser send requests here: its name would be in
/// `Host` (a name that was made to point to this machine) or in `Origin`.
struct Guards: RouterMiddleware {
    typealias Context = BasicRequestContext

    /// What must be known to get in; nil where only this machine can.
    let token: String?

    private static let cookie = "nn-studio-token"

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let authority = request.head.authority ?? ""
        if token == nil, !HostName.isLoopback(HostName.name(inAuthority: authority)) {
            throw StudioError(
                403,
                "the studio answers only to this machine's own names, such as 127.0.0.1, not to "
                    + "\"\(authority.prefix(80))\""
            )
        }
        if let origin = request.headers[.origin], origin != "http://" + authority {
            throw StudioError(
                403,
                "the studio answers only to its own page, not to \"\(origin.prefix(80))\""
            )
        }
        if let token, let response = try admit(request, token) { return response }
        if request.method == .post {
            let type = request.headers[.contentType] ?? ""
            guard MediaType(from: type)?.isType(.applicationJson) == true else {
                throw StudioError(
                    415,
                    "the content type must be application/json, not \"\(type.prefix(80))\""
                )
            }
        }
        return try await next(request, context)
    }

    /// Checks the token.
    ///
    /// Who brings it in the address gets it as a cookie, and an address without it.
    private func admit(_ request: Request, _ token: String) throws(StudioError) -> Response? {
        let given = request.uri.queryParameters["token"].map(String.init)
        if request.uri.path == "/", let given, Guards.isEqual(given, token) {
            return Response(
                status: .seeOther,
                headers: [
                    .location: "/",
                    .setCookie: "\(Guards.cookie)=\(token); HttpOnly; SameSite=Strict; Path=/",
                    .cacheControl: "no-store",
                ]
            )
        }
        if let cookie = request.cookies[Guards.cookie]?.value, Guards.isEqual(cookie, token) {
            return nil
        }
        throw StudioError(
            401,
            "open the studio by the address that nn studio printed, which ends in its token"
        )
    }

    /// Compares in a time that does not tell how much is right.
    private static func isEqual(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Headers that keep the page to itself.
struct SafetyHeaders: RouterMiddleware {
    typealias Context = BasicRequestContext

    private static let policy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data:; "
        + "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = SafetyHeaders.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

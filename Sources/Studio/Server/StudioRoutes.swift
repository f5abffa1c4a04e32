import Hummingbird

/// What one kind of studio answers, and the page that asks.
protocol StudioRoutes: Sendable {
    /// The file of the page that is shown first.
    var page: String { get }
    /// Adds what is answered under `/api`.
    func add(to api: RouterGroup<BasicRequestContext>)
    /// Puts away what nobody looks at any more; called a few times a second.
    func tidy()
    /// Ends all that is under way.
    func end()
}

extension StudioRoutes {
    /// The way of a request: made safe, found, answered; errors become JSON.
    ///
    /// - Parameters:
    ///   - folder: Where the page's files are; nil for those in the program.
    ///   - token: What must be known to get in; nil where only this machine can.
    /// - Returns: The router of the server.
    func makeRouter(page folder: String?, token: String?) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: SafetyHeaders())
        router.add(middleware: Problems())
        router.add(middleware: Guards(token: token))
        add(to: router.group("api"))
        let assets = Assets(folder: folder, first: page)
        router.get("/") { request, _ in try assets.response(to: request) }
        router.get("**") { request, _ in try assets.response(to: request) }
        return router
    }
}

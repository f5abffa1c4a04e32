import Dispatch
import Hummingbird
import Learners
import Logging
import NIOCore
import NeuralNetworks

/// A page on which one looks into networks, turns them and teaches them, and the server behind it.
///
/// ```swift
/// let studio = try Studio(StudioConfiguration(version: "1.0"))
/// try await studio.run { address in print("the studio is at \(address)") }
/// ```
public final class Studio: Sendable {
    private let configuration: StudioConfiguration
    private let routes: any StudioRoutes
    /// What a page must know where other machines may reach the studio.
    private let token: String?

    /// Prepares everything; digits are drawn and learned from meanwhile.
    ///
    /// - Throws: An error of one clear line where a file cannot be used.
    public init(_ configuration: StudioConfiguration) throws {
        self.configuration = configuration
        token = configuration.isOpen ? Sessions.makeName() : nil
        let processor = Processor(threads: configuration.threads)
        let model = try configuration.model.map { try Model(contentsOf: $0, processor: processor) }
        if let model, LanguagePreparation.isNamed(in: model) {
            routes = try LanguageRoutes(model, configuration)
            return
        }
        if let files = try configuration.files
            ?? model.flatMap({ try OwnFiles.model($0, named: configuration.model ?? "") })
        {
            routes = OwnFilesRoutes(files, configuration)
            return
        }
        let materials = try Materials(configuration, model)
        routes = Routes(
            materials: materials,
            sessions: Sessions(materials, configuration),
            configuration: configuration
        )
    }

    /// Serves until its task is cancelled.
    ///
    /// - Parameter ready: Called with the page's address once it can be opened.
    /// - Throws: ``StudioProblem`` where the port cannot be listened at.
    public func run(_ ready: @escaping @Sendable (String) -> Void) async throws {
        defer { routes.end() }
        do {
            try await serve(at: configuration.port ?? StudioConfiguration.usualPort, ready)
        } catch let error as IOError {
            guard configuration.port == nil, isInUse(error.errnoCode) else {
                throw problem(error)
            }
            do { try await serve(at: 0, ready) } catch let error as IOError { throw problem(error) }
        }
    }

    private func problem(_ error: IOError) -> StudioProblem {
        let port = configuration.port ?? StudioConfiguration.usualPort
        return StudioProblem(
            "the studio cannot listen at \(host), port \(port): \(systemWords(for: error.errnoCode)); "
                + "choose another port by --port, 0 for any that is free"
        )
    }

    private var host: String { configuration.host ?? "127.0.0.1" }

    private func serve(at port: Int, _ ready: @escaping @Sendable (String) -> Void) async throws {
        var logger = Logger(label: "studio")
        logger.logLevel = .critical
        let application = Application(
            router: routes.makeRouter(page: configuration.page, token: token),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port)
            ),
            onServerRunning: { channel in
                ready(self.address(port: channel.localAddress?.port ?? port))
            },
            logger: logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(250))
                    self.routes.tidy()
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func address(port: Int) -> String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "http://\(name):\(port)/" + (token.map { "?token=\($0)" } ?? "")
    }
}

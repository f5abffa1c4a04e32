/// What the studio shows and where it listens.
public struct StudioConfiguration: Sendable {
    /// A model file that sessions start from, instead of the network that is trained at the beginning.
    public var model: String?
    /// A folder with MNIST's IDX files, shown besides the drawn digits.
    public var data: String?
    /// Examples of one's own to learn from, instead of digits and points.
    public var files: OwnFiles?
    /// The port; 0 for any that is free, nil for the usual one or else any.
    public var port: Int?
    /// The address to be reached under from other machines, by a token; nil for this machine only.
    public var host: String?
    /// How many threads each training has.
    public var threads: Int
    /// A folder whose files are served instead of the page in the program, read anew for each request.
    public var page: String?
    /// The program's version.
    public var version: String

    /// How many digits are drawn.
    var digitCount = 60_000
    /// How many epochs the network is trained at the beginning; nil for as many as usual.
    var epochs: Int?
    /// When a session that nobody looks at pauses its training.
    var pausesAfter = Duration.seconds(2)
    /// When a session that nobody looks at ends.
    var endsAfter = Duration.seconds(30)
    /// How many sessions there may be.
    var sessionLimit = Limits.sessions

    /// The studio of this machine.
    public init(
        model: String? = nil,
        data: String? = nil,
        port: Int? = nil,
        host: String? = nil,
        threads: Int = 1,
        page: String? = nil,
        version: String
    ) {
        self.model = model
        self.data = data
        self.port = port
        self.host = host
        self.threads = threads
        self.page = page
        self.version = version
    }

    /// The port where none is asked for, so that addresses of pages hold; where it is in use, any other.
    static let usualPort = 8642

    /// Whether other machines may reach the studio.
    var isOpen: Bool { host.map { !HostName.isLoopback($0) } ?? false }
}

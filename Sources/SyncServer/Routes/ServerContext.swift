import Hummingbird
import Logging
import NIOCore

/// What a request carries through the routes.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks, once a gate has found out.
    let visitor = Visitor()
    /// `nil` where a server without sockets answers.
    let channel: (any Channel)?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    init(logger: Logger) {
        coreContext = .init(source: WithoutChannel(logger: logger))
        channel = nil
    }

    private struct WithoutChannel: RequestContextSource {
        let logger: Logger
    }

    /// Where the connection comes from, for rate limits; never logged.
    var address: String {
        let peer = channel?.remoteAddress ?? channel?.parent?.remoteAddress
        return peer?.ipAddress ?? "unknown"
    }
}

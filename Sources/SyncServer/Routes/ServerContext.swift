import Hummingbird
import Logging
import NIOCore

/// What a request carries through the routes.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Where the connection comes from, for rate limits; never logged.
    var address: String {
        let peer = channel.remoteAddress ?? channel.parent?.remoteAddress
        return peer?.ipAddress ?? "unknown"
    }
}

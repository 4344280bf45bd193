import SyncCore

/// What comes back for one request.
struct Passage: Sendable {
    /// `nil` if no answer began.
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    /// What ended the connection, after the body.
    var error: TransportError?

    /// A connection that broke before an answer began.
    static let lost = Passage(error: .connectionLost(host: "simulated"))
}

import SyncCore

/// No request and no answer is larger than its limit, and the server always knows what to say.
enum BoundedMessages {
    static let sentence = "message sizes are bounded"
    /// Bytes that a server takes of one push; the pushing side keeps below with its framing.
    static let requestBytes = 4 * 1_024 * 1_024

    static func check(_ request: HTTPRequest, answeredBy passage: Passage) throws(Violation) {
        if case .bytes(let bytes)? = request.body, bytes.count > requestBytes {
            throw Violation(of: sentence, "a request of \(bytes.count) bytes")
        }
        guard passage.body.count <= request.answerLimit else {
            throw Violation(of: sentence, "an answer of \(passage.body.count) bytes")
        }
        guard passage.head?.status != 500 else {
            throw Violation(of: "the server answers every request", "500 to \(request.target)")
        }
    }
}

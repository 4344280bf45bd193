/// One request to the one server that a ``Transport`` speaks to.
public struct HTTPRequest: Sendable {
    /// What the protocol uses of HTTP.
    public enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
    }

    public var method: Method
    /// Path and query, from the slash; already percent-encoded.
    public var target: String
    public var fields: [HTTPField]
    public var body: HTTPBody?
    /// The most bytes that the answer's body may have.
    public var answerLimit: Int
    /// How long the server may stay silent on purpose, in seconds: a long poll.
    public var serverWait: Int
    public var onProgress: (@Sendable (TransferProgress) -> Void)?

    public init(
        _ method: Method,
        _ target: String,
        fields: [HTTPField] = [],
        body: HTTPBody? = nil,
        answerLimit: Int = Limits.answerBytes,
        serverWait: Int = 0,
        onProgress: (@Sendable (TransferProgress) -> Void)? = nil
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.answerLimit = answerLimit
        self.serverWait = serverWait
        self.onProgress = onProgress
    }
}

/// A header field.
public struct HTTPField: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What goes up.
public enum HTTPBody: Sendable {
    case bytes([UInt8])
    /// Read piece by piece, and possibly once more from an earlier offset when a kept connection turns out
    /// dead.
    ///
    /// `read` gets an offset and the most bytes to give; it gives none at the end, and `nil` to give up.
    case stream(length: Int?, read: @Sendable (_ offset: Int, _ count: Int) -> [UInt8]?)

    var length: Int? {
        switch self {
        case .bytes(let bytes): bytes.count
        case .stream(let length, _): length
        }
    }
}

/// Bytes of bodies that have gone up and come down.
public struct TransferProgress: Hashable, Sendable {
    public let sent: Int
    public let received: Int
}

/// What an answer says before its body.
public struct HTTPResponseHead: Hashable, Sendable {
    public let status: Int
    /// Names in lower case.
    public let fields: [HTTPField]

    public init(status: Int, fields: [HTTPField] = []) {
        self.status = status
        self.fields = fields
    }

    /// The first field with this lower-case name.
    public subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}

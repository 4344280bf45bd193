/// How long a transport waits.
public struct TransportPatience: Hashable, Sendable {
    /// For a connection, TLS included.
    public var connect: Duration
    /// For a server that sends or takes fewer than ``Limits/lowSpeedBytes`` a second; whole seconds.
    public var silence: Duration

    public init(connect: Duration = .seconds(15), silence: Duration = .seconds(30)) {
        self.connect = connect
        self.silence = silence
    }
}

extension Duration {
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    /// Rounded up, at least one.
    var wholeSeconds: Int {
        max(1, (milliseconds + 999) / 1_000)
    }
}

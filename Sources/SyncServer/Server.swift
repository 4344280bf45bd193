import CoreMetrics
import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import HummingbirdTLS
public import Logging
import NIOCore
public import ServiceLifecycle
public import SyncCore

/// The central server of one data folder.
///
/// Run it in a `ServiceGroup`: a graceful shutdown ends the long polls, finishes the requests and commits
/// under way, then stops.
public struct Server: Service {
    private let host: Host
    private let options: ServeOptions
    private let tls: TLSFiles?
    private let lock: ServeLock
    private let limits: RateLimits
    private let budget: PushBudget
    private let passwordCost: ScryptCost
    private let logger: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// Opens the folder and takes its lock.
    ///
    /// - Parameters:
    ///   - folder: of an initialised server.
    ///   - options: where to listen, and how safely.
    ///   - logger: for requests and failures; it gets no secrets and no free text.
    ///   - surroundings: time and randomness.
    ///   - onReady: called once with the port when the server accepts connections.
    /// - Throws: ``ServerError``
    public init(
        _ folder: DataFolder,
        options: ServeOptions,
        logger: Logger,
        surroundings: Surroundings = .system,
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws(ServerError) {
        try self.init(
            folder,
            options: options,
            limits: RateLimits(),
            logger: logger,
            surroundings: surroundings,
            onReady: onReady
        )
    }

    init(
        _ folder: DataFolder,
        options: ServeOptions,
        limits: RateLimits,
        budget: PushBudget = PushBudget(),
        passwordCost: ScryptCost = .usual,
        logger: Logger,
        surroundings: Surroundings,
        onReady: @escaping @Sendable (Int) async -> Void
    ) throws(ServerError) {
        let key = try ServerKeyFile.read(from: folder)
        lock = try ServeLock(folder)
        host = try Host(folder, key: key, surroundings: surroundings)
        tls = try Self.tls(options, folder: folder, key: key, now: surroundings.wallMilliseconds())
        self.options = options
        self.limits = limits
        self.budget = budget
        self.passwordCost = passwordCost
        self.logger = logger
        self.onReady = onReady
        try host.resume()
    }

    /// Serves until a graceful shutdown.
    ///
    /// - Throws: ``ServerError/addressNotFree(host:port:)``, or what stopped the server.
    public func run() async throws {
        let signals = SpaceSignals()
        let meters = ServerMeters(registry: PrometheusRegistry())
        let commits = CommitQueue(replica: host.replica, signals: signals, meters: meters)
        let routes = Routes(
            host: host,
            limits: limits,
            signals: signals,
            meters: meters,
            commits: commits,
            budget: budget,
            trustAnchor: tls?.trustAnchor,
            signIn: SignIn(host: host, limits: limits, cost: passwordCost),
            tiles: options.tiles
        )
        let application = Application(
            router: routes.router,
            server: try transport,
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                backlog: 1_024
            ),
            onServerRunning: { [onReady] channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        // Shut down in reverse order: first the long polls, then the connections, last the commits they
        // wait for.
        var configuration = ServiceGroupConfiguration(
            services: [
                commits, ChangeWatcher(database: host.database, signals: signals), application,
                WaitEnder(signals: signals),
            ],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = ServerLimits.shutdownPatience
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE || error.errnoCode == EACCES {
            throw ServerError.addressNotFree(host: options.host, port: options.port)
        }
        withExtendedLifetime(lock) {}
    }

    private var transport: HTTPServerBuilder {
        get throws {
            let plain = HTTP1Channel.Configuration(idleTimeout: .seconds(ServerLimits.idleSeconds))
            guard let tls else { return .http1(configuration: plain) }
            return try .http2Upgrade(
                tlsConfiguration: tls.configuration,
                configuration: HTTP2UpgradeChannel.Configuration(
                    idleTimeout: .seconds(ServerLimits.idleSeconds),
                    streamConfiguration: plain
                )
            )
        }
    }

    private static func tls(
        _ options: ServeOptions,
        folder: DataFolder,
        key: SigningKey,
        now: Int64
    ) throws(ServerError) -> TLSFiles? {
        switch options.security {
        case .ownAuthority(let hosts): return try TLSFiles(of: folder, key: key, hosts: hosts, now: now)
        case .files(let certificate, let key): return try TLSFiles(certificate: certificate, key: key)
        case .none:
            guard IPAddress.isLoopback(options.host) else { throw .plainOutsideLoopback(host: options.host) }
            return nil
        }
    }
}

import Hummingbird

/// Every address of the server.
///
/// Documentation/Protocol.md describes them.
struct Routes: Sendable {
    let host: Host
    let limits: RateLimits
    let signals: SpaceSignals
    let meters: ServerMeters
    let commits: CommitQueue
    let budget: PushBudget
    let trustAnchor: String?
    let signIn: SignIn

    var router: Router<ServerContext> {
        let pages = PageGate(signIn: signIn, library: .builtIn)
        let nonces = Nonces(surroundings: host.surroundings)
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLogMiddleware(meters: meters))
        router.add(middleware: ProblemMiddleware(nonces: nonces))
        router.add(middleware: PageMiddleware(gate: pages))
        HealthRoutes(host: host, signals: signals, meters: meters).add(to: router)

        let enrolment = Enrolment(host: host, limits: limits, signals: signals)
        let first = router.group("v1")
        EnrolmentRoutes(enrolment: enrolment, trustAnchor: trustAnchor).add(to: first)

        let sessions = Sessions(surroundings: host.surroundings)
        let gate = SpaceGate(
            admission: Admission(host: host, limits: limits, nonces: nonces, sessions: sessions)
        )
        let space = first.group("spaces/{space}")
        SessionRoutes(gate: gate).add(to: space)
        let reader = PullReader(host: host, signals: signals)
        PullRoutes(gate: gate, reader: reader).add(to: space)
        EvidenceRoutes(gate: gate, reader: reader, signals: signals).add(to: space)
        PushRoutes(
            gate: gate,
            reception: PushReception(host: host, commits: commits),
            budget: budget
        ).add(to: space)
        BlobRoutes(gate: gate).add(to: space)
        UploadRoutes(gate: gate, uploads: Uploads()).add(to: space)
        let reading = ReadGate(devices: gate, signIn: signIn, limits: limits)
        ReadRoutes(gate: reading, replica: host.replica).add(to: first)
        RecordRoutes(gate: reading, replica: host.replica, snapshots: Snapshots(host: host)).add(to: space)
        RedactionRoutes(gate: gate, desk: RedactionDesk(host: host, signals: signals)).add(to: space)
        SignInRoutes(gate: pages).add(to: router)
        AccountRoutes(gate: pages).add(to: router)
        StartRoutes(gate: pages).add(to: router)
        let spacePages = SpacePages(gate: pages, desk: ReviewDesk(host: host, signals: signals))
        QueueRoutes(pages: spacePages).add(to: router)
        RecordPageRoutes(pages: spacePages).add(to: router)
        AssetRoutes().add(to: router)
        router.refuseOtherMethods()
        return router
    }
}

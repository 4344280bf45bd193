import Hummingbird
import SyncCore

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
    let tiles: TileSource?

    var router: Router<ServerContext> {
        let client = OpenIDClient(now: host.surroundings.wallMilliseconds)
        let city = OpenIDSignIn(signIn: signIn, client: client)
        let pages = PageGate(signIn: signIn, city: city, library: .builtIn, tiles: tiles)
        let pictures = Pictures(of: host.replica)
        let nonces = Nonces(surroundings: host.surroundings)
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLogMiddleware(meters: meters))
        router.add(middleware: ProblemMiddleware(nonces: nonces))
        router.add(middleware: PageMiddleware(gate: pages))
        router.add(middleware: AuditMiddleware(host: host))
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
        let snapshots = Snapshots(host: host)
        RecordRoutes(gate: reading, replica: host.replica, snapshots: snapshots).add(to: space)
        ModelRoutes(gate: reading, pictures: pictures, snapshots: snapshots).add(to: space)
        FeatureRoutes(gate: reading, pictures: pictures).add(to: space)
        let redactions = RedactionDesk(host: host, signals: signals)
        RedactionRoutes(gate: gate, desk: redactions).add(to: space)
        SignInRoutes(gate: pages).add(to: router)
        OpenIDRoutes(gate: pages).add(to: router)
        AccountRoutes(gate: pages).add(to: router)
        let desk = ReviewDesk(host: host, signals: signals)
        addPages(SpacePages(gate: pages, desk: desk, pictures: pictures), redactions, to: router)
        AssetRoutes().add(to: router)
        router.refuseOtherMethods()
        return router
    }

    /// Where people meet the records.
    private func addPages(
        _ pages: SpacePages,
        _ redactions: RedactionDesk,
        to router: Router<ServerContext>
    ) {
        StartRoutes(pages: pages).add(to: router)
        QueueRoutes(pages: pages).add(to: router)
        RecordPageRoutes(pages: pages).add(to: router)
        RedactionPageRoutes(pages: pages, desk: redactions).add(to: router)
        NewRecordRoutes(pages: pages).add(to: router)
        PhotoRoutes(pages: pages).add(to: router)
        DuplicateRoutes(pages: pages).add(to: router)
        MapRoutes(pages: pages).add(to: router)
        WeekRoutes(pages: pages).add(to: router)
        YearRoutes(pages: pages).add(to: router)
        TableRoutes(pages: pages).add(to: router)
        ExportRoutes(pages: pages).add(to: router)
        ReportRoutes(pages: pages).add(to: router)
        AdministrationRoutes(pages: pages).add(to: router)
    }
}

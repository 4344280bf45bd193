public import SyncCore

/// What the administrator's commands do.
///
/// They work beside a running server, which notices within a second.
public struct Administration: Sendable {
    let host: Host
    /// Whom the audit log names.
    private let actor: String

    init(over host: Host, actingAs actor: String = "field-server") {
        self.host = host
        self.actor = actor
    }

    /// Opens a server's folder.
    public init(_ folder: DataFolder, surroundings: Surroundings = .system) throws(ServerError) {
        self.init(over: try Host(folder, surroundings: surroundings))
    }

    /// Tells the audit log what was done.
    func note(_ about: String, in space: SpaceID? = nil) throws(ServerError) {
        try host.database.note(
            .administered,
            by: actor,
            in: space,
            about: about,
            at: host.surroundings.wallMilliseconds()
        )
    }

    /// Makes a server in a folder: key, databases, certificate authority.
    ///
    /// What is there already stays.
    ///
    /// - Parameters:
    ///   - folder: made if it is not there.
    ///   - hosts: names and addresses, besides localhost, that clients reach the server by.
    ///   - surroundings: time and randomness.
    /// - Throws: ``ServerError``
    public init(
        initialising folder: DataFolder,
        hosts: [String] = [],
        surroundings: Surroundings = .system
    ) throws(ServerError) {
        try folder.create()
        let key = try ServerKeyFile.create(in: folder)
        self.init(over: try Host(folder, key: key, surroundings: surroundings))
        _ = try TLSFiles(of: folder, key: key, hosts: hosts, now: surroundings.wallMilliseconds())
    }

    /// What a client compares with a code: SHA-256 of the server's public key.
    public var fingerprint: KeyID { host.key.publicKey.id }

    /// The spaces' names, ascending, with the members that are present and the segments that are stored.
    public func spaces() throws(ServerError) -> [SpaceReport] {
        let members = try host.database.members()
        var reports: [SpaceReport] = []
        for space in try host.database.spaces() {
            let head: SpaceHead?
            do throws(StoreError) {
                head = try host.replica.head(of: space.id)
            } catch {
                throw .store(error)
            }
            reports.append(
                SpaceReport(
                    id: space.id,
                    name: space.name,
                    members: members.count { $0.space == space.id && $0.isPresent },
                    segments: head?.stream.position ?? 0,
                    stateDigest: head?.digest ?? .zero
                )
            )
        }
        return reports
    }

    /// Adds a space with its control log and its first generation.
    ///
    /// - Parameters:
    ///   - name: what people see.
    ///   - id: of a space that was lost with the server and that laptops still hold; `nil` for a new one.
    /// - Returns: the space's id.
    /// - Throws: ``ServerError/spaceExists(_:)`` if the name or the id is taken.
    @discardableResult
    public func addSpace(_ name: String, id: SpaceID? = nil) throws(ServerError) -> SpaceID {
        let name = try Self.checked(name)
        guard try !host.database.spaces().contains(where: { $0.name == name || $0.id == id }) else {
            throw .spaceExists(name)
        }
        var generator = host.surroundings.generator
        let space = HostedSpace(id: id ?? .random(using: &generator), name: name)
        do throws(StoreError) {
            try host.start(space)
            try host.controlLog.publish(name, of: space)
        } catch {
            throw .store(error)
        }
        try host.database.insert(space)
        try note("space add \(name)", in: space.id)
        return space.id
    }

    /// A name in canonical form.
    static func checked(_ name: String) throws(ServerError) -> String {
        guard case .text(let name) = Value.canonicalText(name), !name.isEmpty,
            name.utf8.count <= ServerLimits.nameBytes,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw .nameNotAllowed(name) }
        return name
    }
}

/// One space, for a listing.
public struct SpaceReport: Hashable, Sendable, Encodable {
    public let id: SpaceID
    public let name: String
    public let members: Int
    public let segments: UInt64
    /// What every replica with the same segments has; see ``StateDigest``.
    public let stateDigest: StateDigest

    private enum CodingKeys: String, CodingKey {
        case id, name, members, segments
        case stateDigest = "state_digest"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id.description, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(members, forKey: .members)
        try container.encode(segments, forKey: .segments)
        try container.encode(stateDigest.description, forKey: .stateDigest)
    }
}

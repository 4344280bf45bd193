import Foundation
import TestSupport

@testable import SyncCore

/// Laptops of one space with a folder for their bundles.
struct BundleBench {
    let space: TestSpace
    let folder = try? TestFolder()

    /// Cheap to try, for tests.
    static let cost = ScryptCost(roundsExponent: 10)

    init(seed: UInt64) throws {
        space = try TestSpace(seed: seed)
    }

    func path(_ name: String) -> String { folder?.file(name) ?? name }

    /// A server with one segment of its control log.
    func controlLog() throws -> Replica {
        let server = try space.server()
        let record = RecordKey(kind: ControlLog.certificate, id: RecordID(high: 1, low: 1))
        let edit = RecordEdit(record: record, edits: [.set(ControlLog.content, .bytes([1, 2, 3]))])
        _ = try server.save([edit], in: space.id, sealingWith: space.serverKey)
        return server
    }

    /// A laptop and what writes and reads its bundles.
    func laptop(_ pseudonym: String) throws -> BundleLaptop {
        let member = try space.member(pseudonym)
        return try BundleLaptop(space.laptop(member), member.key, in: space)
    }
}

struct BundleLaptop {
    let replica: Replica
    let engine: BundleEngine
    let space: SpaceID
    let key: SigningKey

    init(_ replica: Replica, _ key: SigningKey, in space: TestSpace) throws {
        let keys = MemoryKeys()
        try keys.keep([space.id: key])
        self.replica = replica
        self.space = space.id
        self.key = key
        engine = BundleEngine(
            replica: replica,
            keys: keys,
            surroundings: replica.surroundings,
            cost: BundleBench.cost
        )
    }

    func write(_ title: String, of number: UInt64) throws {
        _ = try replica.save([.title(title, of: number)], in: space)
    }

    /// Seals, so that the next change starts another segment.
    func seal() throws { try replica.seal(space, with: key) }

    func digest() throws -> StateDigest { try replica.digest(of: space) }

    func vector() throws -> VersionVector { try replica.vector(of: space) }

    func segments() throws -> [Segment] { try replica.allSegments(of: space) }
}

extension BundlePassphrase {
    static func sample() throws -> BundlePassphrase { try BundlePassphrase("fyra torra björkar") }
}

extension String {
    var fileBytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(filePath: self))) }
    }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: self)) }
}

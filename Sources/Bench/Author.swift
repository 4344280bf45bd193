import FieldModel
import SyncCore

/// A laptop that wrote all the observations and sealed them: what others merge.
struct Author {
    let space = SpaceID(high: 0x4661_6C74_6269_6C64, low: 46)
    let server = SigningKey()
    let segments: [Segment]

    init(_ observations: Observations) throws {
        let key = SigningKey()
        let replica = try Replica(at: .memory, schema: schema)
        try replica.enrol(in: space, with: key, by: server)
        for start in stride(from: 0, to: observations.edits.count, by: Limits.segmentChanges) {
            let batch = observations.edits[start...].prefix(Limits.segmentChanges)
            _ = try replica.save(Array(batch), in: space)
        }
        try replica.seal(space, with: key)
        segments = try replica.unacknowledgedSegments(of: space, countLimit: .max, byteLimit: .max)
    }
}

extension Replica {
    /// Makes the replica a member of a space, without a server to ask.
    func enrol(in space: SpaceID, with key: SigningKey, by server: SigningKey) throws {
        let certificate = try Certificate(
            space: space,
            publicKey: key.publicKey,
            pseudonym: "falk-07",
            rights: [.write, .review],
            signedBy: server
        )
        try addSpace(space, name: "hv-shared", trusting: [server.publicKey])
        var generator = SystemRandomNumberGenerator()
        let nonce = RecordID.random(using: &generator).bytes
        try startLog(
            LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: certificate),
            in: space
        )
    }
}

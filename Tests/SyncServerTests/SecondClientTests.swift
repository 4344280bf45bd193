import FieldModel
import Foundation
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// A client that was written from Documentation/Protocol.md alone, against the real server over TLS.
@Suite struct SecondClientTests {
    @Test func `another client enrols, verifies everything and shows the records that the server shows`()
        async throws
    {
        try await withTLSServer { server, python in
            var first = try await server.device("falk-07", in: ["hv-shared"])
            var second = try await server.device("uggla-02", in: ["hv-shared"])
            try await first.openSession("hv-shared")
            try await second.openSession("hv-shared")
            try await first.quarrel(with: second)

            let invitation = try server.administration.invite(
                pseudonym: "python-01",
                spaces: ["hv-shared", "hv-police"],
                rights: .write
            )
            let outcome = try await python.run(code: invitation.code.text)
            try #require(outcome.status == 0, "\(outcome.errors)")
            let shown = try outcome.records
            #expect(shown.count == 3)
            let listed = try await first.listed()
            let pairs = zip(try Self.normal(shown), try Self.normal(listed))
            for (python, server) in pairs { #expect(python == server) }
            #expect(shown.contains { $0["withdrawn"] as? Bool == true })

            try await first.describe("Ny belysning på gång, åter i maj")
            let again = try await python.run()
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.contains("Ny belysning på gång, åter i maj"))
        }
    }

    @Test func `another client refuses a code that was made for another server, and tells it nothing`()
        async throws
    {
        try await withTLSServer { server, python in
            let invitation = try server.administration.invite(
                pseudonym: "python-01",
                spaces: ["hv-shared"],
                rights: .write
            )
            let stranger = EnrolmentCode(secret: invitation.code.secret, server: SigningKey().publicKey)
            let outcome = try await python.run(code: stranger.text)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("another server"))
            #expect(try await python.run(code: invitation.code.text).status == 0)
        }
    }

    @Test func `another client notices every kind of byte that was changed in what it pulled`() async throws {
        try await withTLSServer { server, python in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try await device.describe("Klotter vid Åkermyntan")
            let invitation = try server.administration.invite(
                pseudonym: "python-01",
                spaces: ["hv-shared"],
                rights: .write
            )
            try #require(try await python.run(code: invitation.code.text).status == 0)
            let space = try device.membership("hv-shared").space
            let stream = python.folder.appending(path: "state/\(space).stream")
            let bytes = try Data(contentsOf: stream)
            for offset in stride(from: 17, to: bytes.count, by: bytes.count / 12) {
                var changed = bytes
                changed[offset] ^= 0x10
                try changed.write(to: stream)
                let outcome = try await python.run()
                #expect(outcome.status == 1, "the byte at \(offset) was changed")
            }
            try bytes.write(to: stream)
            #expect(try await python.run().status == 0)
        }
    }

    @Test func `another client's own code agrees with every golden vector`() async throws {
        let outcome = try await PythonClient.checkVectors()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("every vector agrees"))
    }

    /// Runs a server whose clock is the machine's, since TLS looks at that one.
    private func withTLSServer(_ body: (TestServer, PythonClient) async throws -> Void) async throws {
        try await withFolder { folder in
            let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds())
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            try administration.addSpace("hv-police")
            try await withServer(in: folder, clock: clock, security: .ownAuthority(hosts: [])) { server in
                try await body(server, PythonClient(in: folder.path, server: server.address.text))
            }
        }
    }

    /// What both clients must agree on, in one form.
    private static func normal(_ records: [[String: Any]]) throws -> [String] {
        try records.map { record in
            var conflicts = record["conflicts"] as? [String] ?? []
            if let open = record["conflicts"] as? [String: Any] {
                conflicts = open.keys.sorted()
                if record["withdrawal_contested"] as? Bool == true { conflicts.append("withdrawal") }
            }
            let common: [String: Any] = [
                "kind": record["kind"] ?? "", "id": record["id"] ?? "", "fields": record["fields"] ?? [:],
                "conflicts": conflicts.sorted(), "withdrawn": record["withdrawn"] ?? false,
            ]
            let data = try JSONSerialization.data(withJSONObject: common, options: .sortedKeys)
            return String(decoding: data, as: UTF8.self)
        }.sorted()
    }
}

extension TestDevice {
    private static let place = RecordKey(kind: .place, id: RecordID(high: 0, low: 1))
    private static let observation = RecordKey(kind: .observation, id: RecordID(high: 0, low: 2))
    private static let settlement = RecordKey(kind: .settlement, id: RecordID(high: 0, low: 3))

    fileprivate func describe(_ text: String) async throws {
        try saveAndSeal([RecordEdit(record: Self.observation, edits: [.set(Observation.description, text)])])
        try await pushAll()
    }

    /// Both edit the same records, a field of each policy, without knowing of each other.
    fileprivate func quarrel(with other: TestDevice) async throws {
        try saveAndSeal([
            RecordEdit(
                record: Self.place,
                edits: [
                    .set(Place.name, "Hässelby torg"), .set(Place.priority, .low),
                    .add(Place.concerns, [.disorder, .dumping]),
                ]
            ),
            RecordEdit(
                record: Self.observation,
                edits: [
                    .set(Observation.gravity, .serious), .set(Observation.status, .open),
                    .set(Observation.description, "Trasig lampa"),
                ]
            ),
            RecordEdit(record: Self.settlement, edits: [.set(Settlement.status, .suspected)]),
        ])
        try await pushAll()
        try await other.pullAll()

        try saveAndSeal([
            RecordEdit(
                record: Self.place,
                edits: [.set(Place.priority, .medium), .remove(Place.concerns, [.dumping])]
            ),
            RecordEdit(
                record: Self.observation,
                edits: [.set(Observation.gravity, .mild), .set(Observation.status, .reported)]
            ),
        ])
        try saveAndSeal([RecordEdit(record: Self.settlement, edits: [.withdraw])])
        try other.saveAndSeal([
            RecordEdit(
                record: Self.place,
                edits: [.set(Place.priority, .high), .add(Place.concerns, [.violence])]
            ),
            RecordEdit(
                record: Self.observation,
                edits: [
                    .set(Observation.gravity, .critical), .set(Observation.status, .remedied),
                    .clear(Observation.description),
                ]
            ),
        ])
        try await pushAll()
        try await other.pushAll()
    }

    fileprivate func saveAndSeal(_ edits: [RecordEdit]) throws {
        let membership = try membership("hv-shared")
        _ = try replica.save(edits, in: membership.space)
        _ = try replica.seal(membership.space, with: membership.key)
    }

    /// Every record as the server's read interface shows it.
    fileprivate func listed() async throws -> [[String: Any]] {
        let path = try path("hv-shared", "records?withdrawn=1&limit=1000")
        let answer = try await get(path, token: tokens["hv-shared"])
        let page = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return page?["records"] as? [[String: Any]] ?? []
    }
}

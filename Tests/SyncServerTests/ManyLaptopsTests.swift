import SyncCore
import Testing

@testable import SyncServer

/// Many laptops at once; how long it takes is the benchmark's affair.
@Suite struct ManyLaptopsTests {
    private static let laptops = 20
    /// Of each laptop, a log for each of them.
    private static let connections = 10
    private static let changes = 50

    @Test func `two hundred connections that push fifty changes each at once are all acknowledged`()
        async throws
    {
        try await withServer { server in
            var devices: [TestDevice] = []
            for number in 0..<Self.laptops {
                var device = try await server.device("fågel-\(number)", in: ["hv-shared"], rights: .write)
                try await device.openSession("hv-shared")
                for log in 0..<Self.connections {
                    if log > 0 { try device.startLog(in: "hv-shared") }
                    let first = (number * Self.connections + log) * Self.changes
                    try device.record(count: Self.changes, from: UInt64(first))
                }
                devices.append(device)
            }
            let receipts = try await Self.pushAtOnce(devices, to: server)
            #expect(Set(receipts.map(\.stream.position)).count == Self.laptops * Self.connections)
            let replica = server.administration.host.replica
            let space = try devices[0].membership("hv-shared").space
            for receipt in receipts {
                let chain = try replica.chain(of: space, at: receipt.stream.position)
                #expect(chain == receipt.stream.chain)
            }
            let last = try await devices[0].pullAll()
            #expect(try devices[0].replica.digest(of: space) == last.head.digest)
            let changes = try replica.check().spaces.first { $0.id == space }?.changes
            // Beside them, the control log has the space's name, and a certificate for each laptop.
            #expect(changes == Self.laptops * (Self.connections * Self.changes + 1) + 1)
        }
    }

    /// Every segment over a connection of its own.
    ///
    /// - Returns: a receipt each.
    /// - Throws: if one push is answered with anything else.
    private static func pushAtOnce(
        _ devices: [TestDevice],
        to server: TestServer
    ) async throws -> [SignedReceipt] {
        try await withThrowingTaskGroup(of: [PushAnswer].self) { tasks in
            for device in devices {
                for segment in try device.unsent() {
                    let connected = device.connected(over: server.transport)
                    tasks.addTask { try connected.answers(in: try await connected.push([segment])) }
                }
            }
            let answers = try await tasks.reduce(into: []) { $0 += $1 }
            return try answers.map { answer in
                guard case .stored(let receipt) = answer.outcome else { throw TestFailure.notStored }
                return receipt
            }
        }
    }
}

extension TestDevice {
    /// Saves so many records, and seals them in one segment.
    fileprivate func record(count: Int, from first: UInt64) throws {
        let membership = try membership("hv-shared")
        let edits = (first..<first + UInt64(count)).map { id in
            RecordEdit(
                record: RecordKey(kind: KindNumber(rawValue: 4_000), id: RecordID(high: 0, low: id)),
                edits: [.set(FieldNumber(rawValue: 16), .canonicalText("nr \(id)"))]
            )
        }
        _ = try replica.save(edits, in: membership.space)
        try replica.seal(membership.space, with: membership.key)
    }
}

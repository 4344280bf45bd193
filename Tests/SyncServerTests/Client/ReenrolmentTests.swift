import SyncCore
import SyncServer
import TestSupport
import Testing

/// A laptop that is a member already, and enrols with a further code.
struct ReenrolmentTests {
    private func enrol(_ laptop: Laptop, with code: EnrolmentCode, at server: TestServer) async throws {
        let enrolment = Enrolment(
            replica: laptop.replica,
            keys: laptop.keys,
            surroundings: server.clock.surroundings,
            connect: { CurlTransport(to: server.address, trusting: $0) }
        )
        _ = try await enrolment.enrol(with: code)
    }

    private func code(
        for pseudonym: String,
        _ rights: Rights,
        at server: TestServer
    ) throws -> EnrolmentCode {
        try server.administration.invite(pseudonym: pseudonym, spaces: ["hv-shared"], rights: rights).code
    }

    @Test func `a member that enrols again has the new code's rights, and what it had not sent arrives`()
        async throws
    {
        try await withServer { server in
            let laptop = try await Laptop("falk-07", with: server)
            let other = try await Laptop("lo-12", with: server)
            try laptop.record("före", in: 1)
            let former = try laptop.replica.spaces()[0].opening
            let all: Rights = [.write, .review, .administer]
            try await enrol(laptop, with: code(for: "falk-07", all, at: server), at: server)
            let opening = try #require(try laptop.replica.spaces()[0].opening)
            #expect(opening.certificate?.rights == all)
            #expect(opening.publicKey == former?.publicKey && opening.nonce != former?.nonce)
            try laptop.record("efter", in: 2)
            let report = await laptop.sync()
            #expect(report.isComplete && report.sentChanges == 2, "\(report.problems)")
            #expect(await other.sync().isComplete)
            #expect(try other.digest == laptop.digest)
            let devices = try server.administration.devices().filter { $0.pseudonym == "falk-07" }
            #expect(devices.map(\.rights) == [all])
        }
    }

    @Test func `a device whose membership had ended is present again with a fresh code`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("falk-07", with: server)
            #expect(await laptop.sync().isComplete)
            _ = try server.administration.revoke("falk-07")
            #expect(await laptop.sync().isComplete == false)
            try await enrol(laptop, with: code(for: "falk-07", .write, at: server), at: server)
            try laptop.record("åter", in: 1)
            let report = await laptop.sync()
            #expect(report.isComplete && report.receipted == 1, "\(report.problems)")
        }
    }

    @Test func `a key of one pseudonym is not enrolled under another, and the code stays good`() async throws
    {
        try await withServer { server in
            let laptop = try await Laptop("falk-07", with: server)
            let fresh = try code(for: "lo-12", .write, at: server)
            do {
                try await enrol(laptop, with: fresh, at: server)
                Issue.record("the key of falk-07 was enrolled as lo-12")
            } catch EnrolmentError.refused(let problem) {
                #expect(problem.code == .enrolmentCodeNotValid)
            }
            let other = try await Laptop("räv-3", with: server)
            try await enrol(
                Laptop(
                    Laptop.store(at: .memory, clock: server.clock),
                    MemoryKeys(),
                    other.space,
                    with: server
                ),
                with: fresh,
                at: server
            )
        }
    }
}

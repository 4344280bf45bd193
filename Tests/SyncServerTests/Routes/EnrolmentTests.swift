import SwiftProtobuf
import SyncCore
import Testing

@testable import SyncServer

@Suite struct EnrolmentTests {
    @Test func `asking which spaces a code is for spends nothing`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let code = try server.invite(["hv-shared", "hv-police"]).code
            for _ in 0..<2 {
                let answer = try await device.enrolment(code.secret, [])
                let spaces = try WireEnrolmentAnswer(serializedBytes: answer.body).spaces
                #expect(spaces.map(\.name) == ["hv-police", "hv-shared"])
                #expect(
                    spaces.allSatisfy { $0.pseudonym == "falk-07" && $0.rights == 1 && !$0.hasCertificate }
                )
            }
        }
    }

    @Test func `the same request twice gives the same answer`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let code = try server.invite(["hv-shared"]).code
            let proofs = try await device.proofs(for: code, keys: [SigningKey()])
            let first = try await device.enrolment(code.secret, proofs)
            server.clock.advance(milliseconds: ServerLimits.longestCodeMilliseconds)
            let second = try await device.enrolment(code.secret, proofs)
            #expect(first.head.status == 200)
            #expect(first.body == second.body)
        }
    }

    @Test func `the same request many times at once gives the same answer`() async throws {
        try await withServer(limits: RateLimits(codeAttemptsPerMinute: 100)) { server in
            for _ in 0..<5 {
                let device = try TestDevice(server: server)
                let code = try server.invite(["hv-shared"]).code
                let proofs = try await device.proofs(for: code, keys: [SigningKey()])
                let answers = try await withThrowingTaskGroup { group in
                    for _ in 0..<8 {
                        group.addTask { try await device.enrolment(code.secret, proofs) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(answers.allSatisfy { $0.head.status == 200 })
                #expect(Set(answers.map(\.body)).count == 1)
            }
        }
    }

    @Test func `a used code is refused to another key, and still tells its spaces`() async throws {
        try await withServer { server in
            var device = try TestDevice(server: server)
            let code = try server.invite(["hv-shared"]).code
            try await device.enrol(code)
            let proof = try EnrolmentProof(
                space: device.membership("hv-shared").space,
                secret: code.secret,
                server: try #require(device.serverKey),
                key: SigningKey()
            )
            try await device.expectRefusal(.enrolmentCodeNotValid, code.secret, [proof])
            #expect(try await device.enrolment(code.secret, []).head.status == 200)
        }
    }

    @Test func `a code expires after 48 hours`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let code = try server.invite(["hv-shared"]).code
            let proofs = try await device.proofs(for: code, keys: [SigningKey()])
            server.clock.advance(milliseconds: ServerLimits.codeMilliseconds)
            try await device.expectRefusal(.enrolmentCodeNotValid, code.secret, [])
            try await device.expectRefusal(.enrolmentCodeNotValid, code.secret, proofs)
        }
    }

    @Test func `a wrong code is refused, and after a while not even looked up`() async throws {
        try await withServer(limits: RateLimits(codeAttemptsPerMinute: 3)) { server in
            let device = try TestDevice(server: server)
            let wrong = [UInt8](repeating: 9, count: 10)
            for _ in 0..<3 { try await device.expectRefusal(.enrolmentCodeNotValid, wrong, []) }
            try await device.expectRefusal(.tooManyRequests, wrong, [])
            let code = try server.invite(["hv-shared"]).code
            #expect(try await device.enrolment(code.secret, []).head.status == 200)
        }
    }

    @Test func `an address that tries many codes is stopped`() async throws {
        try await withServer(limits: RateLimits(attemptsPerMinute: 4)) { server in
            let device = try TestDevice(server: server)
            for number in 1...2 as ClosedRange<UInt8> {
                let wrong = [UInt8](repeating: number, count: 10)
                try await device.expectRefusal(.enrolmentCodeNotValid, wrong, [])
            }
            try await device.expectRefusal(.tooManyRequests, [UInt8](repeating: 3, count: 10), [])
        }
    }

    @Test func `many laptops behind one address enrol at once`() async throws {
        try await withServer(limits: RateLimits(attemptsPerMinute: 2)) { server in
            for number in 0..<4 { _ = try await server.device("fågel-\(number)", in: ["hv-shared"]) }
            #expect(try server.administration.devices().count == 4)
        }
    }

    @Test func `a proof by another key, a missing space and a key twice are refused and spend nothing`()
        async throws
    {
        try await withServer { server in
            var device = try TestDevice(server: server)
            let code = try server.invite(["hv-shared", "hv-police"]).code
            let sound = try await device.proofs(for: code, keys: [SigningKey(), SigningKey()])
            var stolen = sound[0].wire
            stolen.publicKey = .init(SigningKey().publicKey.bytes)
            let same = SigningKey()
            let twice = try await device.proofs(for: code, keys: [same, same])
            try await device.expectRefusal(
                .unauthorised,
                code.secret,
                [try EnrolmentProof(stolen), sound[1]]
            )
            try await device.expectRefusal(.malformed, code.secret, [sound[0]])
            try await device.expectRefusal(.malformed, code.secret, twice)
            try await device.enrol(code)
        }
    }

    @Test func `bytes that are no request and secrets of another length are malformed`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let answer = try await device.post("/v1/enrolments", [0xFF, 0xFF, 0xFF])
            #expect(try device.problem(answer).code == .malformed)
            try await device.expectRefusal(.malformed, [1, 2, 3], [])
            let large = try await device.post("/v1/enrolments", [UInt8](repeating: 0, count: 100_000))
            #expect(try device.problem(large).code == .tooLarge)
        }
    }

    @Test func `the certificate reaches every laptop through the control log`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            let other = try await server.device("uggla-02", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try await device.pullAll()
            let space = try device.membership("hv-shared").space
            let certificate = try other.membership("hv-shared").certificate
            let record = Certificate.record(of: certificate.publicKey)
            let view = try #require(try device.replica.record(record, in: space))
            #expect(try Certificate(record: view) == certificate)
        }
    }
}

extension TestServer {
    func invite(_ spaces: [String]) throws -> FreshInvitation {
        try administration.invite(pseudonym: "falk-07", spaces: spaces, rights: .write)
    }
}

extension TestDevice {
    /// Proofs for the spaces of a code, in the order in which the server names them.
    func proofs(for code: EnrolmentCode, keys: [SigningKey]) async throws -> [EnrolmentProof] {
        let server = try await identity().publicKey
        let answer = try WireEnrolmentAnswer(serializedBytes: try await enrolment(code.secret, []).body)
        return try zip(answer.spaces, keys).map { space, key in
            try EnrolmentProof(space: space.identifier, secret: code.secret, server: server, key: key)
        }
    }

    func expectRefusal(
        _ code: Problem.Code,
        _ secret: [UInt8],
        _ proofs: [EnrolmentProof],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await enrolment(secret, proofs)
        #expect(answer.head.status == code.status, sourceLocation: location)
        #expect(try problem(answer).code == code, sourceLocation: location)
    }
}

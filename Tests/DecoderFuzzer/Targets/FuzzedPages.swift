import Foundation
import SyncCore
import SyncServer
import Synchronization
import TestSupport

/// The pages of a server without sockets, as somebody who is signed in asks for them with damaged addresses
/// and forms.
final class FuzzedPages: Sendable {
    private struct Session {
        let cookie: String
        let formToken: String
    }

    private let program: SocketlessServer
    private let clock: TestSurroundings
    private let space: SpaceID
    private let session = Mutex<Session?>(nil)
    /// Whose folder the program's databases are in: it goes with the server.
    private let server: FuzzedServer

    init(of program: SocketlessServer, by server: FuzzedServer, in space: SpaceID, clock: TestSurroundings) {
        self.program = program
        self.server = server
        self.space = space
        self.clock = clock
    }

    var targets: [FuzzTarget] {
        let items = "/v1/spaces/\(space)/features/collections/observation/items"
        return [
            query(
                "page-query",
                "/spaces/hv-shared/records.geojson",
                sound: "kind=observation&text=sm%C3%A5+ord"
            ),
            query(
                "feature-query",
                items,
                sound: "bbox=17.8,59.3,17.9,59.4&limit=2&datetime=../2024-11-13T00:00:00Z"
            ),
            FuzzTarget("page-form", seeds: [Array("title=Byt+lampor&due_on=2030-02-01".utf8)]) { bytes in
                try await self.ask(.post, "/spaces/hv-shared/new/action", form: bytes)
            },
        ]
    }

    private func query(_ name: String, _ path: String, sound: String) -> FuzzTarget {
        FuzzTarget(name, seeds: [Array(sound.utf8)]) { bytes in
            try await self.ask(.get, path + "?" + Self.address(bytes))
        }
    }

    /// What cannot stand in an address, percent-encoded: a connection would end at it.
    private static func address(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "#")
                ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal
        }
        .joined()
    }

    /// - Throws: ``BrokenPromise`` if the server does not know what to say.
    private func ask(_ method: HTTPRequest.Method, _ target: String, form: [UInt8]? = nil) async throws {
        // So that no rate limit is in the way.
        clock.advance(by: 5_000)
        let session = try await signedIn()
        var fields = [HTTPField("Cookie", session.cookie), HTTPField("Sec-Fetch-Site", "same-origin")]
        var body: HTTPBody?
        if let form {
            fields.append(HTTPField("Content-Type", "application/x-www-form-urlencoded"))
            body = .bytes(Array("form_token=\(session.formToken)&".utf8) + form)
        }
        let request = HTTPRequest(method, target, fields: fields, body: body)
        let (head, _) = try await program.answer(request)
        guard head.status != 500 else { throw BrokenPromise("500 to \(target)") }
        if head.status == 401 { self.session.withLock { $0 = nil } }
        guard head.status < 400 else { throw ValueError.malformed }
    }

    private func signedIn() async throws -> Session {
        if let session = session.withLock(\.self) { return session }
        let person = try program.administration.addPerson("lind-02", spaces: ["hv-shared"], role: .reviewer)
        let words = "tolv+tecken+eller+fler"
        let chosen = HTTPRequest(
            .post,
            person.path,
            fields: [HTTPField("Content-Type", "application/x-www-form-urlencoded")],
            body: .bytes(Array("password=\(words)&repeated=\(words)".utf8))
        )
        let (head, _) = try await program.answer(chosen)
        let cookie = String(head["set-cookie"]?.prefix { $0 != ";" } ?? "")
        let start = HTTPRequest(.get, "/", fields: [HTTPField("Cookie", cookie)])
        let (_, page) = try await program.answer(start)
        let text = String(decoding: page, as: UTF8.self)
        guard let token = text.firstMatch(of: /name="form_token" value="([^"]+)"/) else {
            throw BrokenPromise("nobody is signed in: \(head.status)")
        }
        let session = Session(cookie: cookie, formToken: String(token.1))
        self.session.withLock { $0 = session }
        return session
    }
}

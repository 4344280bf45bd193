import SyncCore
import TestSupport

@testable import SyncServer

/// A browser: keeps cookies, sends forms, follows nowhere by itself.
struct TestBrowser: Sendable {
    private let port: Int
    private(set) var cookies: [String: String]

    init(_ server: TestServer, cookies: [String: String] = [:]) {
        port = server.port
        self.cookies = cookies
    }

    mutating func get(_ path: String, fields: [SyncCore.HTTPField] = []) async throws -> TestPage {
        try await send(HTTPRequest(.get, path, fields: fields))
    }

    mutating func post(
        _ path: String,
        _ form: [String: String],
        fields: [SyncCore.HTTPField] = [SyncCore.HTTPField("Sec-Fetch-Site", "same-origin")]
    ) async throws -> TestPage {
        let text = form.sorted { $0.key < $1.key }.map { name, value in
            "\(Self.escaped(name))=\(Self.escaped(value))"
        }
        .joined(separator: "&")
        let type = SyncCore.HTTPField("Content-Type", "application/x-www-form-urlencoded")
        let body = HTTPBody.bytes(Array(text.utf8))
        return try await send(HTTPRequest(.post, path, fields: fields + [type], body: body))
    }

    private mutating func send(_ request: HTTPRequest) async throws -> TestPage {
        var request = request
        let jar = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !jar.isEmpty { request.fields.append(SyncCore.HTTPField("Cookie", jar)) }
        let bytes = await LoopbackSocket.exchange(Self.bytes(of: request), withPort: port)
        let page = try TestPage(String(decoding: bytes, as: UTF8.self))
        for field in page.head.fields where field.name == "set-cookie" { keep(field.value) }
        return page
    }

    private static func bytes(of request: HTTPRequest) -> [UInt8] {
        var body: [UInt8] = []
        if case .bytes(let bytes) = request.body { body = bytes }
        let lines =
            ["\(request.method.rawValue) \(request.target) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
            + request.fields.map { "\($0.name): \($0.value)" }
            + ["Content-Length: \(body.count)", "", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + body
    }

    private mutating func keep(_ cookie: String) {
        let pair = cookie.prefix { $0 != ";" }
        guard let equals = pair.firstIndex(of: "=") else { return }
        let (name, value) = (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
        cookies[name] = cookie.lowercased().contains("max-age=0") ? nil : value
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal
        }
        .joined()
    }
}

/// What a browser got.
struct TestPage: Sendable {
    let head: HTTPResponseHead
    let text: String

    init(_ answer: String) throws {
        guard let end = answer.firstRange(of: "\r\n\r\n") else { throw TestFailure.notEnrolled }
        let lines = answer[..<end.lowerBound].split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        guard let status else { throw TestFailure.notEnrolled }
        let fields = lines.dropFirst().compactMap { line -> SyncCore.HTTPField? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return SyncCore.HTTPField(line[..<colon].lowercased(), String(value))
        }
        head = HTTPResponseHead(status: status, fields: fields)
        text = String(answer[end.upperBound...])
    }

    var status: Int { head.status }
    var location: String? { head["location"] }

    /// The value of the first hidden field of that name.
    func hidden(_ name: String) -> String? {
        let mark = "name=\"\(name)\" value=\""
        guard let start = text.firstRange(of: mark)?.upperBound else { return nil }
        return String(text[start...].prefix { $0 != "\"" })
    }
}

extension TestServer {
    static let password = "tolv tecken eller fler"

    /// A person with a link, in one space.
    @discardableResult
    func person(_ pseudonym: String, as role: Role = .reviewer) throws -> FreshPerson {
        try administration.addPerson(pseudonym, spaces: ["hv-shared"], role: role)
    }

    /// A browser in which a person has chosen a password and is signed in.
    func browser(
        of pseudonym: String,
        in spaces: [String] = ["hv-shared"],
        as role: Role = .reviewer
    ) async throws -> TestBrowser {
        var browser = TestBrowser(self)
        let person = try administration.addPerson(pseudonym, spaces: spaces, role: role)
        let page = try await browser.post(
            person.path,
            ["password": Self.password, "repeated": Self.password]
        )
        guard page.status == 303 else { throw TestFailure.notEnrolled }
        return browser
    }
}

import Crypto
import Foundation
import HTTPTypes
import SyncCore
import Testing

@testable import SyncServer

/// Signing in through the city's own sign-in.
@Suite struct CitySignInTests {
    /// A server that a provider vouches for `lind-02` at, and a browser.
    private struct World: Sendable {
        let server: TestServer
        let provider: TestProvider
        var browser: TestBrowser

        static func with(
            claim: String = "preferred_username",
            identity: String? = "asa.lind",
            _ body: (inout World) async throws -> Void
        ) async throws {
            try await withServer { server in
                try await TestProvider.with(server.clock) { provider in
                    try await server.administration.setProvider(
                        try OpenIDProvider(
                            issuer: provider.address,
                            client: "faltbild",
                            secret: "hemligt&så",
                            claim: claim,
                            ownAddress: "https://faltbild.stad.example"
                        )
                    )
                    try server.person("lind-02")
                    if let identity { try server.administration.identify("lind-02", as: identity) }
                    var world = World(server: server, provider: provider, browser: TestBrowser(server))
                    try await body(&world)
                }
            }
        }

        /// Goes to the provider; what it was asked.
        mutating func begin(then: String? = nil) async throws -> FormFields {
            let query = then.map { "?then=" + PagePath.escaped($0) } ?? ""
            let page = try await browser.get("/sign-in/city" + query)
            let address = try #require(page.location, "\(page.status) \(page.text)")
            #expect(address.hasPrefix(provider.address + "/authorize?tenant=stad&"))
            let asked = FormFields(address.split(separator: "?", maxSplits: 1)[1])
            provider.set { $0.nonce = asked["nonce"] ?? "" }
            return asked
        }

        /// Comes back from there.
        mutating func end(_ answer: String) async throws -> TestPage {
            try await browser.get("/sign-in/city/answer?" + answer)
        }

        mutating func signIn() async throws -> TestPage {
            let asked = try await begin()
            return try await end("code=kod&state=\(asked["state"] ?? "")")
        }
    }

    @Test func `a person whom the city vouches for is signed in, to where they were going`() async throws {
        try await World.with { (world: inout World) async throws in
            let page = try await world.browser.get("/sign-in?then=%2Faccount")
            #expect(page.text.contains("href=\"/sign-in/city?then=%2Faccount\""))
            let asked = try await world.begin(then: "/account")
            #expect(asked["response_type"] == "code" && asked["client_id"] == "faltbild")
            #expect(asked["scope"] == "openid profile" && asked["code_challenge_method"] == "S256")
            #expect(asked["redirect_uri"] == "https://faltbild.stad.example/sign-in/city/answer")
            let answer = try await world.end("code=a%26b&state=\(asked["state"] ?? "")")
            #expect(answer.location == "/account", "\(answer.text)")
            #expect(try await world.browser.get("/account").text.contains("lind-02"))
            #expect(world.browser.cookies[PageCookie.attempt] == nil)
            let state = world.provider.now
            #expect(state.form["code"] == "a&b" && state.form["redirect_uri"] == asked["redirect_uri"])
            let verifier = Array((state.form["code_verifier"] ?? "").utf8)
            #expect(
                verifier.count == 43
                    && Secret.text(of: SHA256.hash(data: verifier)) == asked["code_challenge"]
            )
            let pair = Data("faltbild:hemligt%26s%C3%A5".utf8).base64EncodedString()
            #expect(state.authorization == "Basic " + pair)
            let audit = try world.server.administration.auditLog(limit: 10)
            #expect(audit.contains { $0.deed == "signed_in" && $0.who == "lind-02" })
        }
    }

    @Test func `a provider that wants the secret in the form gets it there`() async throws {
        try await World.with { (world: inout World) async throws in
            world.provider.set { $0.methods = ["client_secret_post"] }
            #expect(try await world.signIn().status == 303)
            let state = world.provider.now
            #expect(state.form["client_secret"] == "hemligt&så" && state.authorization == nil)
        }
    }

    @Test func `an answer that this browser did not ask for signs nobody in`() async throws {
        try await World.with { (world: inout World) async throws in
            #expect(try await world.end("code=kod&state=x").status == 400)
            let asked = try await world.begin()
            var other = TestBrowser(world.server)
            let state = asked["state"] ?? ""
            #expect(try await other.get("/sign-in/city/answer?code=kod&state=\(state)").status == 400)
            let wrong = try await world.end("code=kod&state=\(state)x")
            #expect(wrong.status == 400 && wrong.text.contains("role=\"alert\""))
            // The attempt ended with its first answer.
            #expect(try await world.end("code=kod&state=\(state)").status == 400)
            #expect(try await world.browser.get("/account").status == 303)
            #expect(world.provider.now.form.fields.isEmpty)
        }
    }

    @Test(arguments: [
        ("issuer", ["iss": ClaimValue.text("http://127.0.0.1:1")], [String]()),
        ("audience", ["aud": .text("annan")], []),
        ("audience", ["aud": .list([])], []),
        ("audience", ["aud": .list(["faltbild", "annan"])], []),
        ("audience", ["aud": .list(["faltbild", "annan"]), "azp": .text("annan")], []),
        ("time", ["exp": .number(1_000)], []),
        ("time", ["iat": .number(9e12)], []),
        ("time", [:], ["exp"]),
        ("nonce", ["nonce": .text("annan")], []),
        ("nonce", [:], ["nonce"]),
        ("claim", [:], ["preferred_username"]),
        ("claim", ["preferred_username": .other], []),
        ("claim", [:], ["sub"]),
    ])
    func `a token that is not for this sign-in counts for nothing`(
        fault: String,
        claims: [String: ClaimValue],
        without: [String]
    ) async throws {
        try await World.with { (world: inout World) async throws in
            world.provider.set { state in
                state.claims = claims
                state.without = Set(without)
            }
            let page = try await world.signIn()
            #expect(page.status == 502, "\(page.text)")
            #expect(world.browser.cookies[PageCookie.session] == nil)
            #expect(world.server.log.text.contains("notVerified(SyncServer.IDToken.Fault.\(fault))"))
        }
    }

    @Test func `a token for several is taken where it names this one as the party`() async throws {
        try await World.with { (world: inout World) async throws in
            world.provider.set { state in
                state.claims = ["aud": .list(["annan", "faltbild"]), "azp": .text("faltbild")]
            }
            #expect(try await world.signIn().status == 303)
        }
    }

    @Test func `a token that another key has signed counts for nothing, and a new key is found`() async throws
    {
        try await World.with { (world: inout World) async throws in
            #expect(try await world.signIn().status == 303)
            world.provider.set { $0.signing = "second" }
            #expect(try await world.signIn().status == 502)
            #expect(world.provider.now.keyRequests == 1, "at most once a minute")
            world.server.clock.advance(milliseconds: 60_000)
            #expect(try await world.signIn().status == 502)
            world.provider.set { $0.published = ["second"] }
            world.server.clock.advance(milliseconds: 60_000)
            #expect(try await world.signIn().status == 303)
            #expect(world.provider.now.keyRequests == 3)
        }
    }

    @Test func `whoever has no account here, or a disabled one, is told so`() async throws {
        try await World.with(identity: nil) { (world: inout World) async throws in
            let page = try await world.signIn()
            #expect(page.status == 403 && page.text.contains("inget konto"))
            try world.server.administration.identify("lind-02", as: "ASA.LIND")
            #expect(try await world.signIn().status == 303)
            try world.server.administration.disablePerson("lind-02")
            #expect(try await world.browser.get("/account").status == 303)
            #expect(try await world.signIn().status == 403)
        }
    }

    @Test func `by sub the case counts, and an address of mail counts only when it is verified`() async throws
    {
        try await World.with(claim: "sub", identity: "U-17") { (world: inout World) async throws in
            #expect(try await world.signIn().status == 403)
            try world.server.administration.identify("lind-02", as: "u-17")
            #expect(try await world.signIn().status == 303)
        }
        try await World.with(claim: "email", identity: "asa@stad.example") {
            (world: inout World) async throws in
            world.provider.set { $0.claims = ["email": .text("asa@stad.example")] }
            #expect(try await world.signIn().status == 502)
            world.provider.set { $0.claims["email_verified"] = .flag(true) }
            #expect(try await world.signIn().status == 303)
        }
    }

    @Test func `a name with å is the same however the provider composes it`() async throws {
        try await World.with(identity: "\u{E5}sa.lind") { (world: inout World) async throws in
            world.provider.set { $0.claims = ["preferred_username": .text("A\u{30A}sa.Lind")] }
            #expect(try await world.signIn().status == 303)
        }
    }

    @Test func `what the provider refuses or cannot say is told, and a password still lets in`() async throws
    {
        try await World.with { (world: inout World) async throws in
            let asked = try await world.begin()
            let declined = try await world.end("error=access_denied&state=\(asked["state"] ?? "")")
            #expect(declined.status == 401 && declined.text.contains("name=\"password\""))
            world.provider.set { $0.tokenStatus = .badRequest }
            #expect(try await world.signIn().status == 502)
            world.provider.set { $0.tokenStatus = .internalServerError }
            #expect(try await world.signIn().status == 502)
        }
    }

    @Test func `without a provider there is no such address, and no link to it`() async throws {
        try await World.with { (world: inout World) async throws in
            try world.server.administration.removeProvider()
            #expect(try await world.browser.get("/sign-in/city").status == 404)
            #expect(try await world.browser.get("/sign-in/city/answer?code=x&state=y").status == 404)
            #expect(try await !world.browser.get("/sign-in").text.contains("/sign-in/city"))
        }
    }

    @Test func `a provider that is none, or speaks for another issuer, is not set up`() async throws {
        try await World.with { (world: inout World) async throws in
            let administration = world.server.administration
            for (issuer, own) in [
                ("http://127.0.0.1:1", nil), (world.provider.address + "/realm", nil),
                (world.provider.address, "https://id.annan.example"),
            ] {
                world.provider.set { $0.issuer = own }
                let provider = try OpenIDProvider(
                    issuer: issuer,
                    client: "x",
                    secret: nil,
                    claim: "sub",
                    ownAddress: "https://localhost:8443"
                )
                await #expect(throws: ServerError.self) { try await administration.setProvider(provider) }
            }
            #expect(try administration.provider()?.client == "faltbild")
            #expect(throws: AddressError.plainHTTP(host: "id.stad.example")) {
                try OpenIDProvider(
                    issuer: "http://id.stad.example",
                    client: "x",
                    secret: nil,
                    claim: "sub",
                    ownAddress: "https://localhost:8443"
                )
            }
        }
    }

    @Test func `an identity is one account's, and neither it nor its change leaves a session`() async throws {
        try await World.with { (world: inout World) async throws in
            #expect(try await world.signIn().status == 303)
            let administration = world.server.administration
            try administration.identify("lind-02", as: "Asa.Lind")
            #expect(try await world.browser.get("/account").status == 200, "the same as before")
            try world.server.person("ek-03")
            #expect(throws: ServerError.identityTaken) {
                try administration.identify("ek-03", as: "asa.lind")
            }
            try administration.identify("lind-02", as: nil)
            #expect(try await world.browser.get("/account").status == 303)
            #expect(try administration.people().map(\.hasIdentity) == [false, false])
            try administration.identify("ek-03", as: "asa.lind")
            #expect(try await world.signIn().status == 303)
            #expect(try await world.browser.get("/account").text.contains("ek-03"))
            let files = try FileManager.default.contentsOfDirectory(atPath: world.server.folder.path)
            for file in files where file.contains("server.sqlite") {
                let bytes = try Data(contentsOf: URL(filePath: world.server.folder.path + "/" + file))
                #expect(bytes.firstRange(of: Data("asa.lind".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `what was typed when the session ended is sent on after signing in in another tab`()
        async throws
    {
        try await World.with { (world: inout World) async throws in
            _ = try await world.signIn()
            world.browser = TestBrowser(world.server)
            let path = "/spaces/hv-shared/new/place"
            let page = try await world.browser.post(path, ["name": "Tunneln", "form_token": "x"])
            #expect(page.status == 401 && page.text.contains("target=\"_blank\""))
            let kept = try #require(page.hidden("kept")).replacing("&amp;", with: "&")
            let form = ["then": path, "kept": kept]
            let early = try await world.browser.post("/sign-in/resume", form)
            #expect(early.status == 401 && early.hidden("kept") == page.hidden("kept"))
            _ = try await world.signIn()
            let resumed = try await world.browser.post("/sign-in/resume", form)
            #expect(resumed.status == 200 && resumed.text.contains("Tunneln"), "\(resumed.text)")
        }
    }
}

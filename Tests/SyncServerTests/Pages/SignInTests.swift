import SyncCore
import Testing

@testable import SyncServer

/// In and out of the pages.
@Suite struct SignInTests {
    @Test func `a link lets a person choose a password, once, and signs them in`() async throws {
        try await withServer { server in
            let person = try server.person("lind-02")
            var browser = TestBrowser(server)
            #expect(try await browser.get(person.path).text.contains("lind-02"))
            let form = ["password": TestServer.password, "repeated": TestServer.password]
            #expect(try await browser.post(person.path, form).location == "/")
            let start = try await browser.get("/")
            #expect(start.status == 200)
            #expect(start.text.contains("hv-shared"))
            var other = TestBrowser(server)
            #expect(try await other.post(person.path, form).status == 404)
            #expect(try await other.get(person.path).status == 404)
            #expect(try server.administration.people().map(\.hasPassword) == [true])
        }
    }

    @Test func `a link that has expired, or that a newer one replaced, lets nobody in`() async throws {
        try await withServer { server in
            let first = try server.person("lind-02")
            let second = try server.person("lind-02")
            var browser = TestBrowser(server)
            #expect(try await browser.get(first.path).status == 404)
            #expect(try await browser.get(second.path).status == 200)
            server.clock.advance(milliseconds: ServerLimits.codeMilliseconds)
            #expect(try await browser.get(second.path).status == 404)
        }
    }

    @Test(arguments: [
        ("kort", "kort"), ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"),
        ("jag är lind-02 själv", "jag är lind-02 själv"),
        ("tolv tecken eller fler", "tolv tecken eller färre"),
    ])
    func `a password that will not do is refused, and the link holds`(
        password: String,
        repeated: String
    ) async throws {
        try await withServer { server in
            let person = try server.person("lind-02")
            var browser = TestBrowser(server)
            let refused = try await browser.post(person.path, ["password": password, "repeated": repeated])
            #expect(refused.status == 422)
            #expect(refused.text.contains("role=\"alert\""))
            #expect(!refused.text.contains("value=\"\(password)\""))
            #expect(try await browser.get(person.path).status == 200)
        }
    }

    @Test func `whoever knows name and password gets in, to where they were going`() async throws {
        try await withServer { server in
            _ = try await server.browser(of: "lind-02")
            var browser = TestBrowser(server)
            let turnedAway = try await browser.get("/account")
            #expect(turnedAway.location == "/sign-in?then=%2Faccount")
            let page = try await browser.get("/sign-in?then=%2Faccount")
            #expect(page.text.contains("name=\"then\" value=\"/account\""))
            var form = ["pseudonym": "lind-02", "password": "fel lösenord, detta", "then": "/account"]
            let refused = try await browser.post("/sign-in", form)
            #expect(refused.status == 401)
            #expect(refused.text.contains("value=\"lind-02\""))
            #expect(!refused.text.contains("fel lösenord"))
            form["password"] = TestServer.password
            #expect(try await browser.post("/sign-in", form).location == "/account")
            #expect(try await browser.get("/account").status == 200)
        }
    }

    @Test(arguments: ["https://ond.example/", "//ond.example", "/\\ond.example", "account"])
    func `nobody is led to another host after signing in`(then: String) async throws {
        try await withServer { server in
            _ = try await server.browser(of: "lind-02")
            var browser = TestBrowser(server)
            let form = ["pseudonym": "lind-02", "password": TestServer.password, "then": then]
            #expect(try await browser.post("/sign-in", form).location == "/")
        }
    }

    @Test func `an unknown name and a wrong password get the same answer`() async throws {
        try await withServer { server in
            _ = try await server.browser(of: "lind-02")
            var browser = TestBrowser(server)
            let wrong = "fel lösenord"
            let known = try await browser.post("/sign-in", ["pseudonym": "lind-02", "password": wrong])
            let unknown = try await browser.post("/sign-in", ["pseudonym": "ingen-9", "password": wrong])
            #expect(known.status == unknown.status)
            #expect(known.text.replacing("lind-02", with: "") == unknown.text.replacing("ingen-9", with: ""))
        }
    }

    @Test func `passwords are guessed slowly, and the right one still works later`() async throws {
        let limits = RateLimits(signInsPerMinute: 1)
        try await withServer(limits: limits) { server in
            _ = try await server.browser(of: "lind-02")
            var browser = TestBrowser(server)
            var statuses: [Int] = []
            for guess in 0..<4 {
                let form = ["pseudonym": "lind-02", "password": "gissning \(guess)"]
                statuses.append(try await browser.post("/sign-in", form).status)
            }
            #expect(statuses == [401, 401, 401, 429])
            let form = ["pseudonym": "lind-02", "password": TestServer.password]
            #expect(try await browser.post("/sign-in", form).status == 429)
            server.clock.advance(milliseconds: 60_000)
            #expect(try await browser.post("/sign-in", form).status == 303)
        }
    }

    @Test func `a session ends by signing out, by idling, by age, and everywhere at once`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            var copy = browser
            let token = try #require(try await browser.get("/").hidden("form_token"))
            #expect(try await browser.post("/sign-out", ["form_token": token]).status == 200)
            #expect(browser.cookies[PageCookie.session] == nil)
            #expect(try await copy.get("/").status == 303)

            let form = ["pseudonym": "lind-02", "password": TestServer.password]
            _ = try await browser.post("/sign-in", form)
            server.clock.advance(milliseconds: ServerLimits.webIdleMilliseconds)
            #expect(try await browser.get("/").status == 303)

            _ = try await browser.post("/sign-in", form)
            for _ in 0..<6 {
                server.clock.advance(milliseconds: ServerLimits.webSessionMilliseconds / 6 - 1)
                #expect(try await browser.get("/").status == 200)
            }
            server.clock.advance(milliseconds: 6)
            #expect(try await browser.get("/").status == 303)

            _ = try await browser.post("/sign-in", form)
            var other = TestBrowser(server)
            _ = try await other.post("/sign-in", form)
            let everywhere = try #require(try await other.get("/account").hidden("form_token"))
            _ = try await other.post("/account/sign-out-everywhere", ["form_token": everywhere])
            #expect(try await other.get("/").status == 303)
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test func `a changed password ends the other sessions, and the former lets nobody in`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            var copy = browser
            let token = try #require(try await browser.get("/account").hidden("form_token"))
            let new = "en helt annan mening"
            var form = ["form_token": token, "former": "fel lösenord", "password": new, "repeated": new]
            #expect(try await browser.post("/account/password", form).status == 422)
            form["former"] = TestServer.password
            #expect(try await browser.post("/account/password", form).status == 200)
            #expect(try await browser.get("/").status == 200)
            #expect(try await copy.get("/").status == 303)
            var late = TestBrowser(server)
            let former = ["pseudonym": "lind-02", "password": TestServer.password]
            #expect(try await late.post("/sign-in", former).status == 401)
            #expect(try await late.post("/sign-in", ["pseudonym": "lind-02", "password": new]).status == 303)
        }
    }

    @Test func `a person who is disabled is out at once, and in again when added again`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            try server.administration.disablePerson("lind-02")
            #expect(try await browser.get("/").status == 303)
            let form = ["pseudonym": "lind-02", "password": TestServer.password]
            #expect(try await browser.post("/sign-in", form).status == 401)
            _ = try server.person("lind-02")
            #expect(try await browser.post("/sign-in", form).status == 303)
            #expect(try await browser.get("/").text.contains("hv-shared"))
        }
    }

    @Test func `a restart of the server signs nobody out`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            try Administration(initialising: folder, surroundings: clock.surroundings).addSpace("hv-shared")
            var cookies: [String: String] = [:]
            try await withServer(in: folder, clock: clock) { server in
                cookies = try await server.browser(of: "lind-02").cookies
            }
            try await withServer(in: folder, clock: clock) { server in
                var browser = TestBrowser(server, cookies: cookies)
                let page = try await browser.get("/")
                #expect(page.status == 200)
            }
        }
    }
}

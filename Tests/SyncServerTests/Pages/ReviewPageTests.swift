import FieldModel
import SyncCore
import Testing

@testable import SyncServer

/// What reviewers do in the queue and with a record.
@Suite struct ReviewPageTests {
    private static let path = "/spaces/hv-shared/records/observation/\(RecordID(high: 0, low: 1).uuidString)"
    private static let key = RecordKey(kind: .observation, id: RecordID(high: 0, low: 1))

    /// A server where two laptops have set the status of observation 1 apart.
    private static func withConflict(_ body: (TestServer) async throws -> Void) async throws {
        try await withServer { server in
            var first = try await server.device("falk-01", in: ["hv-shared"])
            var second = try await server.device("falk-02", in: ["hv-shared"])
            try await first.openSession("hv-shared")
            try await second.openSession("hv-shared")
            try await first.write([("description", "Trasig lampa"), ("status", "reported")], id: 1)
            try await second.write([("status", "remedied")], id: 1)
            try await first.observe("Skräp", gravity: "mild", id: 2)
            try await body(server)
        }
    }

    private static func view(_ server: TestServer) throws -> RecordView {
        let space = try #require(try server.administration.spaces().first { $0.name == "hv-shared" })
        return try #require(try server.administration.host.replica.record(key, in: space.id))
    }

    /// What the button of an alternative sends.
    private static func choice(_ index: Int, in page: TestPage) throws -> String {
        let choices = page.text.matches(of: /name="choice" value="([0-9a-f]+)"/).map { String($0.1) }
        return try #require(choices.indices.contains(index) ? choices[index] : nil, "\(choices)")
    }

    @Test func `a form that comes twice is done once, and is answered alike`() async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/conflict")
            form["choice"] = try Self.choice(1, in: page)
            #expect(
                try await browser.post(Self.path + "/conflict", form).location?.hasSuffix("settled") == true
            )
            let settled = try Self.view(server)
            let again = try await browser.post(Self.path + "/conflict", form)
            #expect(again.location == Self.path + "?told=settled")
            form["choice"] = try Self.choice(0, in: page)
            #expect(try await browser.post(Self.path + "/conflict", form).status == 409, "the other value")
            form["choice"] = "zz"
            #expect(try await browser.post(Self.path + "/conflict", form).status == 422, "no value")
            let shown = try await browser.get(Self.path)
            var approval = try ReviewWorld.fields(of: shown, to: Self.path + "/approval")
            approval["approval"] = "approved"
            for _ in 1...2 {
                #expect(try await browser.post(Self.path + "/approval", approval).status == 303)
            }
            let withdrawing = try ReviewWorld.fields(
                of: try await browser.get(Self.path),
                to: Self.path + "/withdrawal"
            ).merging(["what": "withdraw"]) { $1 }
            for _ in 1...2 {
                #expect(try await browser.post(Self.path + "/withdrawal", withdrawing).status == 303)
            }
            #expect(try Self.view(server).isWithdrawn)
            #expect(try Self.view(server)[Observation.status.number] == settled[Observation.status.number])
        }
    }

    @Test func `a form that comes many times at once is done once, and each is answered alike`() async throws
    {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/conflict")
            form["choice"] = nil
            form["value"] = "remedied"
            let (sender, fields) = (browser, form)
            let answers = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        var own = sender
                        return try await own.post(Self.path + "/conflict", fields).location
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers == Array(repeating: Self.path + "?told=settled", count: 6))
            let space = try #require(try server.administration.spaces().first { $0.name == "hv-shared" })
            let history = try server.administration.host.replica.history(of: Self.key, in: space.id)
            #expect(history.count { $0.pseudonym == "lind-02" } == 1)
        }
    }

    @Test func `a conflict that is settled in the browser is settled by a member's signed change`()
        async throws
    {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("falk-01") && page.text.contains("falk-02"))
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/conflict")
            form["choice"] = try Self.choice(1, in: page)
            let answer = try await browser.post(Self.path + "/conflict", form)
            #expect(answer.location == Self.path + "?told=settled")
            let view = try Self.view(server)
            #expect(view.fields.allSatisfy { $0.status != .open })
            let after = try await browser.get(Self.path + "?told=settled")
            #expect(after.text.contains("lind-02"))
            #expect(!after.text.contains("/conflict"))
            let replica = server.administration.host.replica
            #expect(try replica.check().problems == [])
            let laptop = try await server.device("falk-03", in: ["hv-shared"])
            var late = laptop
            try await late.openSession("hv-shared")
            _ = try await late.pullAll()
            let space = try late.membership("hv-shared").space
            #expect(try late.replica.digest(of: space) == replica.digest(of: space))
        }
    }

    @Test func `a form from before somebody else wrote the field is told so, and writes nothing`()
        async throws
    {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            var other = try await server.browser(of: "ek-03")
            let page = try await browser.get(Self.path)
            var stale = try ReviewWorld.fields(of: page, to: Self.path + "/conflict")
            stale["value"] = "in_progress"
            let own = try await other.get(Self.path)
            var form = try ReviewWorld.fields(of: own, to: Self.path + "/conflict")
            form["choice"] = try Self.choice(0, in: own)
            #expect(try await other.post(Self.path + "/conflict", form).status == 303)
            let before = try Self.view(server)
            let refused = try await browser.post(Self.path + "/conflict", stale)
            #expect(refused.status == 409)
            #expect(refused.text.contains("in_progress"), "what was typed is still there")
            #expect(try Self.view(server) == before)
        }
    }

    @Test func `a text in conflict shows the words that its author has changed`() async throws {
        try await Self.withConflict { server in
            var laptop = try await server.device("falk-04", in: ["hv-shared"])
            try await laptop.openSession("hv-shared")
            _ = try await laptop.pullAll()
            try await laptop.write([("description", "Trasig lampa igen")], id: 1)
            var other = try await server.device("falk-05", in: ["hv-shared"])
            try await other.openSession("hv-shared")
            try await other.write([("description", "Lampan")], id: 1)
            var browser = try await server.browser(of: "lind-02")
            let seen = Seen.text(of: try Self.view(server)[Observation.description.number])
            let token = try #require(try await browser.get(Self.path).hidden("form_token"))
            let form = ["form_token": token, "field": "description", "value": "Lampa <b>", "seen": seen]
            #expect(try await browser.post(Self.path + "/field", form).status == 303)
            // Somebody who has not seen what was settled.
            try await laptop.write([("description", "Trasig lampa igen, vid torget")], id: 1)
            #expect(try Self.view(server)[Observation.description.number]?.status == .open)
            let page = try await browser.get(Self.path).text
            #expect(page.contains("<ins>, vid torget</ins>") || page.contains("<ins>igen, vid torget</ins>"))
            #expect(page.contains("Lampa &lt;b&gt;"))
        }
    }

    @Test func `two reviewers who write different fields at once both get through`() async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            var other = try await server.browser(of: "ek-03")
            let page = try await browser.get(Self.path)
            var approval = try ReviewWorld.fields(of: page, to: Self.path + "/approval")
            approval["approval"] = "approved"
            let own = try await other.get(Self.path)
            var form = try ReviewWorld.fields(of: own, to: Self.path + "/conflict")
            form["choice"] = try Self.choice(0, in: own)
            #expect(try await other.post(Self.path + "/conflict", form).status == 303)
            #expect(try await browser.post(Self.path + "/approval", approval).status == 303)
            #expect(try Self.view(server)[Review.approval] == .approved)
        }
    }

    @Test func `what cannot be taken is told with what was typed, and nothing is written`() async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            let token = try #require(page.hidden("form_token"))
            let before = try Self.view(server)
            for (field, value) in [
                (Observation.description.number, "ring 070-123 45 67 <b>"),
                (Observation.gravity.number, "ilsket"),
            ] {
                let name = try #require(Catalogue.kind(.observation)?[field]?.name)
                let seen = Seen.text(of: before[field])
                let form = ["form_token": token, "field": name, "value": value, "seen": seen]
                let refused = try await browser.post(Self.path + "/field", form)
                #expect(refused.status == 422, "\(name)")
                #expect(refused.text.contains(value.replacing("<b>", with: "&lt;b&gt;")), "\(name)")
            }
            var approval = try ReviewWorld.fields(of: page, to: Self.path + "/approval")
            approval["approval"] = "rejected"
            #expect(try await browser.post(Self.path + "/approval", approval).status == 422)
            #expect(try Self.view(server) == before)
        }
    }

    @Test func `a field is changed, a record withdrawn and restored, and many approved at once`() async throws
    {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            let token = try #require(try await browser.get(Self.path).hidden("form_token"))
            let seen = Seen.text(of: try Self.view(server)[Observation.description.number])
            let text = "Ny text <script>alert(1)</script>"
            let form = ["form_token": token, "field": "description", "value": text, "seen": seen]
            #expect(try await browser.post(Self.path + "/field", form).status == 303)
            let page = try await browser.get(Self.path)
            #expect(page.text.contains("&lt;script&gt;") && !page.text.contains("<script>alert"))
            for (what, isWithdrawn) in [("withdraw", true), ("restore", false)] {
                let form = ["form_token": token, "what": what, "seen": Seen.text(of: try Self.view(server))]
                #expect(try await browser.post(Self.path + "/withdrawal", form).status == 303)
                #expect(try Self.view(server).isWithdrawn == isWithdrawn)
            }
            let queue = "/spaces/hv-shared/queue"
            let list = try await browser.get(queue)
            #expect(!list.text.contains("<script>alert"))
            let row = Ticked(try Self.view(server)).text
            #expect(list.text.contains(row))
            let approved = try await browser.post(
                queue,
                ["form_token": token, "record[]": row]
            )
            #expect(approved.location == queue + "?told=approved")
            #expect(try await browser.get(queue + "?approval=approved").text.contains(Self.path))
            #expect(try await !browser.get(queue + "?approval=rejected").text.contains(Self.path))
            #expect(try await !browser.get(queue + "?conflicts=1&kind=place").text.contains(Self.path))
            #expect(try await browser.get(queue + "?kind=fel&approval=fel&cursor=fel").status == 200)
        }
    }

    @Test func `nobody withdraws or approves what has changed since the page was made`() async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            var other = try await server.browser(of: "ek-03")
            let page = try await browser.get(Self.path)
            let stale = try ReviewWorld.fields(of: page, to: Self.path + "/withdrawal").merging([
                "what": "withdraw"
            ]) { $1 }
            let row = "observation/\(Self.key.id.uuidString)/" + Seen.text(of: nil)
            var rejection = try ReviewWorld.fields(
                of: try await other.get(Self.path),
                to: Self.path + "/approval"
            )
            rejection["approval"] = "rejected"
            rejection["reason"] = "Fel plats"
            #expect(try await other.post(Self.path + "/approval", rejection).status == 303)
            let before = try Self.view(server)
            #expect(try await browser.post(Self.path + "/withdrawal", stale).status == 409)
            let token = try #require(page.hidden("form_token"))
            let answer = try await browser.post(
                "/spaces/hv-shared/queue",
                ["form_token": token, "record[]": row]
            )
            #expect(answer.location?.hasSuffix("?told=someLeft") == true)
            #expect(try Self.view(server) == before)
            #expect(before[Review.rejectedBecause] == "Fel plats")
        }
    }

    @Test(arguments: [Role.recorder, .analyst])
    func `who may not review sees no form for it, and writes nothing`(role: Role) async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02", as: role)
            let page = try await browser.get(Self.path)
            #expect(!page.text.contains(Self.path + "/approval"))
            #expect(page.text.contains(Self.path + "/withdrawal") == (role == .recorder))
            let before = try Self.view(server)
            let token = try #require(page.hidden("form_token"))
            let form = ["form_token": token, "approval": "approved", "seen": Seen.text(of: nil)]
            #expect(try await browser.post(Self.path + "/approval", form).status == 403)
            if role == .analyst {
                let form = ["form_token": token, "what": "withdraw", "seen": Seen.text(of: before)]
                #expect(try await browser.post(Self.path + "/withdrawal", form).status == 403)
            }
            #expect(try Self.view(server) == before)
        }
    }

    @Test func `nobody sees or changes what is not theirs`() async throws {
        try await Self.withConflict { server in
            var stranger = TestBrowser(server)
            for path in [Self.path, "/spaces/hv-shared/queue"] {
                #expect(try await stranger.get(path).status == 303)
                #expect(
                    try await stranger.post(path + (path == Self.path ? "/field" : ""), [:]).status == 401
                )
            }
            var police = try await server.browser(of: "lind-02", in: ["hv-police"])
            let token = try #require(try await police.get("/").hidden("form_token"))
            let foreign = Self.path.replacing("hv-shared", with: "hv-police")
            for path in [Self.path, foreign, "/spaces/hv-shared/queue", "/spaces/ingen/queue"] {
                #expect(try await police.get(path).status == 404, "\(path)")
            }
            for (path, form) in [
                (Self.path + "/withdrawal", ["what": "withdraw", "seen": "x"]),
                (foreign + "/withdrawal", ["what": "withdraw", "seen": "x"]),
                ("/spaces/hv-shared/queue", [:]),
            ] {
                let sent = form.merging(["form_token": token]) { $1 }
                #expect(try await police.post(path, sent).status == 404, "\(path)")
            }
            var member = try await server.browser(of: "ek-03")
            let forged = ["form_token": token, "what": "withdraw", "seen": "x"]
            #expect(try await member.post(Self.path + "/withdrawal", forged).status == 403)
            #expect(try !Self.view(server).isWithdrawn)
        }
    }

    @Test func `after a restore a person goes on in a log of the new generation`() async throws {
        try await Self.withConflict { server in
            var browser = try await server.browser(of: "lind-02")
            func withdraw(_ what: String) async throws {
                let token = try #require(try await browser.get(Self.path).hidden("form_token"))
                let form = ["form_token": token, "what": what, "seen": Seen.text(of: try Self.view(server))]
                #expect(try await browser.post(Self.path + "/withdrawal", form).status == 303)
            }
            try await withdraw("withdraw")
            let replica = server.administration.host.replica
            let space = try #require(try server.administration.spaces().first { $0.name == "hv-shared" }).id
            try server.startGeneration(of: space)
            try await withdraw("restore")
            let key = try #require(
                try server.administration.host.database.members(of: space).first { $0.pseudonym == "lind-02" }
            ).publicKey
            #expect(try replica.logs(of: key, in: space).count == 2)
            #expect(try replica.check().problems == [])
        }
    }
}

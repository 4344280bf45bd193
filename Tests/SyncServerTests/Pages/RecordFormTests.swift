import FieldModel
import SyncCore
import Testing

@testable import SyncServer

/// What reviewers do on the page of a record.
@Suite struct RecordFormTests {
    private static let path = ReviewWorld.path(ReviewWorld.observation)

    @Test func `a set takes and gives elements without touching what others add`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let token = try #require(try await browser.get(Self.path).hidden("form_token"))
            let form = ["form_token": token, "field": "tags", "seen": "", "add": "ljus\n  skymning \n"]
            #expect(try await browser.post(Self.path + "/set", form).status == 303)
            #expect(try world.view(ReviewWorld.observation)[Observation.tags] == ["ljus", "skymning"])
            try await world.first.enter([
                RecordEdit(
                    record: ReviewWorld.observation,
                    edits: [.add(Observation.tags.number, [.text("vinter")])]
                )
            ])
            let removal = [
                "form_token": token, "field": "tags", "seen": "",
                "was[]": Value.text("ljus").canonicalBytes.hexadecimal,
            ]
            #expect(try await browser.post(Self.path + "/set", removal).status == 303)
            let tags = try world.view(ReviewWorld.observation)[Observation.tags]
            #expect(Set(tags) == ["skymning", "vinter"])
        }
    }

    @Test func `a person takes back the latest change, and nobody else's`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            #expect(!page.text.contains(Self.path + "/undo"), "there is nothing of this person to take back")
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/approval")
            form["approval"] = "approved"
            #expect(try await browser.post(Self.path + "/approval", form).status == 303)
            var undo = try ReviewWorld.fields(of: try await browser.get(Self.path), to: Self.path + "/undo")
            let stale = undo
            #expect(try await browser.post(Self.path + "/undo", undo).location?.hasSuffix("undone") == true)
            #expect(try world.view(ReviewWorld.observation)[Review.approval] == nil)
            #expect(try await browser.post(Self.path + "/undo", stale).status == 409)
            undo = try ReviewWorld.fields(of: try await browser.get(Self.path), to: Self.path + "/approval")
            undo["seen"] = Seen.text(of: try world.view(ReviewWorld.observation))
            var other = try await world.server.browser(of: "ek-03")
            undo["form_token"] = try await other.get("/").hidden("form_token")
            #expect(try await other.post(Self.path + "/undo", undo).location?.hasSuffix("unchanged") == true)
        }
    }

    @Test func `a question goes to the field, and the answer stands on the record's page`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/question")
            form["text"] = "  "
            #expect(try await browser.post(Self.path + "/question", form).status == 422)
            form["text"] = "Ring 070-123 45 67?"
            let refused = try await browser.post(Self.path + "/question", form)
            #expect(refused.status == 422 && refused.text.contains("070-123 45 67"))
            form["text"] = "Vilken lampa?"
            for told in ["asked", "unchanged"] {
                let answer = try await browser.post(Self.path + "/question", form)
                #expect(answer.location?.hasSuffix("told=" + told) == true, "sent twice, it is asked once")
            }
            form["text"] = String(repeating: "å", count: 200_000)
            #expect(try await browser.post(Self.path + "/question", form).status == 400, "far too long")
            let laptop = world.first
            _ = try await laptop.pullAll()
            var query = RecordQuery()
            query.kinds = [.question]
            let question = try #require(
                try laptop.replica.records(matching: query, in: world.space).records.first
            )
            #expect(question[Question.record]?.key == ReviewWorld.observation)
            try await laptop.enter([
                RecordEdit(
                    record: question.key,
                    edits: [.set(Question.answer.number, .text("Den närmast uppgången"))]
                )
            ])
            let answered = try await browser.get(Self.path).text
            #expect(answered.contains("Vilken lampa?") && answered.contains("Den närmast uppgången"))
        }
    }

    @Test func `values are erased after what goes was shown, with a ground, and only by who may`()
        async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let path = Self.path + "/redaction"
            let page = try await browser.get(path + "?field=description")
            var form = try ReviewWorld.fields(of: page, to: path)
            form["field"] = "description"
            form["what"] = "preview"
            form["ground"] = ""
            #expect(try await browser.post(path, form).status == 422)
            form["ground"] = "Begäran om radering, art. 17 GDPR"
            let preview = try await browser.post(path, form)
            #expect(preview.status == 200 && preview.text.contains("Trasig lampa vid uppgången"))
            let description = Observation.description
            #expect(try world.view(ReviewWorld.observation)[description] != nil, "a preview erases nothing")
            form["what"] = "redact"
            #expect(try await browser.post(path, form).location == Self.path + "?told=redacted")
            #expect(try world.view(ReviewWorld.observation)[description] == nil)
            #expect(try await !browser.get(Self.path).text.contains("Trasig lampa"))
            var recorder = try await world.server.browser(of: "ek-03", as: .recorder)
            #expect(try await recorder.get(path).status == 404)
            form["form_token"] = try await recorder.get("/").hidden("form_token")
            #expect(try await recorder.post(path, form).status == 404)
        }
    }

    @Test func `neighbours in the list are those of the filter`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.path + "?kind=observation").text
            let twin = ReviewWorld.path(ReviewWorld.twin)
            #expect(page.contains("rel=\"next\" href=\"\(twin)?kind=observation\""))
            #expect(!page.contains("rel=\"prev\""))
            #expect(try await browser.get(Self.path).text.contains("rel=\"prev\""))
        }
    }

    @Test func `what was typed when the session had ended is kept, and sent after signing in`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.path)
            var form = try ReviewWorld.fields(of: page, to: Self.path + "/question")
            form["text"] = "Vilken lampa? <b> åäö & mer"
            let token = try #require(form["form_token"])
            #expect(try await browser.post("/sign-out", ["form_token": token]).status == 200)
            let ended = try await browser.post(Self.path + "/question", form)
            #expect(ended.status == 401)
            let kept = try #require(ended.hidden("kept")).replacing("&amp;", with: "&")
            var entry = [
                "pseudonym": "lind-02", "password": "fel", "then": Self.path + "/question", "kept": kept,
            ]
            let wrong = try await browser.post("/sign-in", entry)
            #expect(wrong.hidden("kept")?.replacing("&amp;", with: "&") == kept)
            entry["password"] = TestServer.password
            let resumed = try await browser.post("/sign-in", entry)
            #expect(resumed.status == 200)
            #expect(resumed.text.contains("Vilken lampa? &lt;b&gt; åäö &amp; mer"))
            var again = try ReviewWorld.fields(of: resumed, to: Self.path + "/question")
            #expect(again["form_token"] != token)
            again["text"] = form["text"]
            #expect(
                try await browser.post(Self.path + "/question", again).location?.hasSuffix("asked") == true
            )
        }
    }

    @Test func `a password that was sent when the session had ended is not kept`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            let token = try #require(try await browser.get("/").hidden("form_token"))
            _ = try await browser.post("/sign-out", ["form_token": token])
            let ended = try await browser.post(
                "/account/password",
                ["form_token": token, "former": "gammal mening", "password": "ny mening", "repeated": "x"]
            )
            #expect(ended.status == 401 && ended.hidden("kept") == nil)
            #expect(!ended.text.contains("mening"))
        }
    }
}

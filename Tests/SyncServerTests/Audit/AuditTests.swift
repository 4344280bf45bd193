import FieldModel
import Foundation
import GRDB
import SyncCore
import Testing

@testable import SyncServer

/// The audit log: who did what, and that nobody can take it back.
@Suite struct AuditTests {
    @Test func `it says who read, exported, changed, redacted and administered what`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02", as: .administrator)
            let path = ReviewWorld.path(ReviewWorld.observation)
            let page = try await browser.get(path + "?text=hemligt")
            _ = try await browser.get("/spaces/hv-shared/records.csv")
            var form = try ReviewWorld.fields(of: page, to: path + "/approval")
            form["approval"] = "approved"
            _ = try await browser.post(path + "/approval", form)
            form = ["form_token": form["form_token"] ?? "", "field": "description", "ground": "Art. 17"]
            form["what"] = "preview"
            _ = try await browser.post(path + "/redaction", form)
            form["what"] = "redact"
            _ = try await browser.post(path + "/redaction", form)
            let lines = try world.server.administration.auditLog(limit: 100)
            let own = lines.filter { $0.who == "lind-02" && $0.space == "hv-shared" }.reversed()
            #expect(own.map(\.deed) == ["read", "exported", "changed", "read", "redacted"])
            #expect(own.first?.about == "GET " + path)
            #expect(!lines.contains { $0.about.contains("hemligt") }, "what was searched for is not kept")
            #expect(lines.contains { $0.who == "field-server" && $0.about == "invite falk-01" })
            let check = try world.server.administration.checkAudit()
            #expect(check.firstWrong == nil && check.lines == Int64(lines.count))
            let audit = try await browser.get("/administration/audit").text
            #expect(audit.contains("exporterade") && audit.contains("Loggen är hel"))
        }
    }

    @Test func `what is refused, and who is not signed in, leaves no line`() async throws {
        try await ReviewWorld.with { world in
            let before = try world.server.administration.checkAudit().lines
            var stranger = TestBrowser(world.server)
            _ = try await stranger.get(ReviewWorld.queue)
            _ = try await stranger.get("/assets/style.css")
            #expect(try world.server.administration.checkAudit().lines == before)
        }
    }

    @Test func `a program's reading is noted under the name of its token`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            var browser = TestBrowser(world.server)
            let fields = [SyncCore.HTTPField("Authorization", "Bearer " + token)]
            for path in ["records", "features/collections/observation/items"] {
                let answer = try await browser.get("/v1/spaces/\(world.space)/" + path, fields: fields)
                #expect(answer.status == 200)
            }
            let lines = try world.server.administration.auditLog(limit: 2)
            #expect(lines.map(\.deed) == ["exported", "read"])
            #expect(lines.allSatisfy { $0.who == "modell-1" })
        }
    }

    @Test func `no line is changed or deleted, and whoever does it behind its back is found out`()
        async throws
    {
        try await withServer { server in
            for number in 0..<5 { try server.administration.note("deed \(number)") }
            let path = server.folder.database
            let queue = try DatabaseQueue(path: path)
            for sql in ["UPDATE audit SET who = 'x'", "DELETE FROM audit"] {
                #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
            }
            let count = try server.administration.checkAudit().lines
            for (sql, firstWrong) in [
                ("UPDATE audit SET about = 'deed 9' WHERE number = \(count - 1)", count - 1),
                ("DELETE FROM audit WHERE number = \(count - 3)", count - 2),
                ("UPDATE audit SET time = time + 1 WHERE number = 1", 1),
            ] {
                try queue.write { database in
                    try database.execute(sql: "DROP TRIGGER IF EXISTS audit_is_not_changed")
                    try database.execute(sql: "DROP TRIGGER IF EXISTS audit_is_not_deleted")
                    try database.execute(sql: sql)
                }
                #expect(try server.administration.checkAudit().firstWrong == firstWrong, "\(sql)")
            }
        }
    }

    @Test func `a line that is rewritten with its own hash is found out at the next one`() async throws {
        try await withServer { server in
            for number in 0..<3 { try server.administration.note("deed \(number)") }
            let first = try #require(try server.administration.host.database.audit(before: 2, limit: 1).first)
            let forged = AuditEntry(
                number: first.number,
                time: first.time,
                who: "x",
                deed: first.deed,
                space: first.space,
                about: first.about,
                after: AuditEntry.noHash
            )
            let queue = try DatabaseQueue(path: server.folder.database)
            try queue.write { database in
                try database.execute(sql: "DROP TRIGGER audit_is_not_changed")
                try database.execute(
                    sql: "UPDATE audit SET who = 'x', hash = ? WHERE number = 1",
                    arguments: [Data(forged.hash)]
                )
            }
            #expect(try server.administration.checkAudit().firstWrong == 2)
        }
    }
}

import Foundation
import GRDB
import TestSupport
import Testing

@testable import SyncCore

struct StoreFileTests {
    private let folder: TestFolder
    private let path: String

    init() throws {
        folder = try TestFolder()
        path = folder.file("store.sqlite")
    }

    private func open() throws -> Replica {
        try Replica(at: .file(path), schema: TestSchema.notes)
    }

    private func pragma(_ name: String, of replica: Replica) throws -> String {
        try replica.file.withConnection { database in
            try String.fetchOne(database, sql: "PRAGMA \(name)") ?? ""
        }
    }

    @Test func `the writer is durable and forgets what is deleted`() throws {
        let replica = try open()
        #expect(try pragma("journal_mode", of: replica) == "wal")
        #expect(try pragma("synchronous", of: replica) == "2")
        #expect(try pragma("foreign_keys", of: replica) == "1")
        #expect(try pragma("secure_delete", of: replica) == "1")
    }

    @Test func `every table is strict, but for those of the full text`() throws {
        let replica = try open()
        let lax = try replica.file.withConnection { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0
                        AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%' AND name NOT LIKE 'words%'
                    """
            )
        }
        #expect(lax == [])
    }

    @Test func `a store of a newer version is refused and not touched`() throws {
        do {
            let replica = try open()
            try replica.file.withConnection { try $0.execute(sql: "PRAGMA user_version = 7") }
        }
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(throws: StoreError.newerVersion(found: 7, known: StoreVersion.current)) { try open() }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func `a store of another log format is refused`() throws {
        do {
            let replica = try open()
            try replica.file.withConnection { try $0.execute(sql: "UPDATE store SET format = format + 1") }
        }
        #expect(throws: StoreError.notAStore(path: path)) { try open() }
    }

    @Test func `a file that is no store is refused and not touched`() throws {
        let text = Data(String(repeating: "Inte en databas. ", count: 100).utf8)
        try text.write(to: URL(filePath: path))
        #expect(throws: StoreError.notAStore(path: path)) { try open() }
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
    }

    @Test func `another program's database is refused and not touched`() throws {
        do {
            let other = try DatabaseQueue(path: path)
            try other.write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
        }
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(throws: StoreError.notAStore(path: path)) { try open() }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func `an empty file becomes a store`() throws {
        try Data().write(to: URL(filePath: path))
        let replica = try open()
        #expect(try replica.spaces() == [])
    }

    @Test func `a store whose making was cut short before its tables were there is made`() throws {
        let queue = try DatabaseQueue(path: path)
        try DatabaseMigrator().migrate(queue)
        try queue.close()
        #expect(try open().spaces().isEmpty)
    }

    @Test func `a transaction that throws leaves no trace`() throws {
        let space = try TestSpace(seed: 1)
        let member = try space.member("Björk")
        let replica = try space.laptop(member, at: .file(path))
        _ = try replica.save([.title("före", of: 1)], in: space.id)
        let digest = try replica.digest(of: space.id)
        let clock = try replica.file.read { try $0.clock() }
        let tooLong = RecordEdit.title(String(repeating: "å", count: Limits.changeBytes), of: 3)
        #expect(throws: StoreError.changeTooLarge(TestSchema.key(3))) {
            try replica.save([.title("efter", of: 2), tooLong], in: space.id)
        }
        #expect(try replica.digest(of: space.id) == digest)
        #expect(try replica.file.read { try $0.clock() } == clock)
        #expect(try replica.record(TestSchema.key(2), in: space.id) == nil)
        #expect(try replica.spaces().first?.unsealedChanges == 1)
    }

    @Test func `what was saved is there after the store is dropped and opened again`() throws {
        let space = try TestSpace(seed: 2)
        let member = try space.member("Lönn")
        var replica: Replica? = try space.laptop(member, at: .file(path))
        let names = try replica?.save([.title("Hässelby torg", of: 1)], in: space.id)
        let digest = try replica?.digest(of: space.id)
        replica = nil
        let reopened = try open()
        #expect(try reopened.digest(of: space.id) == digest)
        #expect(
            try reopened.record(TestSchema.key(1), in: space.id)?[TestSchema.title]?.shown
                == .text("Hässelby torg")
        )
        let next = try reopened.save([.title("Åkermyntan", of: 1)], in: space.id)
        #expect(next.first?.number == (names?.first?.number ?? 0) + 1)
    }

    @Test func `a full disk, a read-only file and a damaged one are told apart`() {
        func translated(_ code: ResultCode) -> StoreError {
            StoreError(
                DatabaseError(resultCode: code, message: "så är det"),
                path: "/tmp/finns-inte",
                holder: "field (12)"
            )
        }
        #expect(translated(.SQLITE_FULL) == .diskFull(path: "/tmp/finns-inte"))
        #expect(translated(.SQLITE_READONLY) == .readOnly(path: "/tmp/finns-inte"))
        #expect(translated(.SQLITE_BUSY) == .locked(by: "field (12)"))
        #expect(translated(.SQLITE_NOTADB) == .notAStore(path: "/tmp/finns-inte"))
        #expect(translated(.SQLITE_CORRUPT) == .damaged(detail: "så är det"))
        #expect(translated(.SQLITE_CONSTRAINT) == .database(code: 19, message: "så är det"))
    }

    @Test func `a full disk refuses a save and keeps what is there`() throws {
        let space = try TestSpace(seed: 3)
        let replica = try space.laptop(space.member("Ek"), at: .file(path))
        _ = try replica.save([.title("först", of: 1)], in: space.id)
        try replica.file.withConnection { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let edits = (2..<400).map { RecordEdit.title(String(repeating: "ö", count: 400), of: $0) }
        #expect(throws: StoreError.diskFull(path: path)) { try replica.save(edits, in: space.id) }
        #expect(
            try replica.record(TestSchema.key(1), in: space.id)?[TestSchema.title]?.shown == .text("först")
        )
        #expect(try replica.record(TestSchema.key(2), in: space.id) == nil)
    }

    @Test func `a store that another program holds is named with its holder`() throws {
        _ = try open()
        try Data("1 init".utf8).write(to: URL(filePath: path + "-holder"))
        let file = try StoreFile(at: .file(path), patience: 0)
        let other = try DatabaseQueue(path: path)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            #expect(throws: StoreError.locked(by: "init (1)")) {
                try file.write { try $0.clearProjections(for: []) }
            }
            try database.execute(sql: "ROLLBACK")
        }
        try file.write { try $0.clearProjections(for: []) }
    }

    @Test func `a note of a program that is gone names nobody`() throws {
        let note = HolderNote(besideStoreAt: path)
        try Data("999999999 field".utf8).write(to: URL(filePath: path + "-holder"))
        #expect(note.otherHolder == nil)
        note.claim()
        #expect(note.otherHolder == nil)
        note.remove()
        #expect(!FileManager.default.fileExists(atPath: path + "-holder"))
    }
}

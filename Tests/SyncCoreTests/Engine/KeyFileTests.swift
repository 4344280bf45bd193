import Foundation
import SyncCore
import Testing

struct KeyFileTests {
    private let first = SpaceID(high: 1, low: 1)
    private let second = SpaceID(high: 2, low: 2)

    /// Runs a test in a folder of its own, which is gone afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `kept keys are there for the next program, readable by the owner alone`() throws {
        try withFolder { folder in
            let path = folder + "/nycklar-åäö"
            let key = SigningKey()
            try KeyFile(at: path).keep([first: key])
            try KeyFile(at: path).keep([second: SigningKey()])
            let found = try KeyFile(at: path).key(for: first)
            #expect(found?.secretBytes == key.secretBytes)
            let other = try KeyFile(at: path).key(for: second)
            #expect(other != nil)
            #expect(try mode(of: path) == 0o600)
        }
    }

    @Test func `without a file there is no key`() throws {
        try withFolder { folder in
            let found = try KeyFile(at: folder + "/keys").key(for: first)
            #expect(found == nil)
        }
    }

    @Test func `a key is never replaced by another`() throws {
        try withFolder { folder in
            let file = KeyFile(at: folder + "/keys")
            let key = SigningKey()
            try file.keep([first: key])
            #expect(throws: KeyStoreError.hasOtherKey(first)) { try file.keep([first: SigningKey()]) }
            let found = try file.key(for: first)
            #expect(found?.secretBytes == key.secretBytes)
        }
    }

    @Test func `a file that others may read is not used`() throws {
        try withFolder { folder in
            let path = folder + "/keys"
            try KeyFile(at: path).keep([first: SigningKey()])
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            #expect(throws: KeyStoreError.notPrivate(path: path)) { try KeyFile(at: path).key(for: first) }
        }
    }

    @Test(arguments: ["", "x", "faltbild-keys 2\n", "faltbild-keys 1\nabc def\n"])
    func `a damaged file is named and left as it is`(text: String) throws {
        try withFolder { folder in
            let path = folder + "/keys"
            let file = KeyFile(at: path)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            #expect(throws: KeyStoreError.damaged(path: path)) { try file.key(for: first) }
            #expect(throws: KeyStoreError.damaged(path: path)) { try file.keep([first: SigningKey()]) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func `what a crash left beside the file is no obstacle`() throws {
        try withFolder { folder in
            let path = folder + "/keys"
            try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new"))
            try KeyFile(at: path).keep([first: SigningKey()])
            let found = try KeyFile(at: path).key(for: first)
            #expect(found != nil)
        }
    }
}

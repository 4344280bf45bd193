import Foundation
import SyncCore
import Testing

@testable import SyncServer

@Suite struct AdministrationTests {
    @Test func `the key is readable by its owner only, and kept when init runs again`() async throws {
        try await withFolder { folder in
            let first = try Administration(initialising: folder).fingerprint
            #expect(try Administration(initialising: folder).fingerprint == first)
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.serverKey)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let keys = try FileManager.default.attributesOfItem(atPath: folder.keys)
            #expect(keys[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a key that others can read is refused`() async throws {
        try await withFolder { folder in
            _ = try Administration(initialising: folder)
            #expect(chmod(folder.serverKey, 0o644) == 0)
            #expect(throws: ServerError.keyOpenToOthers(path: folder.serverKey)) {
                try Administration(folder)
            }
        }
    }

    @Test func `a damaged key and a missing server are told apart`() async throws {
        try await withFolder { folder in
            #expect(throws: ServerError.notInitialised(path: folder.path)) { try Administration(folder) }
            _ = try Administration(initialising: folder)
            try PrivateFile.write(Array("nonsense".utf8), to: folder.serverKey)
            #expect(throws: ServerError.keyDamaged(path: folder.serverKey)) { try Administration(folder) }
        }
    }

    @Test func `names that are mistyped get the nearest ones`() async throws {
        try await withFolder { folder in
            let administration = try Administration(initialising: folder)
            try administration.addSpace("hv-shared")
            try administration.addSpace("Åkermyntan")
            #expect(throws: ServerError.unknownSpace("hv-sharde", nearest: ["hv-shared"])) {
                try administration.invite(pseudonym: "falk-07", spaces: ["hv-sharde"], rights: .write)
            }
            #expect(throws: ServerError.unknownSpace("Akermyntan", nearest: ["Åkermyntan"])) {
                try administration.invite(pseudonym: "falk-07", spaces: ["Akermyntan"], rights: .write)
            }
            #expect(throws: ServerError.unknownMember("falk-07", nearest: [])) {
                try administration.revoke("falk-07")
            }
        }
    }

    @Test func `a space has one name, in one form`() async throws {
        try await withFolder { folder in
            let administration = try Administration(initialising: folder)
            try administration.addSpace("  Ra\u{308}cksta ")
            #expect(try administration.spaces().map(\.name) == ["Räcksta"])
            #expect(throws: ServerError.spaceExists("Räcksta")) { try administration.addSpace("Räcksta") }
        }
    }

    @Test(arguments: ["", "   ", "a\u{7}b", String(repeating: "å", count: 101)])
    func `a name that nobody could type is refused`(name: String) async throws {
        try await withFolder { folder in
            let administration = try Administration(initialising: folder)
            #expect(throws: ServerError.self) { try administration.addSpace(name) }
            #expect(try administration.spaces().isEmpty)
        }
    }

    @Test(arguments: [0, 59_999, ServerLimits.longestCodeMilliseconds + 1] as [Int64])
    func `a code lives at least a minute and at most thirty days`(lifetime: Int64) async throws {
        try await withFolder { folder in
            let administration = try Administration(initialising: folder)
            try administration.addSpace("hv-shared")
            #expect(throws: ServerError.expiryNotAllowed) {
                try administration.invite(
                    pseudonym: "falk-07",
                    spaces: ["hv-shared"],
                    rights: .write,
                    lifetime: lifetime
                )
            }
        }
    }

    @Test func `rights are read by name and a wrong word is named`() throws {
        #expect(try Rights.named("write, review") == [.write, .review])
        #expect(throws: ServerError.rightsNotAllowed("rewiev")) { try Rights.named("write,rewiev") }
    }

    @Test func `neither the code nor its secret is in any file`() async throws {
        try await withFolder { folder in
            let administration = try Administration(initialising: folder)
            try administration.addSpace("hv-shared")
            let code = try administration.invite(pseudonym: "falk-07", spaces: ["hv-shared"], rights: .write)
                .code
            for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
                guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + file) else {
                    continue
                }
                #expect(bytes.range(of: Data(code.secret)) == nil, "\(file)")
                #expect(bytes.range(of: Data(code.text.utf8)) == nil, "\(file)")
            }
        }
    }
}

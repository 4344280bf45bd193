import Foundation
import SyncCore
import TestSupport
import Testing

struct TokenFileTests {
    private let folder: TestFolder
    private let tokens: TokenFile
    private let spaces = [SpaceID(high: 1, low: 1), SpaceID(high: 2, low: 2)]

    init() throws {
        folder = try TestFolder()
        tokens = TokenFile(at: folder.file("tokens"))
    }

    @Test func `kept tokens are there for the next program, the newest of each space, for the owner alone`()
        throws
    {
        #expect(tokens.token(for: spaces[0]) == nil)
        tokens.keep("gammal", for: spaces[0])
        tokens.keep("annan", for: spaces[1])
        tokens.keep("ny", for: spaces[0])
        let next = TokenFile(at: folder.file("tokens"))
        #expect(next.token(for: spaces[0]) == "ny")
        #expect(next.token(for: spaces[1]) == "annan")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("tokens"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `a file that is damaged, or that others may read, counts as empty and is replaced`() throws {
        let path = folder.file("tokens")
        try Data("skräp\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(tokens.token(for: spaces[0]) == nil)
        tokens.keep("ett", for: spaces[0])
        #expect(tokens.token(for: spaces[0]) == "ett")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(tokens.token(for: spaces[0]) == nil)
        tokens.keep("två", for: spaces[0])
        #expect(tokens.token(for: spaces[0]) == "två")
    }

    @Test func `where no file can be written a token is not kept, and nothing fails`() {
        let nowhere = TokenFile(at: folder.file("saknas/tokens"))
        nowhere.keep("ett", for: spaces[0])
        #expect(nowhere.token(for: spaces[0]) == nil)
    }
}

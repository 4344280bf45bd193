import SyncCore
import TestSupport
import Testing

@testable import SyncServer

@Suite struct PasswordHashTests {
    @Test func `a password matches its hash however its letters are composed, and no other does`() throws {
        var generator = SeededGenerator(seed: 1)
        let hash = try PasswordHash(of: "en mening på åtta", cost: .least, using: &generator)
        #expect(try hash.matches("en mening pa\u{30A} a\u{30A}tta"))
        #expect(try !hash.matches("en mening pa atta"))
        let read = try #require(PasswordHash(text: hash.text))
        #expect(read == hash)
        let salted = try PasswordHash(of: "en mening på åtta", cost: .least, using: &generator)
        #expect(salted != hash)
    }

    @Test func `the usual cost is spent as RFC 7914 has it`() throws {
        var generator = SeededGenerator(seed: 2)
        let hash = try PasswordHash(of: "en mening på åtta", cost: .usual, using: &generator)
        #expect(hash.text.hasPrefix("$scrypt$ln=16,r=8,p=2$"))
        #expect(try hash.matches("en mening på åtta"))
    }

    @Test(arguments: [
        "", "x", "$scrypt$ln=16,r=8,p=2$AAAA$AAAA", "$scrypt$ln=30,r=8,p=2$AAAA$AAAA",
        "$scrypt$16,8,2$AAAA$AAAA",
    ])
    func `what is no hash is not read as one`(text: String) {
        #expect(PasswordHash(text: text) == nil)
    }

    @Test(arguments: [
        ("elva tecken", PasswordRule.Fault.tooShort), ("aaaaaaaaaaaaa", .tooPlain),
        ("Hej LIND-02 hej", .holdsPseudonym), (String(repeating: "åäöab", count: 60), .tooLong),
    ])
    func `a password that is too easy says why`(password: String, fault: PasswordRule.Fault) {
        #expect(PasswordRule.fault(in: password, repeated: password, of: "lind-02") == fault)
        #expect(PasswordRule.fault(in: "tolv tecken eller fler", repeated: "tolv", of: "lind-02") == .differs)
        let good = "tolv tecken eller fler"
        #expect(PasswordRule.fault(in: good, repeated: good, of: "lind-02") == nil)
    }
}

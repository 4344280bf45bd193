import SyncCore
import TestSupport
import Testing

struct EnrolmentCodeTests {
    @Test func `a code is read as it is written`() throws {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            let server = SigningKey().publicKey
            let code = EnrolmentCode(secret: generator.bytes(10), server: server)
            #expect(try EnrolmentCode(code.text) == code, "seed \(seed)")
            #expect(code.matches(server), "seed \(seed)")
        }
    }

    @Test func `a code has eight groups of four`() throws {
        let code = EnrolmentCode(secret: [UInt8](repeating: 0, count: 10), server: SigningKey().publicKey)
        let groups = code.text.split(separator: "-", omittingEmptySubsequences: false)
        #expect(groups.map(\.count) == [Int](repeating: 4, count: 8))
        #expect(code.text.hasPrefix("0000-0000-0000-0000-"))
    }

    @Test func `a sloppily typed code is read all the same`() throws {
        let digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        let sloppy = " o i23-456789abcdefgh jkmnpqrstvwxyz\n"
        #expect(try EnrolmentCode(sloppy) == EnrolmentCode(digits))
        #expect(
            try EnrolmentCode(digits).secret == [0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF]
        )
    }

    @Test func `a code for another server does not match`() {
        let code = EnrolmentCode(secret: [UInt8](repeating: 1, count: 10), server: SigningKey().publicKey)
        #expect(!code.matches(SigningKey().publicKey))
    }

    @Test(arguments: ["U", "ß", "å", "!", "é", "👍"])
    func `a character that no code has is named`(character: Character) {
        #expect(throws: EnrolmentCodeError.unknownCharacter(character)) {
            try EnrolmentCode("0000-00\(character)0")
        }
    }

    @Test(arguments: [0, 1, 31, 33])
    func `a code of another length is refused`(length: Int) {
        #expect(throws: EnrolmentCodeError.wrongLength(length)) {
            try EnrolmentCode(String(repeating: "7", count: length))
        }
    }
}

import SyncCore
import Testing

struct HexadecimalTests {
    @Test func `every byte is two lower-case digits and is read back in either case`() {
        let bytes = Array(UInt8.min ... .max)
        #expect(bytes.hexadecimal.hasPrefix("000102"))
        #expect(bytes.hexadecimal.hasSuffix("fdfeff"))
        #expect([UInt8](hexadecimal: bytes.hexadecimal) == bytes)
        #expect([UInt8](hexadecimal: bytes.hexadecimal.uppercased()) == bytes)
        #expect([UInt8](hexadecimal: "") == [])
    }

    @Test(arguments: ["0", "0g", "g0", " 00", "0x", "00 ", "å0", "０0", "-1"])
    func `anything but pairs of digits is refused`(text: String) {
        #expect([UInt8](hexadecimal: text) == nil)
    }

    @Test func `an identifier is read with and without hyphens, a record shown as a UUID`() {
        let id = RecordID("00112233-4455-6677-8899-AABBCCDDEEFF")
        #expect(id == RecordID("00112233445566778899aabbccddeeff"))
        #expect(id?.uuidString == "00112233-4455-6677-8899-aabbccddeeff")
        #expect(id?.description == "00112233445566778899aabbccddeeff")
        #expect(RecordID("00112233-4455-6677-8899-AABBCCDDEEF") == nil)
        #expect(RecordID("00112233-4455-6677-8899-AABBCCDDEEFF00") == nil)
        #expect(RecordID("") == nil)
    }

    @Test func `a number's bytes stand the most significant first`() {
        #expect(UInt32(0x0102_0304).bigEndianBytes == [1, 2, 3, 4])
        #expect(UInt64.max.bigEndianBytes == [UInt8](repeating: 255, count: 8))
    }
}

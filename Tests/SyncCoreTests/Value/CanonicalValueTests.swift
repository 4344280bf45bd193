import SyncCore
import TestSupport
import Testing

/// One canonical byte form a value; anything else is refused on save.
struct CanonicalValueTests {
    private static let name = EntryName(
        change: ChangeName(log: LogID(high: 1, low: 2), number: 300, leafPrefix: 4),
        position: 5
    )

    /// Every type, its limits, and the bytes it must have.
    static let table: [(Value, String)] = [
        (.empty, "00"),
        (.bool(false), "0100"),
        (.bool(true), "0101"),
        (.integer(0), "0200"),
        (.integer(-1), "0201"),
        (.integer(64), "028001"),
        (.integer(.max), "02feffffffffffffffff01"),
        (.integer(.min), "02ffffffffffffffffff01"),
        (.decimal(-12_345), "03f1c001"),
        (.text(""), "04"),
        (
            .text("Hässelby gård, Åkermyntan, ö"),
            "0448c3a47373656c62792067c3a572642c20c3856b65726d796e74616e2c20c3b6"
        ),
        (.text("火事 🔥"), "04e781abe4ba8b20f09f94a5"),
        (.id(RecordID(high: 0x0102_0304_0506_0708, low: 9)), "0501020304050607080000000000000009"),
        (.date(CalendarDate(daysSinceEpoch: -1)), "0601"),
        (.date(CalendarDate(daysSinceEpoch: 20_042)), "0694b902"),
        (.instant(Instant(milliseconds: 1_731_664_800_000, offsetMinutes: 60)), "0780a49ff4e56478"),
        (.enumeration(300), "08ac02"),
        (.group([.integer(1), .text("å"), .empty]), "0902020203" + "04c3a50100"),
        (.group([]), "09"),
        (.group([.group([.bool(true)])]), "090409020101"),
        (.entries([]), "0a"),
        (
            .entries([name]),
            "0a" + "0000000000000001" + "0000000000000002" + "ac02" + "0000000000000004" + "05"
        ),
        (.bytes([0, 255]), "0b00ff"),
        (.unknown(tag: 200, bytes: [1, 2]), "c80102"),
    ]

    @Test(arguments: table)
    func `a value has these bytes and is read back from them`(value: Value, bytes: String) throws {
        #expect(value.canonicalBytes.hexadecimal == bytes)
        #expect(try Value(canonicalBytes: value.canonicalBytes) == value)
        try value.validate()
    }

    /// What no value has as its bytes.
    static let malformed = [
        "", "0001", "01", "0102", "010000", "02", "0280", "028000", "02ff00", "02ffffffffffffffffff02",
        "02ffffffffffffffffff8100", "020000", "038000", "04ff", "04c3", "04eda080", "05", "050102",
        "0500000000000000000000000000000000ff", "06ffffffff7f", "07", "0700", "0700c217", "08",
        "088080808010",
        "08ffffffffffffffffff01", "0905", "090100ff", "09800100", "09020102", "0a00", "0a01020304",
        "090809060904090209000000",
    ]

    @Test(arguments: malformed)
    func `bytes that no value has are refused`(bytes: String) throws {
        let bytes = try #require([UInt8](hexadecimal: bytes))
        #expect(throws: ValueError.malformed) { try Value(canonicalBytes: bytes) }
    }

    /// Texts that a keyboard or a clipboard gives, and their one form.
    static let texts = [
        ("a\u{30A} a\u{308} o\u{308}", "å ä ö"),
        ("A\u{30A}NGEST", "ÅNGEST"),
        ("\u{212B}", "Å"),
        ("  två ord \n", "två ord"),
        ("\u{A0}\u{3000}x\u{2028}\t", "x"),
        (" \r\n ", ""),
        ("\u{200B}x", "\u{200B}x"),
        ("q\u{307}\u{323}", "q\u{323}\u{307}"),
    ]

    @Test(arguments: texts)
    func `a text becomes NFC without white space at its ends`(typed: String, expected: String) throws {
        let value = Value.canonicalText(typed)
        #expect(value.canonicalBytes == [4] + Array(expected.utf8))
        #expect(try Value(canonicalBytes: value.canonicalBytes) == value)
        if Array(typed.utf8) != Array(expected.utf8) {
            #expect(throws: ValueError.textNotCanonical) { try Value.text(typed).validate() }
            #expect(throws: ValueError.textNotCanonical) {
                try Value(canonicalBytes: [4] + Array(typed.utf8))
            }
        }
    }

    @Test func `what cannot be read back as itself is not saved`() {
        #expect(throws: ValueError.malformed) { try Value.unknown(tag: 1, bytes: [7]).validate() }
        #expect(throws: ValueError.malformed) { try Value.unknown(tag: 2, bytes: [0]).validate() }
        #expect(throws: ValueError.tooLarge) {
            try Value.bytes(.init(repeating: 0, count: 65_536)).validate()
        }
        #expect(throws: ValueError.malformed) {
            try Value.instant(Instant(milliseconds: 0, offsetMinutes: 1_441)).validate()
        }
        let deep = (0..<6).reduce(Value.empty) { inner, _ in .group([inner]) }
        #expect(throws: ValueError.malformed) { try deep.validate() }
    }

    @Test func `entries have one form whatever their order, and no other is read`() throws {
        let second = EntryName(change: Self.name.change, position: 6)
        let value = Value.entries([second, Self.name, second])
        #expect(value.canonicalBytes == Value.entries([Self.name, second]).canonicalBytes)
        let one = Array(Value.entries([Self.name]).canonicalBytes.dropFirst())
        let other = Array(Value.entries([second]).canonicalBytes.dropFirst())
        #expect(throws: ValueError.malformed) { try Value(canonicalBytes: [10] + other + one) }
        #expect(throws: ValueError.malformed) { try Value(canonicalBytes: [10] + one + one) }
    }

    @Test func `random bytes are refused or are the one form of what they give`() throws {
        for seed in UInt64(0)..<20_000 {
            var generator = SeededGenerator(seed: seed)
            let tag = UInt8.random(in: 0...12, using: &generator)
            let bytes = [tag] + generator.bytes(Int.random(in: 0...24, using: &generator))
            guard let value = try? Value(canonicalBytes: bytes) else { continue }
            if value.canonicalBytes != bytes { Issue.record("seed \(seed): \(bytes) gives \(value)") }
        }
    }
}

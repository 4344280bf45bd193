/// Copies the chunks of a PNG file that make the picture.
///
/// Source: W3C, Portable Network Graphics, third edition, sections 5 and 11.
struct PNGCleaner {
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD",
        "pHYs",
    ]

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The picture's chunks up to its end; what stands behind that is left out.
    func cleaned() throws(PhotoRefusal) -> [UInt8] {
        var offset = PhotoFormat.pngStart.count
        var cleaned = PhotoFormat.pngStart
        var orientation: UInt8 = 1
        var hasData = false
        while true {
            guard offset + 12 <= bytes.count else { throw .damaged }
            let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - offset - 12 else { throw .damaged }
            let name = String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self)
            let content = bytes[offset + 8..<offset + 8 + length]
            guard offset > PhotoFormat.pngStart.count || name == "IHDR" else { throw .damaged }
            if name == "eXIf" { orientation = ExifOrientation.read(Array(content)) ?? orientation }
            // Before the picture's data, where readers look for it.
            if name == "IDAT", !hasData {
                hasData = true
                if orientation != 1 { cleaned += Self.chunk("eXIf", ExifOrientation.file(orientation)) }
            }
            if Self.kept.contains(name) { cleaned += bytes[offset..<offset + 12 + length] }
            offset += 12 + length
            if name == "IEND" { break }
        }
        guard hasData else { throw .damaged }
        return cleaned
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + content
        return bigEndian(UInt32(content.count)) + named + bigEndian(checksum(named))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// CRC-32, as annex D of the source has it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in
                rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1
            }
        }
    }
}

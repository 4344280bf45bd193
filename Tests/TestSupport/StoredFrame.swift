/// zstd frames written by hand: contents as they are, and frames that lie about them.
///
/// Source: RFC 8878, *Zstandard Compression*, sections 3.1.1 and 3.1.2.
public enum StoredFrame {
    private static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    /// A single segment whose size takes eight bytes.
    private static let descriptor: UInt8 = 0b1110_0000

    /// A frame that holds the bytes in blocks of at most 64 KiB, uncompressed.
    public static func raw(_ bytes: [UInt8]) -> [UInt8] {
        var frame = magic + [descriptor] + littleEndian(UInt64(bytes.count), count: 8)
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_536)
            rest = rest.dropFirst(65_536)
            frame += littleEndian(UInt64(block.count << 3 | (rest.isEmpty ? 1 : 0)), count: 3) + block
        } while !rest.isEmpty
        return frame
    }

    /// A frame that announces so many bytes and gives them by repeating one byte, 128 KiB for four.
    public static func bomb(announcing size: UInt64, blocks: Int) -> [UInt8] {
        let block = littleEndian(UInt64(131_072 << 3 | 1 << 1), count: 3) + [0]
        let last = littleEndian(UInt64(131_072 << 3 | 1 << 1 | 1), count: 3) + [0]
        return magic + [descriptor] + littleEndian(size, count: 8)
            + [[UInt8]](repeating: block, count: max(0, blocks - 1)).flatMap { $0 } + last
    }

    /// A frame that says nothing of its size.
    public static func unannounced(_ bytes: [UInt8]) -> [UInt8] {
        magic + [0, 0x58] + littleEndian(UInt64(bytes.count << 3 | 1), count: 3) + bytes
    }

    /// Bytes that a decoder skips.
    public static func skippable(_ bytes: [UInt8]) -> [UInt8] {
        [0x50, 0x2A, 0x4D, 0x18] + littleEndian(UInt64(bytes.count), count: 4) + bytes
    }

    private static func littleEndian(_ number: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
    }
}

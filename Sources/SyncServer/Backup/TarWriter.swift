import Foundation
import SyncCore

/// Writes files into an archive that `tar` reads.
///
/// Source: IEEE Std 1003.1-2017, *pax*, "ustar Interchange Format"; sizes beyond 8 GiB as GNU tar writes
/// them, in base 256.
struct TarWriter: ~Copyable {
    static let blockBytes = 512

    private let output: FileHandle

    /// The handle is at the end of what it has.
    init(to output: FileHandle) {
        self.output = output
    }

    /// Adds a file, or bytes, under an ASCII name: at most 100 characters after the last slash, and 154
    /// before it.
    func add(_ name: String, bytes: Data, modifiedAt seconds: Int64) throws {
        try output.write(contentsOf: Self.header(name, size: bytes.count, modifiedAt: seconds))
        try output.write(contentsOf: bytes)
        try pad(bytes.count)
    }

    /// Adds the whole of a file, a megabyte at a time, and tells how many bytes went.
    func add(
        _ name: String,
        file path: String,
        modifiedAt seconds: Int64,
        progress: (Int) -> Void
    ) throws {
        let input = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? input.close() }
        let size = Int(try input.seekToEnd())
        try input.seek(toOffset: 0)
        try output.write(contentsOf: Self.header(name, size: size, modifiedAt: seconds))
        while let chunk = try input.read(upToCount: 1 << 20), !chunk.isEmpty {
            try output.write(contentsOf: chunk)
            progress(chunk.count)
        }
        try pad(size)
    }

    /// Ends the archive: two empty blocks.
    consuming func finish() throws {
        try output.write(contentsOf: Data(count: 2 * Self.blockBytes))
    }

    private func pad(_ size: Int) throws {
        let rest = size % Self.blockBytes
        if rest > 0 { try output.write(contentsOf: Data(count: Self.blockBytes - rest)) }
    }

    private static func header(_ name: String, size: Int, modifiedAt seconds: Int64) -> Data {
        var block = [UInt8](repeating: 0, count: blockBytes)
        func put(_ text: String, at offset: Int) {
            block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ number: Int64, digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let slash = name.lastIndex(of: "/")
        put(slash.map { String(name[name.index(after: $0)...]) } ?? name, at: 0)
        if let slash { put(String(name[..<slash]), at: 345) }
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        if size < 1 << 33 {
            put(octal(Int64(size), digits: 11), at: 124)
        } else {
            block.replaceSubrange(124..<136, with: [0x80, 0, 0, 0] + UInt64(size).bigEndianBytes)
        }
        put(octal(seconds, digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(block.reduce(0) { $0 + Int64($1) }, digits: 6) + "\0 ", at: 148)
        return Data(block)
    }
}

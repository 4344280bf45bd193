import Foundation

/// Reads the files of an archive that ``TarWriter``, or `tar --format=ustar`, wrote.
struct TarReader: ~Copyable {
    enum Failure: Error, Hashable {
        /// Not an archive, or cut short.
        case damaged
    }

    /// What stands before a file.
    struct Entry: Hashable {
        let name: String
        let size: Int
    }

    private let input: FileHandle
    private var rest = 0

    init(from input: FileHandle) {
        self.input = input
    }

    /// The next file, whose content is to be read before the one after it; `nil` at the archive's end.
    mutating func next() throws -> Entry? {
        while rest > 0 { _ = try chunk() }
        let block = try whole(TarWriter.blockBytes)
        if block.allSatisfy({ $0 == 0 }) { return nil }
        guard Self.checksum(of: block) == Self.number(block[148..<156]),
            let size = Self.number(block[124..<136])
        else { throw Failure.damaged }
        let last = String(decoding: block[..<100].prefix { $0 != 0 }, as: UTF8.self)
        let folder = String(decoding: block[345..<500].prefix { $0 != 0 }, as: UTF8.self)
        let name = folder.isEmpty ? last : "\(folder)/\(last)"
        rest = size
        padding = (TarWriter.blockBytes - size % TarWriter.blockBytes) % TarWriter.blockBytes
        return Entry(name: name, size: size)
    }

    /// More of the present file's content; empty at its end.
    mutating func chunk() throws -> Data {
        guard rest > 0 else { return Data() }
        let data = Data(try whole(min(rest, 1 << 20)))
        rest -= data.count
        if rest == 0 { _ = try whole(padding) }
        return data
    }

    private var padding = 0

    private func whole(_ count: Int) throws -> [UInt8] {
        guard count > 0 else { return [] }
        guard let data = try input.read(upToCount: count), data.count == count else { throw Failure.damaged }
        return Array(data)
    }

    private static func checksum(of block: [UInt8]) -> Int {
        block.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        if field.first == 0x80 { return field.dropFirst().reduce(0) { $0 << 8 | Int($1) } }
        let digits = field.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}

import TestSupport

/// Damages what lies deep in a message and keeps everything around it whole: lengths are written anew, so
/// that a decoder comes as far as the fault.
///
/// It reads a protobuf message, or a stream of them with a length before each.
struct MessageMutator {
    private struct Part {
        /// What stands before the content: a field's key, or nothing in a stream.
        let key: [UInt8]
        /// Whether the content has its length before it.
        let isDelimited: Bool
        var content: [UInt8]

        var bytes: [UInt8] {
            key + (isDelimited ? MessageMutator.varint(UInt64(content.count)) : []) + content
        }
    }

    private let parts: [Part]
    private let depth: Int

    /// `nil` for bytes that are neither.
    init?(_ bytes: [UInt8], depth: Int = 0) {
        guard depth < 8, let parts = Self.fields(bytes) ?? (depth == 0 ? Self.stream(bytes) : nil),
            !parts.isEmpty
        else { return nil }
        self.parts = parts
        self.depth = depth
    }

    /// The message with one fault, at whichever depth.
    func damaged(by mutator: inout Mutator) -> [UInt8] {
        var parts = parts
        let index = Int.random(in: 0..<parts.count, using: &mutator.generator)
        switch Int.random(in: 0..<8, using: &mutator.generator) {
        case 0: parts.remove(at: index)
        case 1: parts.insert(parts[index], at: Int.random(in: 0...parts.count, using: &mutator.generator))
        case 2: parts.swapAt(index, Int.random(in: 0..<parts.count, using: &mutator.generator))
        default:
            if parts[index].isDelimited, mutator.generator.chance(80),
                let inner = MessageMutator(parts[index].content, depth: depth + 1)
            {
                parts[index].content = inner.damaged(by: &mutator)
            } else {
                mutator.damage(&parts[index].content)
            }
        }
        return parts.flatMap(\.bytes)
    }

    private static func fields(_ bytes: [UInt8]) -> [Part]? {
        var offset = 0
        var parts: [Part] = []
        while offset < bytes.count {
            guard let (key, keyBytes) = varint(at: offset, in: bytes), key >> 3 > 0, key >> 3 < 64 else {
                return nil
            }
            offset += keyBytes.count
            switch key & 7 {
            case 0:
                guard let (_, content) = varint(at: offset, in: bytes) else { return nil }
                parts.append(Part(key: keyBytes, isDelimited: false, content: content))
                offset += content.count
            case 1, 5:
                let size = key & 7 == 1 ? 8 : 4
                guard offset + size <= bytes.count else { return nil }
                let content = Array(bytes[offset..<offset + size])
                parts.append(Part(key: keyBytes, isDelimited: false, content: content))
                offset += size
            case 2:
                guard let content = delimited(at: offset, in: bytes) else { return nil }
                parts.append(Part(key: keyBytes, isDelimited: true, content: content.bytes))
                offset = content.end
            default: return nil
            }
        }
        return parts
    }

    private static func stream(_ bytes: [UInt8]) -> [Part]? {
        var offset = 0
        var parts: [Part] = []
        while offset < bytes.count {
            guard let content = delimited(at: offset, in: bytes) else { return nil }
            parts.append(Part(key: [], isDelimited: true, content: content.bytes))
            offset = content.end
        }
        return parts
    }

    private static func delimited(at offset: Int, in bytes: [UInt8]) -> (bytes: [UInt8], end: Int)? {
        guard let (length, lengthBytes) = varint(at: offset, in: bytes) else { return nil }
        let start = offset + lengthBytes.count
        guard length <= UInt64(bytes.count - start) else { return nil }
        return (Array(bytes[start..<start + Int(length)]), start + Int(length))
    }

    private static func varint(at offset: Int, in bytes: [UInt8]) -> (value: UInt64, bytes: [UInt8])? {
        var value: UInt64 = 0
        for index in 0..<10 where offset + index < bytes.count {
            let byte = bytes[offset + index]
            value |= UInt64(byte & 0x7F) << UInt64(7 * index)
            if byte & 0x80 == 0 { return (value, Array(bytes[offset...offset + index])) }
        }
        return nil
    }

    private static func varint(_ number: UInt64) -> [UInt8] {
        var rest = number
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}

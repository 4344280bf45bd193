import TestSupport

/// Damages inputs, at random but by a seed: flipped bits, cuts, repeated, moved and foreign pieces, and the
/// numbers that lengths and counters are written with at their limits.
struct Mutator {
    var generator: SeededGenerator
    private let others: [[UInt8]]

    /// `others` are inputs that pieces are taken from.
    init(seed: UInt64, others: [[UInt8]]) {
        generator = SeededGenerator(seed: seed)
        self.others = others
    }

    /// An input with one to eight faults.
    mutating func next() -> [UInt8] {
        var bytes = others.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...8, using: &generator) { damage(&bytes) }
        return bytes
    }

    mutating func damage(_ bytes: inout [UInt8]) {
        switch Int.random(in: 0..<11, using: &generator) {
        case 8...10:
            if let damaged = MessageMutator(bytes)?.damaged(by: &self) { bytes = damaged }
        case 0...1: flip(&bytes)
        case 2: bytes.replaceSubrange(range(in: bytes), with: Self.numbers[index(below: Self.numbers.count)])
        case 3: bytes.removeSubrange(range(in: bytes))
        case 4: bytes.insert(contentsOf: bytes[range(in: bytes)], at: index(below: bytes.count + 1))
        case 5: bytes = Array(bytes.prefix(index(below: bytes.count + 1)))
        case 6:
            let other = others.randomElement(using: &generator) ?? []
            bytes.replaceSubrange(range(in: bytes), with: other[range(in: other)])
        default:
            let count = Int.random(in: 0...16, using: &generator)
            bytes.insert(contentsOf: generator.bytes(count), at: index(below: bytes.count + 1))
        }
    }

    private mutating func flip(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        bytes[index(below: bytes.count)] ^= 1 << UInt8(index(below: 8))
    }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = index(below: bytes.count + 1)
        let most = min(bytes.count - start, Int.random(in: 0...64, using: &generator))
        return start..<start + most
    }

    private mutating func index(below count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

    /// Varints at their limits, and too long ones; fixed numbers; the beginnings of fields and of zstd.
    private static let numbers: [[UInt8]] = [
        [0], [1], [0x7F], [0x80, 0x01], [0xFF, 0x01], [0xFF, 0xFF, 0x03], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
        [UInt8](repeating: 0xFF, count: 9) + [0x01], [UInt8](repeating: 0x80, count: 11),
        [UInt8](repeating: 0xFF, count: 8), [UInt8](repeating: 0, count: 8), [0x0A, 0], [0x0A, 0x7F], [0x12],
        [0x0B], [0x0C], [0x28, 0xB5, 0x2F, 0xFD], [0xE2, 0x82], [0xC3, 0x28], Array("{[\"".utf8),
    ]
}

import Crypto
import FoundationEssentials

/// How a locked bundle's content is cut: chunks of AES-256-GCM, each with its number and whether it is the
/// last in the nonce, so that chunks that are moved, repeated or left out do not open.
///
/// Source: Hoang, Reyhanitabar, Rogaway, Vizár, *Online Authenticated-Encryption and its Nonce-Reuse
/// Misuse-Resistance* (2015), STREAM; the same form as in the file format age.
enum BundleChunk {
    /// Bytes of content in every chunk but the last, which may have fewer, and at least one.
    static let contentBytes = 64 * 1_024
    static let tagBytes = 16
    static let sealedBytes = contentBytes + tagBytes

    /// Eleven bytes of number from 0, and one that is 1 in the last chunk.
    fileprivate static func nonce(_ number: UInt64, isLast: Bool) -> [UInt8] {
        [0, 0, 0] + number.bigEndianBytes + [isLast ? 1 : 0]
    }
}

/// Locks content, chunk by chunk.
struct ChunkSealer {
    private let key: SymmetricKey
    private var number: UInt64 = 0
    private var waiting: [UInt8] = []

    init(_ key: SymmetricKey) {
        self.key = key
    }

    /// Takes content, and gives the chunks that are sure not to be the last.
    mutating func seal(_ content: [UInt8]) -> [UInt8] {
        waiting += content
        var sealed: [UInt8] = []
        var start = 0
        while waiting.count - start > BundleChunk.contentBytes {
            let end = start + BundleChunk.contentBytes
            sealed += next(waiting[start..<end], isLast: false)
            start = end
        }
        waiting.removeSubrange(..<start)
        return sealed
    }

    /// The last chunk.
    mutating func finish() -> [UInt8] {
        next(waiting[...], isLast: true)
    }

    private mutating func next(_ content: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        do {
            let nonce = try AES.GCM.Nonce(data: BundleChunk.nonce(number, isLast: isLast))
            let box = try AES.GCM.seal(content, using: key, nonce: nonce)
            number += 1
            return Array(box.ciphertext) + Array(box.tag)
        } catch {
            // A key of 32 bytes, a nonce of 12 and content of any size: nothing is left to refuse.
            preconditionFailure("AES-GCM takes every chunk: \(error)")
        }
    }
}

/// Opens chunks in their order.
struct ChunkOpener {
    private let key: SymmetricKey
    private var number: UInt64 = 0

    init(_ key: SymmetricKey) {
        self.key = key
    }

    /// Opens the next chunk.
    ///
    /// Where the file ends after a chunk that was not the last, the chunk is good and the rest is missing:
    /// its content is given, and the bundle's own end will be.
    mutating func open(_ chunk: [UInt8], isLast: Bool) throws(BundleError) -> [UInt8] {
        guard chunk.count > BundleChunk.tagBytes else { throw .damaged }
        defer { number += 1 }
        if let content = content(of: chunk, isLast: isLast) { return content }
        guard isLast, let content = content(of: chunk, isLast: false) else { throw .damaged }
        return content
    }

    private func content(of chunk: [UInt8], isLast: Bool) -> [UInt8]? {
        guard let nonce = try? AES.GCM.Nonce(data: BundleChunk.nonce(number, isLast: isLast)),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce,
                ciphertext: chunk.dropLast(BundleChunk.tagBytes),
                tag: chunk.suffix(BundleChunk.tagBytes)
            ),
            let content = try? AES.GCM.open(box, using: key)
        else { return nil }
        return Array(content)
    }
}

import Crypto
import Foundation
public import SyncCore

/// Ids that follow from what a record is about, so that two people who enter the same thing offline meet in
/// one record.
///
/// The id is a version 5 UUID (RFC 9562): the first 16 bytes of SHA-1(namespace ‖ name), version and variant
/// set. The namespace is the space's id, 16 bytes. The name is the kind's number, 4 bytes big-endian, and
/// then for each part of the key its length in bytes, 4 bytes big-endian, and its bytes:
/// - a text: NFC, white space at the ends removed, each run of white space inside one space, each scalar
///   lower-cased by Unicode's default mapping, NFC again; as UTF-8
/// - a reference: the 16 bytes of the id
/// - a whole number, or a choice's number: decimal digits in ASCII
///
/// The parts come in the order of the fields' numbers.
public enum NaturalKey {
    /// The id of the record with this key, whose parts come in the order of the key fields' numbers.
    public static func id(of kind: KindNumber, parts: [Value], in space: SpaceID) -> RecordID {
        var name = kind.rawValue.bigEndianBytes
        for part in parts {
            let bytes = bytes(of: part)
            name += UInt32(bytes.count).bigEndianBytes + bytes
        }
        return versionFive(namespace: space.bytes, name: name)
    }

    /// The id of the record that these edits create.
    ///
    /// - Returns: `nil` if the kind has no key, or the edits do not set every part of it.
    public static func id(for edits: [FieldEdit], of kind: KindDefinition, in space: SpaceID) -> RecordID? {
        let keyFields = kind.keyFields
        guard !keyFields.isEmpty else { return nil }
        var parts: [Value] = []
        for field in keyFields {
            guard let part = edits.settingValue(of: field.number) else { return nil }
            parts.append(part)
        }
        return id(of: kind.number, parts: parts, in: space)
    }

    /// Whether two values make the same part of a key, as `Råcksta  torg` and `råcksta torg` do.
    public static func sameKeyPart(_ left: Value, _ right: Value) -> Bool {
        bytes(of: left) == bytes(of: right)
    }

    static func bytes(of part: Value) -> [UInt8] {
        switch part {
        case .text(let text): Array(normalised(text).utf8)
        case .id(let record): record.bytes
        case .integer(let number): Array(String(number).utf8)
        case .enumeration(let number): Array(String(number).utf8)
        default: part.canonicalBytes
        }
    }

    /// A text as keys compare it.
    package static func normalised(_ text: String) -> String {
        let words = text.precomposedStringWithCanonicalMapping.unicodeScalars
            .split(whereSeparator: \.properties.isWhitespace)
        let lowered = words.map { word in word.map(\.properties.lowercaseMapping).joined() }
        return lowered.joined(separator: " ").precomposedStringWithCanonicalMapping
    }

    private static func versionFive(namespace: [UInt8], name: [UInt8]) -> RecordID {
        var bytes = Array(Insecure.SHA1.hash(data: namespace + name).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        guard let id = RecordID(bytes: bytes) else {
            preconditionFailure("SHA-1 gives 20 bytes, of which 16 were taken")
        }
        return id
    }
}

extension [FieldEdit] {
    /// What the last `set` of a field sets it to.
    func settingValue(of field: FieldNumber) -> Value? {
        for case .set(field, let value) in reversed() { return value }
        return nil
    }
}

import SyncCore

/// A photo whose bytes follow from its caption, so that nobody has to remember them.
enum SimulatedPhoto {
    static func value(captioned caption: String) -> Value {
        .group([.bytes(BlobID(of: bytes(captioned: caption)).bytes), .text("image/jpeg"), .text(caption)])
    }

    /// The file of a photo; `nil` for any other value.
    static func bytes(of value: Value) -> [UInt8]? {
        caption(of: value).map(bytes(captioned:))
    }

    /// The words in a value: of a text itself, of a photo its caption.
    static func words(in bytes: [UInt8]) -> String? {
        guard let value = try? Value(canonicalBytes: bytes) else { return nil }
        if case .text(let text) = value { return text }
        return caption(of: value)
    }

    private static func caption(of value: Value) -> String? {
        guard case .group(let members) = value, members.count == 3, case .text(let caption) = members[2]
        else { return nil }
        return caption
    }

    /// Some kilobytes that say the caption over and over.
    private static func bytes(captioned caption: String) -> [UInt8] {
        Array(String(repeating: "photo of \(caption); ", count: 60).utf8)
    }
}

extension FieldEdit {
    /// The files of the photos that the edit adds.
    var photos: [[UInt8]] {
        guard case .add(_, let values) = self else { return [] }
        return values.compactMap(SimulatedPhoto.bytes(of:))
    }
}

public import SyncCore

/// A picture by the hash of its bytes; the bytes themselves travel apart from the log.
public struct Photo: FieldValue {
    public static let form = FieldForm.photo
    /// Longest caption, in characters.
    public static let captionLength = 200

    /// SHA-256 of the file, 32 bytes.
    public let sha256: [UInt8]
    /// Such as `image/jpeg`.
    public let mediaType: String
    public let caption: String?

    public init(sha256: [UInt8], mediaType: String, caption: String? = nil) {
        self.sha256 = sha256
        self.mediaType = mediaType
        self.caption = caption
    }

    func captioned(_ caption: String) -> Photo {
        Photo(sha256: sha256, mediaType: mediaType, caption: caption)
    }

    public init?(fieldValue: Value) {
        guard case .group(let members) = fieldValue, members.count == 3,
            case .bytes(let sha256) = members[0], sha256.count == 32,
            case .text(let mediaType) = members[1]
        else { return nil }
        switch members[2] {
        case .empty: self.init(sha256: sha256, mediaType: mediaType)
        case .text(let caption): self.init(sha256: sha256, mediaType: mediaType, caption: caption)
        default: return nil
        }
    }

    public var fieldValue: Value {
        .group([.bytes(sha256), .canonicalText(mediaType), caption.map { .canonicalText($0) } ?? .empty])
    }
}

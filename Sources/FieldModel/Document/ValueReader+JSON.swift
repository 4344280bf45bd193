import Foundation
public import SyncCore

extension ValueReader {
    /// Reads a value from JSON: what ``RecordDocument`` writes, texts as a person types them, and for a photo
    /// `file`, a path, in place of the hash.
    public func value(from json: JSONValue) throws(InputProblem) -> Value {
        switch (json, field.form) {
        case (.string(let text), _): try value(from: text)
        case (.number(let number), .integer), (.number(let number), .decimal):
            try value(from: number.description)
        case (.bool(let flag), .bool): .bool(flag)
        case (.object(let members), .position): try position(members)
        case (.object(let members), .photo): try photo(members)
        case (.object(let members), .anyRecord): try anyRecord(members)
        case (.object, .polygon): .canonicalText(json.line)
        default: throw problem(.wrongType)
        }
    }

    private func position(_ members: [String: JSONValue]) throws(InputProblem) -> Value {
        try refuseOthers(than: ["latitude", "longitude", "accuracy"], in: members)
        guard case .number(let latitude)? = members["latitude"],
            case .number(let longitude)? = members["longitude"],
            let latitudeUnits = DecimalText.units(from: latitude.description, scale: Position.scale),
            let longitudeUnits = DecimalText.units(from: longitude.description, scale: Position.scale)
        else { throw problem(.wrongType) }
        var accuracy: Int64?
        switch members["accuracy"] {
        case nil, .null: break
        case .number(let number):
            guard let metres = Int64(number.description) else { throw problem(.wrongType) }
            accuracy = metres
        default: throw problem(.wrongType)
        }
        return Position(
            latitudeUnits: latitudeUnits,
            longitudeUnits: longitudeUnits,
            accuracyMetres: accuracy
        ).fieldValue
    }

    private func photo(_ members: [String: JSONValue]) throws(InputProblem) -> Value {
        let photo: Photo
        if case .string(let path)? = members["file"] {
            try refuseOthers(than: ["file", "caption"], in: members)
            photo = try self.photo(path)
        } else {
            try refuseOthers(than: ["sha256", "media_type", "caption"], in: members)
            guard case .string(let digits)? = members["sha256"], let sha256 = [UInt8](hexadecimal: digits),
                sha256.count == 32, case .string(let mediaType)? = members["media_type"]
            else { throw problem(.wrongType) }
            photo = Photo(sha256: sha256, mediaType: mediaType)
        }
        switch members["caption"] {
        case nil, .null: return photo.fieldValue
        case .string(let caption): return photo.captioned(caption).fieldValue
        default: throw problem(.wrongType)
        }
    }

    /// The photo in a file, by its path or as a member `file` of an object.
    func photo(_ text: String) throws(InputProblem) -> Photo {
        if text.hasPrefix("{"), case .object(let members)? = try? JSONValue(line: text) {
            guard let photo = Photo(fieldValue: try photo(members)) else { throw problem(.unreadable(text)) }
            return photo
        }
        do throws(PhotoRefusal) {
            return try context.photo(text)
        } catch {
            throw problem(.photoRefused(text, error))
        }
    }

    private func anyRecord(_ members: [String: JSONValue]) throws(InputProblem) -> Value {
        try refuseOthers(than: ["kind", "id"], in: members)
        guard case .string(let kind)? = members["kind"], case .string(let record)? = members["id"] else {
            throw problem(.wrongType)
        }
        return try anyRecord(kind: kind, record: record)
    }

    private func refuseOthers(than names: [String], in members: [String: JSONValue]) throws(InputProblem) {
        guard let other = members.keys.sorted().first(where: { !names.contains($0) }) else { return }
        throw problem(.unknownField(other, nearest: nearestNames(to: other, among: names)))
    }
}

import FieldModel
import Foundation
import SyncCore

/// One photo of a record, and where it is.
struct RecordPhoto: Hashable, Sendable {
    let photo: Photo
    let id: BlobID
    let place: BlobPlace
    /// `nil` if it is not on this computer.
    let bytes: Int?

    /// What its file is called where it is written out.
    var fileName: String {
        let ending = PhotoFormat(mediaType: photo.mediaType)?.fileExtension ?? "bin"
        return "\(id.description.prefix(16)).\(ending)"
    }

    /// As `field photo list --json` prints it.
    var json: JSONValue { .object(members) }

    func json(writtenTo path: String) -> JSONValue {
        .object(members.merging(["file": .string(path)]) { $1 })
    }

    private var members: [String: JSONValue] {
        [
            "sha256": .string(id.description),
            "media_type": .string(photo.mediaType),
            "caption": photo.caption.map { .string($0) } ?? .null,
            "bytes": bytes.map { .number(Decimal($0)) } ?? .null,
            "here": .bool(place != .elsewhere),
            "on_server": .bool(place != .hereOnly),
        ]
    }
}

extension Workplace {
    /// The field of a record's kind that holds photos.
    func photoField(of view: RecordView) throws(CommandError) -> FieldDefinition {
        guard let field = Catalogue.kind(view.key.kind)?.fields.first(where: { $0.form == .photo }) else {
            throw .noPhotoField(texts.label(of: view.key.kind))
        }
        return field
    }

    /// The photos of a record, in the order of their ids.
    func photos(of view: RecordView) throws -> [RecordPhoto] {
        let elements = view[try photoField(of: view).number]?.elements ?? []
        let photos = try elements.compactMap { element -> RecordPhoto? in
            guard let photo = Photo(fieldValue: element), let id = BlobID(bytes: photo.sha256),
                let place = try replica.place(of: id, in: space)
            else { return nil }
            let bytes = place == .elsewhere ? nil : try replica.sizeOfBlob(id, in: space)
            return RecordPhoto(photo: photo, id: id, place: place, bytes: bytes)
        }
        return photos.sorted { $0.id < $1.id }
    }

    /// The one photo of a record whose id begins so.
    func photo(_ text: String, of view: RecordView) throws -> RecordPhoto {
        let photos = try photos(of: view)
        let found = photos.filter { $0.id.description.hasPrefix(text.lowercased()) }
        guard found.count == 1, let photo = found.first else {
            throw CommandError.noPhoto(text, known: photos.map { String($0.id.description.prefix(8)) })
        }
        return photo
    }
}

public import SyncCore

extension TestSchema {
    /// A set of photos that no program's schema declares: blobs are kept without one.
    public static let photos = FieldNumber(rawValue: 40)
}

extension RecordEdit {
    /// Adds a photo to a note.
    public static func photo(_ bytes: [UInt8], of number: UInt64) -> RecordEdit {
        RecordEdit(
            record: TestSchema.key(number),
            edits: [.add(TestSchema.photos, [photoValue(bytes)])]
        )
    }

    /// A photo as records name it.
    public static func photoValue(_ bytes: [UInt8]) -> Value {
        .group([.bytes(BlobID(of: bytes).bytes), .text("image/jpeg"), .empty])
    }
}

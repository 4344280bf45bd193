/// What can go wrong between the engine and its store.
public enum StoreError: Error, Hashable, Sendable {
    /// Another program holds the store; waited, then gave up.
    case locked(by: String?)
    case readOnly(path: String)
    case diskFull(path: String)
    /// A newer version wrote it. Nothing was touched.
    case newerVersion(found: Int, known: Int)
    /// A store of another log format, or a file that is no store.
    case notAStore(path: String)
    case damaged(detail: String)
    case unknownSpace(SpaceID)
    case unknownRecord(RecordKey)
    /// Somebody has written the record, or the field, since it was read.
    case changedMeanwhile(RecordKey)
    /// The device has no log of its own in the space: it was not enrolled there.
    case notEnrolled(SpaceID)
    /// A change is larger than ``Limits/changeBytes``.
    case changeTooLarge(RecordKey)
    /// A blob is larger than ``Limits/blobBytes``.
    case blobTooLarge
    /// No record of the space names the blob, or none does any more: it is not kept.
    case blobNotNamed(BlobID)
    /// The blob is not on this computer.
    case blobNotHeld(BlobID)
    /// The bytes are not those that the blob is named by.
    case blobDiffers(BlobID)
    case notPermitted(FieldNumber, KindNumber)
    case value(ValueError)
    case log(LogError)
    /// Anything else SQLite says.
    case database(code: Int32, message: String)
}

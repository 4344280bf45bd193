/// Why a file is not taken in as a photo.
public enum PhotoRefusal: Error, Hashable, Sendable {
    /// Neither JPEG nor PNG.
    case unknownFormat
    /// A HEIF picture, as some phones take them.
    case heif
    /// It begins like a photo, and is cut short or not built like one.
    case damaged
    /// More bytes than a photo may have.
    case tooLarge
    /// There is no such file, or it may not be read; the system's errno, 0 if no file can be read here.
    case notReadable(code: Int32)
}

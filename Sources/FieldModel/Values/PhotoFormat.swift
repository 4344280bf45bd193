/// The formats in which a photo is taken in: those that every browser shows.
public enum PhotoFormat: String, CaseIterable, Sendable {
    case jpeg
    case png

    /// First bytes that tell one from another.
    public static let magicBytes = 8

    static let jpegStart: [UInt8] = [0xFF, 0xD8]
    static let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The format of a file that begins so; its name says nothing.
    public init?(_ bytes: some Collection<UInt8>) {
        if bytes.starts(with: Self.jpegStart + [0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: Self.pngStart) {
            self = .png
        } else {
            return nil
        }
    }

    public var mediaType: String { "image/\(rawValue)" }

    public init?(mediaType: String) {
        guard let format = Self.allCases.first(where: { $0.mediaType == mediaType }) else { return nil }
        self = format
    }

    /// The end of a file's name.
    public var fileExtension: String { self == .jpeg ? "jpg" : "png" }
}

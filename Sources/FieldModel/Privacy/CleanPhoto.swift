/// A photo without what its camera wrote beside the picture: where it was taken, when, with what,
/// whose it is.
///
/// Only what the picture needs to be shown stays, its orientation and colour profile included. The pixels are
/// not touched.
public struct CleanPhoto: Hashable, Sendable {
    public let format: PhotoFormat
    public let bytes: [UInt8]

    /// Reads a photo and leaves out what is not the picture.
    ///
    /// Complexity: O(*n*) in the file's bytes.
    public init(_ bytes: [UInt8]) throws(PhotoRefusal) {
        guard let format = PhotoFormat(bytes) else {
            let brand = bytes.dropFirst(4).prefix(4)
            throw brand.elementsEqual("ftyp".utf8) ? .heif : .unknownFormat
        }
        self.format = format
        self.bytes =
            switch format {
            case .jpeg: try JPEGCleaner(bytes).cleaned()
            case .png: try PNGCleaner(bytes).cleaned()
            }
    }
}

import FoundationEssentials

/// A piece of a photo in a bundle; the pieces of one follow each other.
struct BundledBlob: Hashable, Sendable {
    let space: SpaceID
    let blob: BlobID
    /// Bytes of the whole.
    let length: Int
    /// Where the piece begins.
    let offset: Int
    let content: [UInt8]

    init(space: SpaceID, blob: BlobID, length: Int, offset: Int, content: [UInt8]) {
        self.space = space
        self.blob = blob
        self.length = length
        self.offset = offset
        self.content = content
    }

    /// - Throws: ``BundleError/damaged``
    init(_ wire: WireBlobPart) throws(BundleError) {
        guard let space = SpaceID(bytes: wire.space), let blob = BlobID(bytes: wire.blob),
            wire.length <= UInt64(Limits.blobBytes), wire.offset < wire.length, !wire.content.isEmpty,
            wire.content.count <= Limits.fetchedBlobBytes,
            wire.offset + UInt64(wire.content.count) <= wire.length
        else { throw .damaged }
        self.space = space
        self.blob = blob
        length = Int(wire.length)
        offset = Int(wire.offset)
        content = Array(wire.content)
    }

    var wire: WireBlobPart {
        var wire = WireBlobPart()
        wire.space = Data(space.bytes)
        wire.blob = blob.data
        wire.length = UInt64(length)
        wire.offset = UInt64(offset)
        wire.content = Data(content)
        return wire
    }
}

/// Copies the parts of a JPEG file that make the picture.
///
/// Source: ITU-T T.81, annex B (markers); Exif 2.32, section 4.5 (the APP1 part).
struct JPEGCleaner {
    private enum Marker {
        static let app0: UInt8 = 0xE0
        static let app1: UInt8 = 0xE1
        static let app2: UInt8 = 0xE2
        static let app14: UInt8 = 0xEE
        static let app15: UInt8 = 0xEF
        static let comment: UInt8 = 0xFE
        static let startOfScan: UInt8 = 0xDA
        static let endOfImage: UInt8 = 0xD9
    }

    private static let exif = Array("Exif\0\0".utf8)
    private static let colourProfile = Array("ICC_PROFILE\0".utf8)

    private let bytes: [UInt8]
    private var offset = 2
    private var kept = PhotoFormat.jpegStart
    private var orientation: UInt8 = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The picture's parts up to its end; what stands behind that, such as a film, is left out.
    consuming func cleaned() throws(PhotoRefusal) -> [UInt8] {
        var hasScan = false
        while true {
            let marker = try nextMarker()
            if marker == Marker.endOfImage { break }
            let part = try nextPart()
            note(marker, part)
            if isKept(marker, part) { keep(marker, part) }
            guard marker == Marker.startOfScan else { continue }
            hasScan = true
            keepScan()
        }
        guard hasScan else { throw .damaged }
        kept += [0xFF, Marker.endOfImage]
        // Directly behind the start, where readers look for it.
        if orientation != 1 { kept.insert(contentsOf: orientationPart, at: PhotoFormat.jpegStart.count) }
        return kept
    }

    private mutating func nextMarker() throws(PhotoRefusal) -> UInt8 {
        guard offset < bytes.count, bytes[offset] == 0xFF else { throw .damaged }
        // A marker may have any number of fill bytes before it.
        while offset < bytes.count, bytes[offset] == 0xFF { offset += 1 }
        guard offset < bytes.count, bytes[offset] >= 0xC0 else { throw .damaged }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// The content of a part, without its length.
    private mutating func nextPart() throws(PhotoRefusal) -> ArraySlice<UInt8> {
        guard offset + 2 <= bytes.count else { throw .damaged }
        let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        guard length >= 2, offset + length <= bytes.count else { throw .damaged }
        defer { offset += length }
        return bytes[offset + 2..<offset + length]
    }

    private mutating func note(_ marker: UInt8, _ part: ArraySlice<UInt8>) {
        guard marker == Marker.app1, part.starts(with: Self.exif) else { return }
        orientation = ExifOrientation.read(Array(part.dropFirst(Self.exif.count))) ?? orientation
    }

    private func isKept(_ marker: UInt8, _ part: ArraySlice<UInt8>) -> Bool {
        switch marker {
        case Marker.comment: false
        case Marker.app0: part.starts(with: Array("JFIF\0".utf8))
        case Marker.app2: part.starts(with: Self.colourProfile)
        case Marker.app14: part.starts(with: Array("Adobe".utf8))
        case Marker.app0...Marker.app15: false
        default: true
        }
    }

    private mutating func keep(_ marker: UInt8, _ part: ArraySlice<UInt8>) {
        let length = part.count + 2
        kept += [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)]
        // A JFIF part may end with a small picture of its own.
        if marker == Marker.app0, part.count >= 14 {
            kept.removeLast(2)
            kept += [0, 16] + part.prefix(12) + [0, 0]
        } else {
            kept += part
        }
    }

    /// Copies coded picture data up to the marker behind it.
    private mutating func keepScan() {
        let start = offset
        while offset + 1 < bytes.count {
            let next = bytes[offset + 1]
            let isData = bytes[offset] != 0xFF || next == 0 || (0xD0...0xD7).contains(next)
            guard isData else { break }
            offset += 1
        }
        kept += bytes[start..<offset]
    }

    private var orientationPart: [UInt8] {
        let content = Self.exif + ExifOrientation.file(orientation)
        return [0xFF, Marker.app1, 0, UInt8(content.count + 2)] + content
    }
}

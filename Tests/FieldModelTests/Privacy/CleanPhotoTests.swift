import Testing

@testable import FieldModel

/// What is left of a photo: the picture, which way up it is, its colours, and nothing of who took it where.
struct CleanPhotoTests {
    private static let secret = Array("59.3812 N 17.8273 E Anna".utf8)
    private static let scan: [UInt8] = [1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4]

    private static func part(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }

    private static func exif(_ orientation: UInt8, little: Bool) -> [UInt8] {
        let file: [UInt8] =
            little
            ? Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
            : Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
        return Array("Exif\0\0".utf8) + file + [0, 0, 0, 0] + secret
    }

    private static func jpeg(_ parts: [UInt8], behind: [UInt8] = []) -> [UInt8] {
        [0xFF, 0xD8] + parts + part(0xDB, [0, 1, 2]) + part(0xC2, [8, 9]) + part(0xDA, [1, 0])
            + scan + part(0xC4, [7]) + [0xFF] + part(0xDA, [2, 0]) + scan + [0xFF, 0xD9] + behind
    }

    private static func contains(_ bytes: [UInt8], _ sought: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: sought) }
    }

    @Test(arguments: [true, false])
    func `a JPEG keeps its picture and orientation and loses all that its camera wrote`(little: Bool) throws {
        let colours = Self.part(0xE2, Array("ICC_PROFILE\0".utf8) + [1, 1, 42])
        let adobe = Self.part(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1])
        let jfif = Self.part(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9])
        let told =
            Self.part(0xE1, Self.exif(6, little: little))
            + Self.part(0xE1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + Self.secret)
            + Self.part(0xE2, Array("MPF\0".utf8) + Self.secret) + Self.part(0xED, Self.secret)
            + Self.part(0xE0, Array("JFXX\0".utf8) + Self.secret) + Self.part(0xFE, Self.secret)
        let clean = try CleanPhoto(Self.jpeg(jfif + told + colours + adobe, behind: Self.secret))
        #expect(clean.format == .jpeg)
        #expect(!Self.contains(clean.bytes, Array("59.38".utf8)))
        #expect(!Self.contains(clean.bytes, [9, 9, 9]))
        #expect(Self.contains(clean.bytes, colours))
        #expect(Self.contains(clean.bytes, adobe))
        let orientation = Self.part(0xE1, Array("Exif\0\0".utf8) + ExifOrientation.file(6))
        #expect(Array(clean.bytes.prefix(2 + orientation.count)) == [0xFF, 0xD8] + orientation)
        // Without the start, and without the byte that fills the space before a marker.
        let plain = try CleanPhoto(Self.jpeg([])).bytes.dropFirst(2)
        #expect(clean.bytes.suffix(plain.count) == plain)
    }

    @Test func `a photo without anything to leave out stays as it is, and cleaning it again changes nothing`()
        throws
    {
        let scan = Self.part(0xDA, [1, 0]) + Self.scan
        let plain = [0xFF, 0xD8] + Self.part(0xDB, [0, 1]) + scan + [0xFF, 0xD9]
        #expect(try CleanPhoto(plain).bytes == plain)
        let turned = try CleanPhoto(Self.jpeg(Self.part(0xE1, Self.exif(3, little: true)))).bytes
        #expect(try CleanPhoto(turned).bytes == turned)
    }

    @Test func `a PNG keeps its picture and orientation and loses its texts`() throws {
        let header = Self.chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
        let data = Self.chunk("IDAT", [1, 2, 3])
        let end = Self.chunk("IEND", [])
        let exif = Self.chunk("eXIf", Array(Self.exif(8, little: false).dropFirst(6)))
        let texts =
            Self.chunk("tEXt", Self.secret) + Self.chunk("iTXt", Self.secret) + exif
            + Self.chunk("tIME", Self.secret) + Self.chunk("prVt", Self.secret)
        let photo = PhotoFormat.pngStart + header + texts + data + data + texts + end + Self.secret
        let clean = try CleanPhoto(photo)
        #expect(clean.format == .png)
        #expect(!Self.contains(clean.bytes, Array("59.38".utf8)))
        let orientation = Self.chunk("eXIf", ExifOrientation.file(8))
        #expect(
            clean.bytes.count == PhotoFormat.pngStart.count + (header + orientation + data + data + end).count
        )
        #expect(Self.contains(clean.bytes, Array("eXIf".utf8) + ExifOrientation.file(8)))
        #expect(try CleanPhoto(clean.bytes).bytes == clean.bytes)
    }

    /// A chunk whose checksum only the reader of the picture looks at.
    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + Array(name.utf8) + content
            + [0, 0, 0, 0]
    }

    @Test func `the checksum of a written chunk is the one of the standard`() throws {
        // IEND's is in every PNG file there is.
        #expect(PNGCleaner.checksum(Array("IEND".utf8)) == 0xAE42_6082)
    }

    private static let refused: [([UInt8], PhotoRefusal)] = [
        (Array("ftypheic".utf8), .unknownFormat),
        ([0, 0, 0, 24] + Array("ftypheic".utf8), .heif),
        (Array("GIF89a".utf8), .unknownFormat),
        ([], .unknownFormat),
        ([0xFF, 0xD8, 0xFF], .damaged),
        ([0xFF, 0xD8, 0xFF, 0xD9], .damaged),
        ([0xFF, 0xD8, 0xFF, 0xE0, 0, 1], .damaged),
        ([0xFF, 0xD8, 0xFF, 0xE0, 0, 99, 1], .damaged),
        (PhotoFormat.pngStart, .damaged),
        (PhotoFormat.pngStart + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IHDR".utf8), .damaged),
    ]

    @Test(arguments: refused)
    func `what is no whole photo is refused with its reason`(bytes: [UInt8], refusal: PhotoRefusal) {
        #expect(throws: refusal) { try CleanPhoto(bytes) }
    }

    @Test func `a photo that is cut anywhere before its end is refused, and nothing crashes`() {
        let photo = Self.jpeg(Self.part(0xE1, Self.exif(6, little: true)))
        for count in 0..<photo.count {
            #expect(throws: PhotoRefusal.self) { try CleanPhoto(Array(photo[..<count])) }
        }
    }
}

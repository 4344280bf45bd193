import FieldModel
import SyncCore

extension FuzzTargets {
    /// What people hand in.
    static let documents = [
        FuzzTarget("record") { bytes in
            let context = ReadingContext(today: CalendarDate(daysSinceEpoch: 20_000))
            let reader = RecordReader(space: SpaceID(high: 1, low: 1), context: context) {
                RecordID(high: 2, low: 2)
            }
            let edit = try reader.edit(fromLine: String(decoding: bytes, as: UTF8.self))
            for case .set(_, let value) in edit.edits {
                guard try Value(canonicalBytes: value.canonicalBytes) == value else {
                    throw BrokenPromise("a value that was read is not in its one form")
                }
            }
        },
        FuzzTarget("photo", seeds: [jpeg, png]) { bytes in
            let photo = try CleanPhoto(bytes)
            guard try CleanPhoto(photo.bytes) == photo else {
                throw BrokenPromise("a clean photo is another one when it is cleaned")
            }
            guard photo.bytes.count <= bytes.count + 64 else { throw BrokenPromise("a photo has grown") }
        },
    ]

    /// A file with every kind of part that a camera writes.
    private static let jpeg: [UInt8] = {
        func part(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xFF, marker, 0, UInt8(content.count + 2)] + content
        }
        let exif: [UInt8] =
            Array("Exif\0\0MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let scan: [UInt8] = [1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]
        let head = part(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0]) + part(0xE1, exif)
        let tables = part(0xFE, Array("Anna".utf8)) + part(0xDB, [0, 1]) + part(0xC0, [8, 0])
        return [0xFF, 0xD8] + head + tables + part(0xDA, [1, 0]) + scan + [0xFF, 0xD9, 1, 2]
    }()

    private static let png: [UInt8] = {
        func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
            [0, 0, 0, UInt8(content.count)] + Array(name.utf8) + content + [0, 0, 0, 0]
        }
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let exif: [UInt8] =
            Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0]
        return start + chunk("IHDR", [UInt8](repeating: 1, count: 13)) + chunk("tEXt", Array("Anna".utf8))
            + chunk("eXIf", exif) + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
    }()
}

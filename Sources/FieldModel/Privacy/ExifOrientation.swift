/// Which way up a picture is, in the TIFF file that Exif data is.
///
/// Source: TIFF 6.0, section 2 and the tag Orientation.
enum ExifOrientation {
    private static let tag = 0x0112
    private static let entryBytes = 12

    /// 1 … 8; `nil` if the file does not say, or cannot be read.
    static func read(_ file: [UInt8]) -> UInt8? {
        let isLittle = file.starts(with: Array("II".utf8))
        guard isLittle || file.starts(with: Array("MM".utf8)) else { return nil }
        func number(at offset: Int, bytes: Int) -> Int? {
            guard offset >= 0, offset + bytes <= file.count else { return nil }
            let slice = file[offset..<offset + bytes]
            return isLittle
                ? slice.reversed().reduce(0) { $0 << 8 | Int($1) } : slice.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2) else {
            return nil
        }
        for index in 0..<count {
            let entry = directory + 2 + index * entryBytes
            guard let found = number(at: entry, bytes: 2) else { return nil }
            guard found == tag else { continue }
            guard let value = number(at: entry + 8, bytes: 2), (1...8).contains(value) else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// A file that says nothing else: one directory with one entry.
    static func file(_ orientation: UInt8) -> [UInt8] {
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0] + [0, 0, 0, 0]
    }
}

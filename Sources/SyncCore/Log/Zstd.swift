import CZstd

/// Bodies as they travel and lie on disk: zstd frames.
enum Zstd {
    /// Level 3: the library's default, and where text stops shrinking much.
    static let level: Int32 = 3

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let written = ZSTD_compress(buffer.baseAddress, bound, bytes, bytes.count, level)
            precondition(ZSTD_isError(written) == 0, "zstd never fails into a buffer of its own bound")
            count = written
        }
    }

    /// - Parameters:
    ///   - frame: one whole frame that announces its size.
    ///   - limit: the most bytes the result may have; a frame that would give more is refused without
    ///   being expanded.
    /// - Returns: `nil` for anything but one whole frame within the limit.
    static func decompress(_ frame: [UInt8], limit: Int) -> [UInt8]? {
        // An unknown or unreadable size is announced as one of the two greatest numbers: beyond any limit.
        let announced = ZSTD_getFrameContentSize(frame, frame.count)
        guard announced <= UInt64(limit), ZSTD_findFrameCompressedSize(frame, frame.count) == frame.count
        else {
            return nil
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(announced)) { buffer, count in
            let written = ZSTD_decompress(buffer.baseAddress, Int(announced), frame, frame.count)
            count = ZSTD_isError(written) == 0 ? written : 0
        }
        return bytes.count == Int(announced) ? bytes : nil
    }
}

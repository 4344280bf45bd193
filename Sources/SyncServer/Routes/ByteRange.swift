import SyncCore

/// A part of a content, as the header `Range` names it.
///
/// Source: RFC 9110, section 14.
enum ByteRange {
    /// The part that is meant; `nil` for what may be ignored: other units, several ranges, or what is no
    /// range.
    ///
    /// - Throws: ``Refusal/rangeNotSatisfiable(of:)``
    static func read(_ header: String, size: Int) throws(Refusal) -> Range<Int>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty {
            guard let count = Int(ends[1]) else { return nil }
            guard count > 0, size > 0 else { throw .rangeNotSatisfiable(of: size) }
            return max(0, size - count)..<size
        }
        guard let first = Int(ends[0]), first >= 0 else { return nil }
        let last = ends[1].isEmpty ? size - 1 : Int(ends[1])
        guard let last, last >= first || ends[1].isEmpty else { return nil }
        guard first < size else { throw .rangeNotSatisfiable(of: size) }
        return first..<min(last, size - 1) + 1
    }
}

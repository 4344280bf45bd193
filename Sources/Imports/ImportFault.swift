/// Why a file, or the mapping that tells what its columns mean, is not read.
///
/// Nothing was written.
public enum ImportFault: Error, Hashable, Sendable {
    /// Neither UTF-8 nor Windows-1252.
    case notText
    case empty
    /// Quotation marks that do not end, and the like.
    case notRows
    case columnTwice(String)
    /// A row has another number of cells than the heading.
    case raggedRow(Int, cells: Int, columns: Int)
    /// The mapping is no JSON of the form that ``ImportMapping`` has; where, as far as it is known.
    case notAMapping(String)
    /// The mapping names a column that the file does not have.
    case columnMissing(String, nearest: [String])
    /// A template's braces do not match, or what stands in them is not understood.
    case templateNotUnderstood(String)
}

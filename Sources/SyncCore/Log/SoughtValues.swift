/// Values that a person wants erased, and the field in which they were met.
public struct SoughtValues: Hashable, Sendable {
    public let kind: KindNumber
    public let field: FieldNumber
    /// In canonical form.
    ///
    /// What a cleared field holds is not among them: it tells nothing, and stands everywhere.
    public let values: Set<[UInt8]>
    /// The photos that the values name.
    private let blobs: Set<BlobID>

    public init(_ values: some Sequence<[UInt8]>, of field: FieldNumber, in kind: KindNumber) {
        self.kind = kind
        self.field = field
        self.values = Set(values).subtracting([Value.empty.canonicalBytes])
        blobs = self.values.reduce(into: []) { $0.formUnion(BlobID.named(inValue: $1)) }
    }

    /// Whether a value in a field of a kind tells what is sought.
    ///
    /// Equal bytes do in the same field; in another one they do if they speak for themselves, as a text does.
    /// Whatever names the same photo does, whatever else it says of it.
    public func cover(_ bytes: [UInt8], in field: FieldNumber, of kind: KindNumber) -> Bool {
        if !blobs.isDisjoint(with: BlobID.named(inValue: bytes)) { return true }
        guard values.contains(bytes) else { return false }
        return (kind, field) == (self.kind, self.field) || Value(readingAny: bytes).speaksForItself
    }
}

extension Value {
    /// Whether equal bytes mean the same in whichever field they stand: a text, a point or a day does; a
    /// number, a yes or a choice is what its field makes of it.
    fileprivate var speaksForItself: Bool {
        switch self {
        case .text, .id, .date, .instant, .group, .bytes, .unknown: true
        case .empty, .bool, .integer, .decimal, .enumeration, .entries: false
        }
    }
}

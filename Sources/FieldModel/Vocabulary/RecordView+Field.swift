public import SyncCore

extension RecordView {
    /// The shown value of a field; `nil` if there is none, or one that this version cannot read.
    public subscript<Content>(field: Field<Content>) -> Content? {
        shown(field.number).flatMap(Content.init(fieldValue:))
    }

    /// The elements of a set that this version can read, in the order of their bytes.
    public subscript<Element>(field: SetField<Element>) -> [Element] {
        self[field.number]?.elements.compactMap(Element.init(fieldValue:)) ?? []
    }
}

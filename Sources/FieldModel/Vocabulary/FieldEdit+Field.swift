public import SyncCore

extension FieldEdit {
    public static func set<Content>(_ field: Field<Content>, _ content: Content) -> FieldEdit {
        .set(field.number, content.fieldValue)
    }

    public static func clear<Content>(_ field: Field<Content>) -> FieldEdit {
        .clear(field.number)
    }

    public static func add<Element>(_ field: SetField<Element>, _ elements: [Element]) -> FieldEdit {
        .add(field.number, elements.map(\.fieldValue))
    }

    public static func remove<Element>(_ field: SetField<Element>, _ elements: [Element]) -> FieldEdit {
        .remove(field.number, elements.map(\.fieldValue))
    }
}

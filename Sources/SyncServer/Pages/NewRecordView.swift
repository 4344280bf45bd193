/// The form of a record that is entered in the browser.
struct NewRecordView: Sendable {
    struct FieldView: Sendable {
        let edit: EditView
        let isRequired: Bool
    }

    let message: MessageView?
    let path: String
    /// Of the record, so that a form that is sent twice enters one; kinds with a natural key have their own.
    let id: String
    let queue: String
    let kind: String
    let fields: [FieldView]
}

/// The form of a record that is entered in the browser.
struct NewRecordView: Sendable {
    struct FieldView: Sendable {
        let edit: EditView
        let isRequired: Bool
    }

    let message: MessageView?
    let path: String
    let queue: String
    let kind: String
    let fields: [FieldView]
}

/// A page of tables: settlements, places, actions, surveys.
struct TableView: Sendable {
    let message: MessageView?
    let heading: String
    let hint: String?
    let sections: [TableSectionView]
    /// Where another one is entered; `nil` for who may not.
    let new: ChoiceView?
}

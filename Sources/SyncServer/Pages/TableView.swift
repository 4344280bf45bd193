/// A page of tables: settlements, places, actions.
struct TableView: Sendable {
    struct SectionView: Sendable {
        let id: String
        let heading: String
        let columns: [String]
        let rows: [RowView]
        let isEmpty: Bool
    }

    struct RowView: Sendable {
        let path: String
        let title: String
        /// Something that waits for a person; `nil` if nothing does.
        let warning: String?
        let cells: [CellView]
    }

    struct CellView: Sendable {
        /// The column's heading, for narrow screens, where there are no columns.
        let label: String
        let text: String
    }

    let message: MessageView?
    let heading: String
    let hint: String?
    let sections: [SectionView]
    /// Where another one is entered; `nil` for who may not.
    let new: ChoiceView?
}

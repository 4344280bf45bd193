/// What the page of possible duplicates shows.
struct DuplicatesView: Sendable {
    struct SideView: Sendable {
        /// As ``LinkForm`` names it.
        let id: String
        let path: String
        let kind: String
        let headline: String
        let time: String
        let description: String
        let authors: String
    }

    struct PairView: Sendable {
        let index: Int
        /// The id of the link that its forms make.
        let link: String
        let sides: [SideView]
        let first: String
        let second: String
        let distance: String?
        let minutes: String
        let canWrite: Bool
    }

    let message: MessageView?
    let space: String
    let action: String
    let pairs: [PairView]
    let isEmpty: Bool
    let hasMore: Bool
}

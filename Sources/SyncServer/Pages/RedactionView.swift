/// What the page shows on which values are erased for good.
struct RedactionView: Sendable {
    struct PlaceView: Sendable {
        let title: String
        let path: String
        let who: String
        let written: String
        let fields: String
        let goes: Bool
    }

    /// What would go; `nil` until it has been asked for.
    struct PreviewView: Sendable {
        let values: [String]
        let own: [PlaceView]
        let elsewhere: [PlaceView]
        let hasElsewhere: Bool
        let hasMore: Bool
    }

    let message: MessageView?
    let action: String
    let record: String
    let headline: String
    let fields: [ChoiceView]
    let field: String
    let ground: String
    let wholeChange: Bool
    let everywhere: Bool
    let preview: PreviewView?
}

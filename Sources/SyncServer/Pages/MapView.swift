/// What the map's page shows beside the map.
struct MapView: Sendable {
    struct RowView: Sendable {
        let path: String
        let headline: String
        let kind: String
        let area: String?
        let time: String?
    }

    let message: MessageView?
    let space: String
    let filter: FilterView
    /// Where the map's script finds what to draw.
    let source: String
    let tiles: String?
    let attribution: String?
    /// Whether an area has no boundary yet: a ring around a point stands for it.
    let isSchematic: Bool
    /// Whether the map can be drawn here at all.
    let hasMap: Bool
    /// Where events lie closest together; `nil` where too few lie close.
    let densest: String?
    let rows: [RowView]
    let hasMore: Bool
    let count: String
    let unplaced: String?
    let queue: String
}

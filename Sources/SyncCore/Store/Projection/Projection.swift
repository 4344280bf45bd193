/// What listings keep of one record.
struct Projection: Sendable {
    let changedAt: HybridTime
    let isWithdrawn: Bool
    let hasConflict: Bool
    /// A term a value of the indexed fields, with spaces between; see ``FilterTerm``.
    let terms: String
    /// The shown texts of the searched fields, a line each.
    let words: String

    init(of view: RecordView, schema: KindSchema?) {
        changedAt = view.changedAt
        isWithdrawn = view.isWithdrawn
        hasConflict = view.hasOpenConflict
        var terms: [String] = []
        var words: [String] = []
        for field in view.fields {
            guard let schema = schema?[field.number], schema.isIndexed || schema.isSearched else { continue }
            let shown = field.status == .set ? field.elements : field.shown.map { [$0] } ?? []
            if schema.isIndexed {
                terms += shown.compactMap { FilterTerm(field: field.number, value: $0)?.text }
            }
            if schema.isSearched { words += shown.flatMap(\.texts) }
        }
        self.terms = terms.joined(separator: " ")
        self.words = words.joined(separator: "\n")
    }
}

extension Value {
    /// The texts in it, also in a group.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .group(let members): members.flatMap(\.texts)
        default: []
        }
    }
}

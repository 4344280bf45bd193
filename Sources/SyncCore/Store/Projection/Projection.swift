/// What listings keep of one record.
struct Projection: Sendable {
    let changedAt: HybridTime
    let isWithdrawn: Bool
    let hasConflict: Bool
    /// A term a value of the indexed fields, with spaces between; see ``FilterTerm``.
    let terms: [UInt8]
    /// The shown texts of the searched fields, a line each, in UTF-8.
    let words: [UInt8]

    init(of view: RecordView, schema: KindSchema?) {
        changedAt = view.changedAt
        isWithdrawn = view.isWithdrawn
        hasConflict = view.hasOpenConflict
        var terms: [UInt8] = []
        var words: [UInt8] = []
        for field in view.fields {
            guard let schema = schema?[field.number], schema.isIndexed || schema.isSearched else { continue }
            let shown = field.status == .set ? field.elements : field.shown.map { [$0] } ?? []
            for value in shown {
                if schema.isIndexed, let term = FilterTerm(field: field.number, value: value) {
                    if !terms.isEmpty { terms.append(UInt8(ascii: " ")) }
                    terms += term.digits
                }
                if schema.isSearched { value.appendTexts(to: &words) }
            }
        }
        self.terms = terms
        self.words = words
    }
}

extension Value {
    /// Adds the texts in it, also in a group, a line each.
    fileprivate func appendTexts(to lines: inout [UInt8]) {
        switch self {
        case .text(let text):
            if !lines.isEmpty { lines.append(UInt8(ascii: "\n")) }
            lines += text.utf8
        case .group(let members):
            for member in members { member.appendTexts(to: &lines) }
        default: break
        }
    }
}

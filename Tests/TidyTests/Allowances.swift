/// One of the few places that break a rule for a reason.
struct Allowance: Sendable {
    let rule: any Rule.Type
    let path: String
    let reason: String
}

let allowances = [
    Allowance(
        rule: SQLRule.self,
        path: "Sources/SyncCore/Store/SQLite/SQLiteStorage+Listing.swift",
        reason: "GRDB's type SQL turns each interpolation into a bound argument: nothing is built in."
    )
]

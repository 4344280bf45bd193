/// One of the few places that break a rule for a reason.
struct Allowance: Sendable {
    let rule: any Rule.Type
    let path: String
    let reason: String
}

/// None at present.
let allowances: [Allowance] = []

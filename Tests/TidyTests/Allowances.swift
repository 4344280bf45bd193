/// The few places that break a rule for a reason. Each names the file, the rule's type and why.
struct Allowance {
    let rule: any Rule.Type
    let path: String
    let reason: String
}

let allowances: [Allowance] = []

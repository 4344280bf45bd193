import FieldModel
import SyncServer

/// Rules by which records are erased, in words.
extension Texts {
    func period(_ period: RetentionPeriod) -> String {
        switch period {
        case .days(1): pick("1 dag", "1 day")
        case .days(let count): pick("\(count) dagar", "\(count) days")
        case .years(1): pick("1 år", "1 year")
        case .years(let count): pick("\(count) år", "\(count) years")
        }
    }

    var ruleHeadings: [String] {
        pick(["rum", "sort", "raderas efter"], ["space", "kind", "erased after"])
    }

    var noRules: String {
        pick(
            "Inga regler. Nästa steg: field-server retention set SORT --years N",
            "No rules. Next: field-server retention set KIND --years N"
        )
    }

    func ruleSet(_ rule: RetentionRule) -> String {
        pick(
            "\(rule.spaceName): \(rule.kind.name) raderas \(period(rule.period)) efter sin senaste ändring, "
                + "när du kör field-server retention run.",
            "\(rule.spaceName): \(rule.kind.name) is erased \(period(rule.period)) after its last change, "
                + "when you run field-server retention run."
        )
    }

    func ruleRemoved(_ rule: RetentionRule) -> String {
        pick(
            "\(rule.spaceName): \(rule.kind.name) har ingen regel längre.",
            "\(rule.spaceName): \(rule.kind.name) has no rule any more."
        )
    }

    var reportHeadings: [String] {
        pick(
            ["rum", "sort", "regel", "poster", "av", "ändringar", "äldsta", "nyaste"],
            ["space", "kind", "rule", "records", "of", "changes", "oldest", "newest"]
        )
    }

    var nothingDue: String {
        pick("Inget att radera efter reglerna.", "Nothing to erase by the rules.")
    }

    var dryRun: String { pick("Inget raderades: provkörning.", "Nothing was erased: a dry run.") }

    func eraseQuestion(_ records: Int) -> String {
        pick(
            "Radera \(records) poster för gott, på servern och alla datorer? [ja/nej]",
            "Erase \(records) records for good, on the server and all laptops? [yes/no]"
        )
    }

    func sweepingQuestion(_ report: RetentionReport) -> String {
        pick(
            "Regeln raderar \(report.records) av \(report.heldRecords) \(report.rule.kind.name) i "
                + "\(report.rule.spaceName). Skriv sortens namn för att gå vidare:",
            "The rule erases \(report.records) of \(report.heldRecords) \(report.rule.kind.name) in "
                + "\(report.rule.spaceName). Type the kind's name to go on:"
        )
    }

    var notConfirmed: String {
        pick(
            "Inget raderades. Kör med --yes om tabellen stämmer.",
            "Nothing was erased. Run it with --yes if the table is right."
        )
    }

    func sweepingNotConfirmed(_ kind: String) -> String {
        pick(
            "Inget raderades: regeln för \(kind) tar mer än hälften av det som finns. Stämmer det, lägg till "
                + "--confirm \(kind).",
            "Nothing was erased: the rule for \(kind) takes more than half of what there is. If that is "
                + "right, add --confirm \(kind)."
        )
    }

    func erased(_ reports: [RetentionReport]) -> String {
        let records = reports.reduce(0) { $0 + $1.records }
        let changes = reports.reduce(0) { $0 + $1.changes }
        return pick(
            "Raderat: \(records) poster, \(changes) ändringar. Datorerna raderar vid nästa synk. Gamla "
                + "säkerhetskopior och stickor har kvar det: se Documentation/Operations.md.",
            "Erased: \(records) records, \(changes) changes. Laptops erase at their next sync. Old backups "
                + "and sticks still hold it: see Documentation/Operations.md."
        )
    }

    func aboutRetention(_ error: ServerError) -> String {
        switch error {
        case .unknownKind(let name, let nearest):
            pick(
                "Det finns ingen sort \(name).\(hint(nearest)) Inget ändrades.",
                "There is no kind \(name).\(hint(nearest)) Nothing changed."
            )
        case .periodNotAllowed:
            pick(
                "Tiden är 1 till 36525 dagar (--after), eller 1 till 100 år (--years). Inget ändrades.",
                "The time is 1 to 36525 days (--after), or 1 to 100 years (--years). Nothing changed."
            )
        case .noRetentionRule(let kind):
            pick(
                "\(kind) har ingen regel. field-server retention list visar dem. Inget ändrades.",
                "\(kind) has no rule. field-server retention list shows them. Nothing changed."
            )
        default: ""
        }
    }
}

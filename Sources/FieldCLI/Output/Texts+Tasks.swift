import FieldModel
import SyncCore

extension Texts {
    var noTasks: String {
        pick(
            "Inga uppgifter. Nya kommer med field sync.",
            "No tasks. New ones come with field sync."
        )
    }

    func question(_ id: String, _ text: String, about record: (id: String, headline: String)?) -> String {
        let about = record.map { "\n  " + pick("om", "about") + " \($0.id): \($0.headline)" } ?? ""
        return "\(id) \(pick("Fråga", "Question")): \(text.printable)\(about)\n"
            + pick("  svara: field answer \(id) \"…\"", "  answer: field answer \(id) \"…\"")
    }

    func assigned(_ id: String, _ headline: String, due: String?) -> String {
        let until = due.map { pick(", senast \($0)", ", due \($0)") } ?? ""
        return "\(id) \(pick("Tilldelad dig", "Assigned to you"))\(until): \(headline)"
    }

    func answered(_ id: String) -> String {
        pick(
            "Besvarad: \(id). Svaret når granskaren vid nästa synk.",
            "Answered: \(id). The answer reaches the reviewer at the next sync."
        )
    }
}

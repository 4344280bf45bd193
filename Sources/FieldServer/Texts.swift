import FieldModel
import SyncCore
import SyncServer
import Terminal

/// Every message of `field-server`, in one place.
struct Texts: Sendable {
    let language: Language

    func initialised(folder: String, fingerprint: String) -> String {
        pick(
            "Servern finns nu i \(folder). Nyckelns fingeravtryck: \(fingerprint)\n"
                + "Säkerhetskopiera \(folder)/keys: utan nyckeln kan ingen enhet lita på servern igen.",
            "The server is in \(folder). Its key's fingerprint: \(fingerprint)\n"
                + "Back up \(folder)/keys: without the key no device can trust the server again."
        )
    }

    func spaceAdded(_ name: String, _ id: String) -> String {
        pick("Rummet \(name) finns nu (\(id)).", "The space \(name) is there now (\(id)).")
    }

    var noSpaces: String {
        pick(
            "Inga rum än. Nästa steg: field-server space add NAMN",
            "No spaces yet. Next: field-server space add NAME"
        )
    }

    var noDevices: String {
        pick("Inga enheter än. Nästa steg: field-server invite", "No devices yet. Next: field-server invite")
    }

    func invitation(_ invitation: FreshInvitation, url: String, until: String) -> String {
        let spaces = invitation.spaces.joined(separator: ", ")
        return pick(
            "Engångskod för \(invitation.pseudonym) i \(spaces), giltig till \(until):\n\n"
                + "    \(invitation.code.text)\n\nPå enheten:\n\n    field enroll \(url)\n\n"
                + "Den frågar efter koden. Koden visas bara nu.",
            "One-time code for \(invitation.pseudonym) in \(spaces), valid until \(until):\n\n"
                + "    \(invitation.code.text)\n\nOn the device:\n\n    field enroll \(url)\n\n"
                + "It asks for the code. The code is shown only now."
        )
    }

    func granted(_ pseudonym: String, space: String, rights: String, devices: Int) -> String {
        pick(
            "\(pseudonym) har nu \(rights) i \(space) (\(devices) enheter).",
            "\(pseudonym) now has \(rights) in \(space) (\(devices) devices)."
        )
    }

    func grantNeedsCode(_ pseudonym: String, space: String) -> String {
        pick(
            "\(pseudonym) behöver ett nytt intyg i \(space). Här är en kod; kör raden på samma enhet som "
                + "förut, så går den vidare med det den har.",
            "\(pseudonym) needs a new certificate in \(space). Here is a code; run the line on the same "
                + "device as before, and it goes on with what it has."
        )
    }

    func revoked(_ pseudonym: String, devices: [DeviceReport]) -> String {
        let spaces = devices.map(\.space).joined(separator: ", ")
        return devices.isEmpty
            ? pick(
                "\(pseudonym) var redan avslutad. Inget ändrades.",
                "\(pseudonym) had ended already. Nothing changed."
            )
            : pick(
                "\(pseudonym) är avslutad i \(spaces) och kan inte läsa mer. Det som redan är sparat finns "
                    + "kvar. Det som enheten ännu lämnar tas emot och hålls inne; field-server grant släpper "
                    + "det.",
                "\(pseudonym) has ended in \(spaces) and can read nothing more. What is stored stays. What "
                    + "the device still hands in is taken and held back; field-server grant releases it."
            )
    }

    func serving(_ address: String) -> String {
        pick(
            "Servern lyssnar på \(address). Avsluta med Ctrl-C.",
            "The server listens on \(address). Stop it with Ctrl-C."
        )
    }

    var deviceHeadings: [String] {
        pick(
            ["rum", "pseudonym", "rättigheter", "sedd", "klocka", "loggar", "enhet"],
            ["space", "pseudonym", "rights", "seen", "clock", "logs", "device"]
        )
    }

    var spaceHeadings: [String] {
        pick(
            ["rum", "medlemmar", "segment", "läge", "id"],
            ["space", "members", "segments", "state", "id"]
        )
    }

    var ended: String { pick("avslutad", "ended") }
    var never: String { pick("aldrig", "never") }

    /// Of a device that was restored or copied.
    func logs(_ count: Int, forked: Int) -> String {
        forked == 0 ? "\(count)" : pick("\(count), \(forked) delad", "\(count), \(forked) forked")
    }

    func clockAhead(minutes: Int64) -> String { pick("\(minutes) min före", "\(minutes) min ahead") }

    func pick<Value>(_ swedish: Value, _ english: Value) -> Value { language.pick(swedish, english) }
}

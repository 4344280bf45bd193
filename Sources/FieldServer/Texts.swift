import ArgumentParser
import SyncCore
import SyncServer

/// The languages of the messages.
enum Language: String, ExpressibleByArgument, CaseIterable, Sendable {
    case swedish = "sv"
    case english = "en"

    /// By LC_ALL, LC_MESSAGES, LANG, the first that is set.
    static func ofEnvironment(_ environment: [String: String]) -> Language {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return set?.hasPrefix("sv") == true ? .swedish : .english
    }
}

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
            "\(pseudonym) behöver en ny nyckel i \(space): ett intyg kan inte växa, och varje rum har "
                + "sin egen nyckel. Här är en kod.",
            "\(pseudonym) needs a fresh key in \(space): a certificate cannot grow, and every space has "
                + "a key of its own. Here is a code."
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
                "\(pseudonym) är avslutad i \(spaces). Det som redan är sparat finns kvar; det som "
                    + "skrivs härefter hålls inne tills en förvaltare ser det.",
                "\(pseudonym) has ended in \(spaces). What is stored stays; what is written from now on "
                    + "is held back until an administrator sees it."
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
            ["rum", "pseudonym", "rättigheter", "sedd", "klocka", "enhet"],
            ["space", "pseudonym", "rights", "seen", "clock", "device"]
        )
    }

    var spaceHeadings: [String] {
        pick(["rum", "medlemmar", "segment", "id"], ["space", "members", "segments", "id"])
    }

    var ended: String { pick("avslutad", "ended") }
    var never: String { pick("aldrig", "never") }

    func clockAhead(minutes: Int64) -> String { pick("\(minutes) min före", "\(minutes) min ahead") }

    func pick<Value>(_ swedish: Value, _ english: Value) -> Value {
        language == .swedish ? swedish : english
    }
}

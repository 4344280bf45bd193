import SyncCore
import SyncServer

extension Texts {
    /// What happened, what is safe, what to do.
    func message(for error: ServerError) -> String {
        switch error {
        case .unknownSpace(let name, let nearest):
            pick(
                "Det finns inget rum \(name).\(hint(nearest)) field-server space list visar dem. Inget "
                    + "ändrades.",
                "There is no space \(name).\(hint(nearest)) field-server space list shows them. Nothing "
                    + "changed."
            )
        case .unknownMember(let name, let nearest):
            pick(
                "Ingen enhet heter \(name).\(hint(nearest)) field-server devices visar dem. Inget ändrades.",
                "No device is called \(name).\(hint(nearest)) field-server devices shows them. Nothing "
                    + "changed."
            )
        case .nameNotAllowed(let name):
            pick(
                "Namnet \"\(name)\" går inte: ett till 200 byte, inga styrtecken. Inget ändrades.",
                "The name \"\(name)\" will not do: 1 to 200 bytes, no control characters. Nothing changed."
            )
        case .spaceExists(let name):
            pick("Rummet \(name) finns redan. Inget ändrades.", "The space \(name) exists. Nothing changed.")
        case .spacesMissing:
            pick(
                "Ange ett till 64 rum med --space. Inget ändrades.",
                "Name 1 to 64 spaces with --space. Nothing changed."
            )
        case .expiryNotAllowed:
            pick(
                "--expires är en tid som 30m, 48h eller 7d: en minut till trettio dygn. Inget ändrades.",
                "--expires is a time like 30m, 48h or 7d: one minute to thirty days. Nothing changed."
            )
        case .rightsNotAllowed(let word):
            pick(
                "\"\(word)\" är ingen rättighet: write, review, administer. Inget ändrades.",
                "\"\(word)\" is no right: write, review, administer. Nothing changed."
            )
        case .unknownKind, .periodNotAllowed, .noRetentionRule: aboutRetention(error)
        default:
            message(forPeople: error) ?? message(forOpenID: error) ?? message(forAreas: error) ?? message(
                forBackup: error
            )
                ?? trouble(error)
        }
    }

    private func trouble(_ error: ServerError) -> String {
        switch error {
        case .notInitialised(let path):
            pick(
                "Det finns ingen server i \(path). Gör en: field-server init --data \(path)",
                "There is no server in \(path). Make one: field-server init --data \(path)"
            )
        case .folderNotWritable(let path):
            pick(
                "Kan inte skriva till \(path). Inget ändrades. Ge användaren rätt till mappen, eller "
                    + "välj en annan med --data.",
                "Cannot write to \(path). Nothing changed. Give this user the folder, or choose another "
                    + "with --data."
            )
        case .keyOpenToOthers(let path):
            pick(
                "Andra användare kan läsa \(path). Kör chmod 600 \(path), och fundera på om nyckeln kan "
                    + "ha kopierats.",
                "Other users can read \(path). Run chmod 600 \(path), and consider whether the key may "
                    + "have been copied."
            )
        case .keyDamaged(let path):
            pick(
                "\(path) går inte att läsa som nyckel. Inget ändrades. Återställ filen från säkerhetskopian.",
                "\(path) cannot be read as a key. Nothing changed. Restore the file from the backup."
            )
        default: startTrouble(error)
        }
    }

    private func startTrouble(_ error: ServerError) -> String {
        switch error {
        case .alreadyServed(let path, let process):
            pick(
                "En server kör redan på \(path)\(name(process)). Inget ändrades. Stoppa den först.",
                "A server already serves \(path)\(name(process)). Nothing changed. Stop it first."
            )
        case .newerVersion(let path):
            pick(
                "En nyare version har skrivit \(path). Inget rördes. Använd den versionen.",
                "A newer version wrote \(path). Nothing was touched. Use that version."
            )
        case .plainOutsideLoopback(let host):
            pick(
                "Utan TLS lyssnar servern bara på den egna maskinen, inte på \(host). Ta bort --no-tls.",
                "Without TLS the server listens on this machine only, not on \(host). Leave out --no-tls."
            )
        case .addressNotFree(let host, let port):
            pick(
                "\(host):\(port) används redan. Välj en annan port med --port.",
                "\(host):\(port) is in use. Choose another port with --port."
            )
        case .tlsFileNotReadable(let path):
            pick(
                "\(path) går inte att läsa som PEM för TLS. Servern startades inte.",
                "\(path) cannot be read as PEM for TLS. The server was not started."
            )
        default: storage(error)
        }
    }

    private func storage(_ error: ServerError) -> String {
        switch error {
        case .busy(let path):
            pick(
                "Ett annat program håller \(path). Inget ändrades. Försök igen.",
                "Another program holds \(path). Nothing changed. Try again."
            )
        case .diskFull(let path):
            pick(
                "Disken är full (\(path)). Inget ändrades. Gör plats och försök igen.",
                "The disk is full (\(path)). Nothing changed. Make room and try again."
            )
        case .store(.locked(let holder)):
            pick(
                "Ett annat program håller lagret\(named(holder)). Inget ändrades. Försök igen.",
                "Another program holds the store\(named(holder)). Nothing changed. Try again."
            )
        case .store(.newerVersion):
            pick(
                "En nyare version har skrivit lagret. Inget rördes. Använd den versionen.",
                "A newer version wrote the store. Nothing was touched. Use that version."
            )
        case .store(.diskFull(let path)), .store(.readOnly(let path)):
            pick(
                "Kan inte skriva till \(path). Inget ändrades. Kontrollera disken.",
                "Cannot write to \(path). Nothing changed. Check the disk."
            )
        default:
            pick(
                "Lagret svarade med ett fel (\(error)). Det som är bekräftat är tryggt. Kontrollera disken.",
                "The store gave an error (\(error)). What was acknowledged is safe. Check the disk."
            )
        }
    }

    func hint(_ nearest: [String]) -> String {
        guard !nearest.isEmpty else { return "" }
        let names = nearest.joined(separator: ", ")
        return pick(" Menade du \(names)?", " Did you mean \(names)?")
    }

    private func named(_ holder: String?) -> String { holder.map { ": \($0)" } ?? "" }

    private func name(_ process: Int32?) -> String {
        process.map { pick(" (process \($0))", " (process \($0))") } ?? ""
    }
}

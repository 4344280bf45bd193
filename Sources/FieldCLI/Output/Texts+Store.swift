import Glibc
import SyncCore

/// What the store and the keys say, in words.
extension Texts {
    func message(for error: StoreError) -> String {
        switch error {
        case .locked(let holder):
            pick(
                "Ett annat program håller lagret\(named(holder)) och släppte det inte inom fem sekunder. "
                    + "Inget "
                    + "ändrades. Vänta tills det är klart och försök igen.",
                "Another program holds the store\(named(holder)), and did not let go within five seconds. "
                    + "Nothing changed. Wait until it is done and try again."
            )
        case .readOnly(let path):
            pick(
                "Lagret går inte att skriva till: \(path). Det som är sparat är kvar. Kontrollera mappens "
                    + "rättigheter.",
                "The store cannot be written: \(path). What is saved is there. Check the folder's "
                    + "permissions."
            )
        case .diskFull(let path):
            pick(
                "Disken är full (\(path)). Det som var sparat är kvar; det här blev inte sparat. Gör plats "
                    + "och "
                    + "försök igen.",
                "The disk is full (\(path)). What was saved is there; this was not saved. Make room and "
                    + "try again."
            )
        default: aboutFile(error)
        }
    }

    private func aboutFile(_ error: StoreError) -> String {
        switch error {
        case .newerVersion(let found, let known):
            pick(
                "En nyare version av programmet har skrivit lagret (\(found), det här känner till \(known)). "
                    + "Inget rördes. Uppdatera programmet.",
                "A newer version of the program wrote the store (\(found); this one knows \(known)). Nothing "
                    + "was touched. Update the program."
            )
        case .notAStore(let path):
            pick(
                "\(path) är inget lager som det här programmet kan läsa. Inget rördes. Lägg tillbaka filen "
                    + "från "
                    + "en kopia, eller välj en annan mapp med --home.",
                "\(path) is no store that this program can read. Nothing was touched. Put the file back "
                    + "from a "
                    + "copy, or choose another folder with --home."
            )
        case .damaged(let detail):
            pick(
                "Lagret är skadat (\(detail)). Det som servern har kvitterat är tryggt där. Kopiera mappen "
                    + "och "
                    + "kör sedan field doctor.",
                "The store is damaged (\(detail)). What the server acknowledged is safe there. Copy the "
                    + "folder, "
                    + "then run field doctor."
            )
        case .blobTooLarge, .blobNotNamed, .blobNotHeld, .blobDiffers: aboutBlob(error)
        default: aboutRecords(error)
        }
    }

    private func aboutBlob(_ error: StoreError) -> String {
        switch error {
        case .blobTooLarge:
            pick(
                "Bilden är större än 20 MiB och sparades inte. Spara den mindre, och lägg till den igen.",
                "The photo is larger than 20 MiB and was not saved. Save it smaller, and add it again."
            )
        case .blobNotNamed:
            pick(
                "Ingen post har bilden, eller så har den raderats. Den sparades inte.",
                "No record has the photo, or it was erased. It was not saved."
            )
        case .blobDiffers:
            pick(
                "Bilden skadades på vägen och sparades inte. Försök igen.",
                "The photo was damaged on its way and was not saved. Try again."
            )
        default:
            pick(
                "Bilden finns inte på den här datorn. Hämta den när det finns en uppkoppling: "
                    + "field photo save.",
                "The photo is not on this computer. Fetch it when there is a connection: field photo save."
            )
        }
    }

    private func aboutRecords(_ error: StoreError) -> String {
        switch error {
        case .changedMeanwhile:
            pick("Posten ändrades under tiden. Se den igen.", "The record changed meanwhile. See it again.")
        case .changeTooLarge:
            pick(
                "Ändringen är större än 64 KiB och sparades inte. Dela upp den.",
                "The change is larger than 64 KiB and was not saved. Divide it."
            )
        case .notPermitted(let field, let kind):
            pick(
                "\(label(of: field, in: kind)) kräver rätten att granska, som datorn inte har. Inget "
                    + "sparades.",
                "\(label(of: field, in: kind)) needs the right to review, which this computer lacks. Nothing "
                    + "was saved."
            )
        case .unknownSpace, .notEnrolled:
            pick(
                "Lagret har inte rummet. Det som är antecknat är kvar. Anslut datorn på nytt med en ny kod.",
                "The store does not have the space. What is recorded is there. Enrol this computer anew "
                    + "with a "
                    + "new code."
            )
        case .unknownRecord:
            pick(
                "Posten finns inte i rummet. Inget ändrades.",
                "The record is not in the space. Nothing changed."
            )
        case .value, .log:
            pick(
                "Ett värde har en form som loggen inte tar (\(error)). Inget sparades.",
                "A value has a form that the log does not take (\(error)). Nothing was saved."
            )
        // No room for the memory that the programs of one store share: SQLITE_IOERR_SHMSIZE.
        case .database(code: 4_874, message: _):
            pick(
                "Disken är full, så lagret gick inte att öppna. Det som var sparat är kvar. Gör plats och "
                    + "försök igen.",
                "The disk is full, so the store could not be opened. What was saved is there. Make room and "
                    + "try again."
            )
        default:
            pick(
                "Databasen svarade med ett fel (\(error)). Det som var sparat är kvar. Kör field doctor.",
                "The database gave an error (\(error)). What was saved is there. Run field doctor."
            )
        }
    }

    func message(for error: KeyStoreError) -> String {
        switch error {
        case .file(let path, let code):
            pick(
                "Nyckelfilen \(path) gick inte att använda (\(system(code))). Den lämnades som den var. "
                    + "Kontrollera disken och mappens rättigheter.",
                error.explanation.description
            )
        case .notPrivate(let path):
            pick(
                "Andra användare kan läsa nyckelfilen \(path), så den användes inte. Om ingen annan har haft "
                    + "tillgång: chmod 600 \(path). Annars: be om en ny anslutning.",
                error.explanation.description
            )
        case .damaged(let path):
            pick(
                "Nyckelfilen \(path) är skadad. Den lämnades som den är, och allt antecknat är kvar. Lägg "
                    + "tillbaka den från en kopia, eller anslut datorn på nytt.",
                error.explanation.description
            )
        case .hasOtherKey:
            pick(
                "Rummet har redan en annan nyckel, som behölls. Synka med den, eller anslut i en ny mapp med "
                    + "--home.",
                error.explanation.description
            )
        }
    }

    /// What the system calls an error; the usual ones also in Swedish.
    func system(_ code: Int32) -> String {
        let swedish: String? =
            switch code {
            case ENOENT: "det finns inte"
            case EACCES, EPERM: "åtkomst nekad"
            case ENOSPC, EDQUOT: "disken är full"
            case EROFS: "går bara att läsa"
            case EISDIR: "det är en mapp"
            case ENOTDIR: "det är ingen mapp"
            case EIO: "disken svarade med ett fel"
            case ELOOP: "det är en symbolisk länk"
            default: nil
            }
        let english = String(cString: strerror(code))
        return pick(swedish ?? english, english)
    }

    private func named(_ holder: String?) -> String { holder.map { ": \($0)" } ?? "" }
}

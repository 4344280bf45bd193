import SyncCore
import SyncServer

extension Texts {
    func label(of phase: Backup.Phase) -> String {
        switch phase {
        case .copying: pick("kopierar", "copying")
        case .archiving: pick("skriver", "writing")
        case .checking: pick("kontrollerar", "checking")
        }
    }

    func backedUp(_ report: Backup.Report) -> String {
        pick(
            "Säkerhetskopian ligger i \(report.path) (\(report.bytes) byte) och är kontrollerad:\n",
            "The backup is in \(report.path) (\(report.bytes) bytes), and was checked:\n"
        ) + spaces(report)
            + pick(
                "Nycklarna och liggaren är inte med: kopiera mappen keys för sig, till ett annat ställe.",
                "The keys and the ledger are not in it: copy the folder keys by itself, to another place."
            )
    }

    func restored(_ report: Backup.Report, former: String?) -> String {
        pick(
            "Säkerhetskopian från \(Moment.text(report.madeAt)) är på plats:\n",
            "The backup of \(Moment.text(report.madeAt)) is in place:\n"
        ) + spaces(report)
            + pick(
                "Det liggaren vet om avslutade enheter och raderat gäller redan. Starta servern; varje dator "
                    + "lämnar vid nästa synk det som saknas.",
                "What the ledger knows of ended devices and erasures holds already. Start the server; every "
                    + "laptop brings what is missing at its next sync."
            )
            + (former.map { path in
                pick(
                    "\nDe tidigare databaserna ligger i \(path). Ta bort dem när allt är som det ska: de kan "
                        + "ha kvar det som är raderat.",
                    "\nThe former databases are in \(path). Remove them when all is well: they may still "
                        + "hold what was erased."
                )
            } ?? "")
    }

    private func spaces(_ report: Backup.Report) -> String {
        report.spaces.map { space in
            "  \(space.name): \(space.segments) segment"
                + pick(", läge ", space.segments == 1 ? ", state " : "s, state ")
                + "\(space.stateDigest.description.prefix(16))\n"
        }.joined() + photos(report)
    }

    private func photos(_ report: Backup.Report) -> String {
        var text = ""
        if report.photos > 0 {
            text += pick("  bilder: \(report.photos)\n", "  photos: \(report.photos)\n")
        }
        if report.missingPhotos > 0 {
            text += pick(
                "  saknas, för att de är borta eller skadade på servern: \(report.missingPhotos) bilder. De "
                    + "datorer som har dem lämnar dem vid nästa synk efter field-server rebuild.\n",
                "  missing, since they are lost or damaged on the server: \(report.missingPhotos) photos. "
                    + "The laptops that hold them bring them at their next sync after field-server rebuild.\n"
            )
        }
        return text
    }

    var nobodyWaits: String {
        pick("Ingen enhet väntar på att bekräftas.", "No device waits to be confirmed.")
    }

    var applicantHeadings: [String] {
        pick(["rum", "pseudonym", "frågade", "enhet"], ["space", "pseudonym", "asked", "device"])
    }

    var confirmNext: String {
        pick(
            "De väntar. Släpp in dem du känner: field-server confirm PSEUDONYM, eller --all.",
            "They wait. Let those in whom you know: field-server confirm PSEUDONYM, or --all."
        )
    }

    var confirmed: String { pick("De är med igen.", "They are members again.") }

    var rebuilding: String { pick("räknar om", "rebuilding") }

    func rebuilt(_ report: Administration.Rebuilt) -> String {
        let digest = report.rebuilt.prefix(16)
        return report.repairedRecords == 0 && report.former == report.rebuilt
            ? pick(
                "\(report.space): alla lägen räknades om och blev desamma (\(digest)).",
                "\(report.space): all states were computed anew, and are the same (\(digest))."
            )
            : pick(
                "\(report.space): \(report.repairedRecords) poster hade ett annat läge än deras ändringar "
                    + "ger, och är lagade (\(digest)).",
                "\(report.space): \(report.repairedRecords) records had another state than their changes "
                    + "give, and are mended (\(digest))."
            )
    }

    func message(forBackup error: ServerError) -> String? {
        switch error {
        case .backupExists(let path):
            pick(
                "\(path) finns redan. Inget skrevs. Välj ett annat namn.",
                "\(path) is there already. Nothing was written. Choose another name."
            )
        case .backupDamaged(let path, let detail):
            pick(
                "\(path) går inte att använda: \(detail). Inget ändrades. Ta en annan säkerhetskopia; saknas "
                    + "en, lämnar datorerna det de har.",
                "\(path) cannot be used: \(detail). Nothing changed. Take another backup; without one, the "
                    + "laptops bring what they have."
            )
        case .backupOfOther(let path):
            pick(
                "\(path) hör till en annan server. Inget ändrades. Lägg tillbaka dess mapp keys först.",
                "\(path) is of another server. Nothing changed. Put that server's folder keys back first."
            )
        default: nil
        }
    }
}

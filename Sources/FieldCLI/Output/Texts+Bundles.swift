import FieldModel
import SyncCore

/// Bundles and shared folders, in words.
extension Texts {
    var exporting: String { pick("skriver", "writing") }
    var importing: String { pick("tar in", "taking in") }
    var exchanging: String { pick("utbyter", "exchanging") }

    var passphraseHint: String {
        let least = BundlePassphrase.leastCharacters
        return pick(
            "Filen låses med en lösenfras: minst \(least) tecken, gärna flera ord. Mellanslag, å, ä och ö "
                + "räknas. Utan den kan ingen öppna filen.",
            "The file is locked with a passphrase: at least \(least) characters, best several words. Spaces "
                + "and letters such as å count. Without it nobody can open the file."
        )
    }

    var newPassphraseQuestion: String { pick("Lösenfras:", "Passphrase:") }
    var passphraseAgainQuestion: String { pick("En gång till:", "Once more:") }
    var passphraseQuestion: String { pick("Lösenfras:", "Passphrase:") }

    func exported(_ manifest: BundleManifest, to file: String, isLocked: Bool) -> String {
        let names = manifest.spaces.map(\.name).joined(separator: ", ")
        let count =
            changes(manifest.spaces.reduce(0) { $0 + $1.changes })
            + (manifest.blobs > 0 ? ", " + photos(manifest.blobs) : "")
        let plain = isLocked ? "" : pick(" Den är inte låst.", " It is not locked.")
        return pick(
            "\(names): \(count) i \(file).\(plain) Ta in dem på en annan dator: field bundle import FIL",
            "\(names): \(count) in \(file).\(plain) Take them in on another computer: field bundle import "
                + "FILE"
        )
    }

    func lines(of manifest: BundleManifest, isLocked: Bool) -> [String] {
        let made = Stockholm.instant(atMilliseconds: manifest.madeAt).readable
        var lines = [
            pick("gjord: \(made)", "made: \(made)")
                + (isLocked ? pick(", låst", ", locked") : pick(", inte låst", ", not locked"))
        ]
        if let since = manifest.since {
            let time = Stockholm.instant(atMilliseconds: since).readable
            lines.append(pick("bara det som kom från \(time)", "only what came from \(time) on"))
        }
        for space in manifest.spaces {
            let logs = Set(space.runs.map(\.log)).count
            lines.append(
                "\(space.name): \(changes(space.changes)), "
                    + pick(
                        "\(logs) \(logs == 1 ? "logg" : "loggar")",
                        "\(logs) \(logs == 1 ? "log" : "logs")"
                    ) + (space.blobs > 0 ? ", " + photos(space.blobs) : "")
            )
            if let digest = space.stateDigest {
                lines.append(pick("  läge: ", "  state: ") + String(digest.description.prefix(16)))
            }
        }
        return lines
    }

    /// What came of a bundle in one space, and what needs a person.
    func lines(of space: BundleReport.Space) -> [String] {
        [
            pick(
                "\(space.name): mottaget \(changes(space.receivedChanges))\(photosToo(space)).",
                "\(space.name): received \(changes(space.receivedChanges))\(photosToo(space))."
            )
        ] + waiting(space.gaps) + needs(space)
    }

    /// What came of an exchange in a shared folder.
    func lines(of report: PeerReport, in space: String) -> [String] {
        var lines = [
            pick(
                "\(space): mottaget \(changes(report.received.receivedChanges)), "
                    + "lämnat \(changes(report.addedChanges)).",
                "\(space): received \(changes(report.received.receivedChanges)), "
                    + "left \(changes(report.addedChanges))."
            )
        ]
        lines += report.faults.map { "  \($0.bundle): \(message(for: $0.error))" }
        if report.faults.contains(where: { [.cut, .damaged, .notABundle].contains($0.error) }) {
            lines.append(
                pick(
                    "  Det andra i mappen är med. Ta bort den skadade filen; det den innehöll lämnas igen "
                        + "av den dator som har det.",
                    "  The rest of the folder is in. Remove the damaged file; what it held is left again by "
                        + "a computer that has it."
                )
            )
        }
        return lines + waiting(report.waiting) + needs(report.received)
    }

    func skipped(_ name: String) -> String {
        pick(
            "Rummet \(name) hoppades över: datorn är inte med i det.",
            "The space \(name) was skipped: this computer is not in it."
        )
    }

    private func waiting(_ count: Int) -> [String] {
        guard count > 0 else { return [] }
        return [
            pick(
                "  \(count) segment väntar på något som kom före dem. Ta in en tidigare fil, eller synka.",
                "  \(count) \(count == 1 ? "segment waits" : "segments wait") for what came before. Take in "
                    + "an earlier file, or sync."
            )
        ]
    }

    private func photosToo(_ space: BundleReport.Space) -> String {
        space.blobs > 0 ? ", " + photos(space.blobs) : ""
    }

    private func needs(_ space: BundleReport.Space) -> [String] {
        var lines: [String] = []
        if space.damagedBlobs > 0 {
            lines.append(
                pick(
                    "  \(photos(space.damagedBlobs)) var skadade i filen och togs inte in.",
                    "  \(photos(space.damagedBlobs)) damaged in the file, and not taken in."
                )
            )
        }
        if !space.refusals.isEmpty {
            lines.append(
                pick(
                    "  \(space.refusals.count) segment togs inte in: de är skadade, eller från en annan "
                        + "server. Allt antecknat är tryggt på datorn.",
                    "  \(space.refusals.count) segments were not taken in: damaged, or from another server. "
                        + "Everything recorded is safe on this computer."
                )
            )
        }
        if space.statesDiffer {
            lines.append(
                pick(
                    "  Datorn har samma ändringar som den som gjorde filen men inte samma läge. Kör field "
                        + "doctor --rebuild.",
                    "  This computer has the same changes as the file's maker but not the same state. Run "
                        + "field doctor --rebuild."
                )
            )
        }
        var report = SyncReport(space: space.id)
        report.forked = space.forked
        report.hasNewLog = space.hasNewLog
        return lines + needs(report)
    }
}

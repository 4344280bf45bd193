import FieldModel
import SyncCore

extension Texts {
    /// How one space stands on this computer.
    func lines(of summary: SpaceSummary, _ blobs: BlobCounts) -> [String] {
        let pseudonym = summary.opening?.certificate?.pseudonym ?? "?"
        let synced = summary.lastSync.map { Stockholm.instant(atMilliseconds: $0).readable }
        var lines = [
            "\(summary.name) (\(pseudonym))",
            pick("  osänt: ", "  unsent: ") + changes(summary.unacknowledgedChanges)
                + (blobs.unsent > 0 ? ", " + photos(blobs.unsent) : ""),
            pick("  senast synkad: ", "  last sync: ") + (synced ?? pick("aldrig", "never")),
            pick("  öppna konflikter: ", "  open conflicts: ") + "\(summary.openConflicts)",
            pick("  läge: ", "  state: ") + String(summary.digest.description.prefix(16)),
        ]
        if let skew = summary.clockSkew { lines.append(pick("  klocka: ", "  clock: ") + skewText(skew)) }
        if summary.forkedLogs > 0 {
            lines.append(
                pick(
                    "  delade loggar: \(summary.forkedLogs) (båda grenarna är med)",
                    "  forked logs: \(summary.forkedLogs) (both branches are kept)"
                )
            )
        }
        return lines
    }

    private func skewText(_ skew: Int64) -> String {
        let seconds = Double(abs(skew)) / 1_000
        if seconds < 2 { return pick("stämmer med serverns", "agrees with the server's") }
        let text = "\(Int(seconds.rounded())) s"
        return skew > 0
            ? pick("\(text) efter serverns", "\(text) behind the server's")
            : pick("\(text) före serverns", "\(text) ahead of the server's")
    }

    func drafts(_ count: Int) -> String {
        pick(
            "\(count) utkast väntar: field draft list",
            "\(count) \(count == 1 ? "draft waits" : "drafts wait"): field draft list"
        )
    }

    func walking(_ walk: String) -> String {
        pick("  en vandring pågår: \(walk)", "  a walk is under way: \(walk)")
    }
}

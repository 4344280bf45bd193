import SyncCore

extension Texts {
    var rebuilding: String { pick("räknar om", "rebuilding") }

    func rebuilt(_ report: RebuildReport) -> String {
        report.former == report.rebuilt && report.repairedRecords == 0
            ? pick(
                "Alla lägen räknades om och blev desamma (\(report.rebuilt.description.prefix(16))).",
                "All states were computed anew, and are the same (\(report.rebuilt.description.prefix(16)))."
            )
            : pick(
                report.repairedRecords == 1
                    ? "1 post hade ett annat läge än dess ändringar ger, och är lagad. Berätta det för "
                        + "förvaltaren."
                    : "\(report.repairedRecords) poster hade ett annat läge än deras ändringar ger, och är "
                        + "lagade. Berätta det för förvaltaren.",
                report.repairedRecords == 1
                    ? "1 record had another state than its changes give, and is mended. "
                        + "Tell the administrator."
                    : "\(report.repairedRecords) records had another state than their changes give, and are "
                        + "mended. Tell the administrator."
            )
    }

    /// What a check found.
    func lines(of report: StoreReport) -> [String] {
        var lines = report.spaces.map { space in
            pick(
                "\(space.name): \(space.records) \(space.records == 1 ? "post" : "poster"), "
                    + "\(changes(space.changes)) i \(space.segments) segment, "
                    + "\(space.unsealedChanges) inte "
                    + (space.unsealedChanges == 1 ? "förseglad" : "förseglade"),
                "\(space.name): \(space.records) \(space.records == 1 ? "record" : "records"), "
                    + "\(changes(space.changes)) in \(space.segments) "
                    + "\(space.segments == 1 ? "segment" : "segments"), \(space.unsealedChanges) not sealed"
            )
        }
        lines += report.spaces.flatMap(peculiarities)
        if report.isSound {
            lines.append(pick("Allt stämmer.", "All is sound."))
        } else {
            lines += report.problems.map { "  ✗ " + problem($0) }
            lines.append(
                pick(
                    "\(report.problems.count) fel. Inget ändrades. Kopiera mappen först. Är det bara lägen "
                        + "som är fel: kör field doctor --rebuild. Annars: be förvaltaren om hjälp.",
                    "\(report.problems.count) \(report.problems.count == 1 ? "fault" : "faults"). Nothing "
                        + "was changed. Copy the folder first; if only states are wrong, run "
                        + "field doctor --rebuild, else ask the administrator for help."
                )
            )
        }
        return lines
    }

    func unreadableStore(_ detail: String) -> String {
        pick(
            "  ✗ lagret går inte att läsa till slutet: \(detail)\nInget ändrades. Det som servern har "
                + "kvitterat är tryggt där. Kopiera mappen som den är, och be förvaltaren om hjälp "
                + "innan du antecknar mer.",
            "  ✗ the store cannot be read to its end: \(detail)\nNothing was changed. What the server "
                + "acknowledged is safe there. Copy the folder as it is, and ask the administrator for help "
                + "before you record more."
        )
    }

    /// What is no fault, and still worth knowing.
    private func peculiarities(of space: StoreReport.Space) -> [String] {
        [
            (
                space.waitingSegments,
                pick("segment väntar på ett tidigare", "segment waits for an earlier one"),
                pick("segment väntar på tidigare", "segments wait for earlier ones")
            ),
            (
                space.incompleteSegments, pick("segment saknar innehåll", "segment lacks content"),
                pick("segment saknar innehåll", "segments lack content")
            ),
            (
                space.forkedLogs,
                pick("delad logg; båda grenarna är med", "forked log; both branches are kept"),
                pick("delade loggar; alla grenar är med", "forked logs; all branches are kept")
            ),
            (
                space.danglingReferences, pick("hänvisning utan verkan", "reference without effect"),
                pick("hänvisningar utan verkan", "references without effect")
            ),
        ]
        .filter { $0.0 > 0 }
        .map { count, one, several in "  \(count) \(count == 1 ? one : several)" }
    }

    private func problem(_ problem: StoreReport.Problem) -> String {
        switch problem {
        case .file(let complaint): pick("filen: \(complaint)", "the file: \(complaint)")
        case .brokenReferences(let table):
            pick("rader i \(table) pekar på inget", "rows of \(table) refer to nothing")
        case .segment(let id, let error):
            pick("segment \(id) är skadat (\(error))", "segment \(id) is damaged (\(error))")
        case .chain(_, let position):
            pick("serverns kedja bryts vid \(position)", "the server's chain breaks at \(position)")
        case .state(_, let record):
            pick(
                "posten \(record.id.uuidString) har fel läge",
                "the record \(record.id.uuidString) has a wrong state"
            )
        case .rights(_, let id):
            pick("segment \(id) räknas med fel rättigheter", "segment \(id) counts with wrong rights")
        case .notErased(_, let id):
            pick(
                "segment \(id) har kvar vad som är raderat",
                "segment \(id) still holds what was erased"
            )
        case .blob(_, let blob):
            pick(
                "bilden \(blob.description.prefix(8)) är borta eller skadad; rebuild noterar det, och den "
                    + "hämtas igen",
                "the photo \(blob.description.prefix(8)) is lost or damaged; a rebuild notes it, and it is "
                    + "brought again"
            )
        case .digest: pick("summan av lägena stämmer inte", "the sum of the states is wrong")
        }
    }
}

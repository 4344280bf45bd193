import SyncCore

extension Texts {
    /// What came of a sync: what went each way, and what needs a person.
    func lines(of report: SyncReport, in space: String) -> [String] {
        var lines = [
            pick(
                "\(space): skickat \(changes(report.sentChanges)), kvitterat \(report.receiptedChanges), "
                    + "mottaget \(report.receivedChanges).",
                "\(space): sent \(changes(report.sentChanges)), acknowledged \(report.receiptedChanges), "
                    + "received \(report.receivedChanges)."
            )
        ]
        if report.unsentChanges > 0 {
            lines.append(
                pick(
                    "  Inte på servern än: \(changes(report.unsentChanges)). De är trygga på datorn.",
                    "  Not on the server yet: \(changes(report.unsentChanges)). They are safe on this "
                        + "computer."
                )
            )
        }
        lines += photoLines(of: report)
        // Both directions may have met the same fault.
        for problem in report.problems {
            let line = "  " + message(for: problem)
            if !lines.contains(line) { lines.append(line) }
        }
        lines += report.refusals.map { refusal in
            pick(
                "  Servern tog inte emot ett segment (\(refusal.code)): \(refusal.detail) Det ligger kvar "
                    + "här.",
                "  The server did not take a segment (\(refusal.code)): \(refusal.detail) It stays here."
            )
        }
        return lines + needs(report)
    }

    func needs(_ report: SyncReport) -> [String] {
        var lines: [String] = []
        if report.openConflicts > 0 {
            lines.append(
                pick(
                    "  Väntar på ett beslut: \(conflicts(report.openConflicts)). Visa: field conflicts",
                    "  Waits for a decision: \(conflicts(report.openConflicts)). Show: field conflicts"
                )
            )
        }
        if report.held > 0 {
            lines.append(
                pick(
                    report.held == 1
                        ? "  1 segment hålls inne tills förvaltaren har sett det."
                        : "  \(report.held) segment hålls inne tills förvaltaren har sett dem.",
                    report.held == 1
                        ? "  1 segment is held back until the administrator has seen it."
                        : "  \(report.held) segments are held back until the administrator has seen them."
                )
            )
        }
        if report.forked > 0 {
            lines.append(
                pick(
                    "  En logg har delat sig i två grenar; båda är med. Säg till förvaltaren.",
                    "  A log has split in two branches; both are kept. Tell the administrator."
                )
            )
        }
        if report.hasNewLog {
            lines.append(
                pick(
                    "  Datorn, eller en kopia av den, har skrivit i samma logg. Inget är borta; datorn "
                        + "skriver nu "
                        + "i en ny. Används en kopia av mappen någonstans?",
                    "  This computer, or a copy of it, has written in the same log. Nothing is lost; it "
                        + "writes in "
                        + "a new one now. Is a copy of the folder in use somewhere?"
                )
            )
        }
        if let skew = report.clockSkew, abs(skew) >= Self.notableSkew {
            lines.append("  " + clock(skew))
        }
        return lines
    }

    /// Milliseconds from which a clock's error is worth a word: two minutes.
    private static let notableSkew: Int64 = 120_000

    /// `skew` is the server's clock minus ours, milliseconds.
    func clock(_ skew: Int64) -> String {
        let minutes = abs(skew) / 60_000
        return skew > 0
            ? pick(
                "Datorns klocka går \(minutes) min efter serverns. Inget går förlorat av det; ställ den "
                    + "rätt.",
                "This computer's clock is \(minutes) min behind the server's. Nothing is lost by it; set "
                    + "it right."
            )
            : pick(
                "Datorns klocka går \(minutes) min före serverns. Inget går förlorat av det; ställ den rätt.",
                "This computer's clock is \(minutes) min ahead of the server's. Nothing is lost by it; set "
                    + "it right."
            )
    }

    private func conflicts(_ count: Int) -> String {
        count == 1
            ? pick("1 öppen konflikt", "1 open conflict")
            : pick("\(count) öppna konflikter", "\(count) open conflicts")
    }

    func changes(_ count: Int) -> String {
        count == 1 ? pick("1 ändring", "1 change") : pick("\(count) ändringar", "\(count) changes")
    }
}

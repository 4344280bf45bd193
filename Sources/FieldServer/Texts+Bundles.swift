import SyncCore

extension Texts {
    var passphraseQuestion: String { pick("Lösenfras:", "Passphrase:") }

    func taken(_ space: BundleReport.Space) -> String {
        var text = pick(
            "\(space.name): \(space.receivedChanges) ändringar i \(space.received) segment togs in; "
                + "\(space.known) segment fanns redan.",
            "\(space.name): \(space.receivedChanges) changes in \(space.received) segments taken in; "
                + "\(space.known) segments were there already."
        )
        if space.blobs > 0 { text += pick(" \(space.blobs) bilder.", " \(space.blobs) photos.") }
        if space.gaps > 0 {
            text += pick(
                " \(space.gaps) väntar på något som kom före dem.",
                " \(space.gaps) wait for what came before."
            )
        }
        if !space.refusals.isEmpty {
            text += pick(
                " \(space.refusals.count) togs inte in: skadade, eller från en annan server.",
                " \(space.refusals.count) were not taken in: damaged, or from another server."
            )
        }
        return text
    }

    func skipped(_ name: String) -> String {
        pick(
            "Rummet \(name) hoppades över: servern har det inte.",
            "The space \(name) was skipped: this server does not have it."
        )
    }

    func message(for error: BundleError) -> String {
        pick("\(swedish(error)) Det som redan är sparat är tryggt.", english(error))
    }

    private func english(_ error: BundleError) -> String {
        if case .noSharedSpace(let names) = error {
            return "The bundle holds only spaces that this server does not have "
                + "(\(names.joined(separator: ", "))). Nothing changed. Check whose it is."
        }
        return "\(error.explanation.happened) What is stored is safe. \(error.explanation.next)"
    }

    private func swedish(_ error: BundleError) -> String {
        switch error {
        case .noSharedSpace(let names):
            "Filen innehåller bara rum som servern inte har (\(names.joined(separator: ", ")))."
        case .file(let path, let code): "Kan inte läsa \(path) (errno \(code))."
        case .notABundle: "Filen är ingen samling av ändringar."
        case .newerVersion, .otherFormat: "En annan version har gjort filen. Uppdatera den som är äldst."
        case .passphraseNeeded: "Filen är låst. Ge lösenfrasen när den efterfrågas, eller på standard input."
        case .wrongPassphrase, .passphraseTooShort, .passphraseNotText:
            "Lösenfrasen öppnar inte filen. Skriv den igen; stora bokstäver och mellanslag räknas."
        case .cut, .damaged: "Filen är skadad, eller inte hel. Det som var helt togs in. Be om en ny."
        case .cancelled: "Avbrutet."
        default: "Det gick inte att ta in filen (\(error))."
        }
    }
}

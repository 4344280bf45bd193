import FieldModel
import SyncCore
import Terminal

extension Texts {
    var noPhotos: String { pick("Posten har inga bilder.", "The record has no photos.") }

    func table(of photos: [RecordPhoto]) -> Table {
        Table(
            headings: [
                "id", pick("storlek", "size"), pick("var", "where"), pick("bildtext", "caption"),
            ],
            rows: photos.map { photo in
                [
                    String(photo.id.description.prefix(8)), photo.bytes.map(size) ?? "",
                    words(for: photo.place), photo.photo.caption?.printable ?? "",
                ]
            }
        )
    }

    private func words(for place: BlobPlace) -> String {
        switch place {
        case .elsewhere: pick("inte här", "not here")
        case .hereOnly: pick("här, inte på servern än", "here, not on the server yet")
        case .hereAndOnServer: pick("här och på servern", "here and on the server")
        }
    }

    /// Bytes as people say them.
    func size(_ bytes: Int) -> String {
        if bytes < 1_000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\(bytes / 1_000) kB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10)\(pick(",", "."))\(tenths % 10) MB"
    }

    func photos(_ count: Int) -> String {
        count == 1 ? pick("1 bild", "1 photo") : pick("\(count) bilder", "\(count) photos")
    }

    /// What became of photos in a sync.
    func photoLines(of report: SyncReport) -> [String] {
        var lines: [String] = []
        if report.sentBlobs > 0 {
            lines.append(
                pick("  Skickat \(photos(report.sentBlobs)).", "  Sent \(photos(report.sentBlobs)).")
            )
        }
        if report.unsentBlobs > 0 {
            lines.append(
                pick(
                    "  Inte på servern än: \(photos(report.unsentBlobs)). De är trygga på datorn.",
                    "  Not on the server yet: \(photos(report.unsentBlobs)). They are safe on this computer."
                )
            )
        }
        return lines
    }

    func aboutPhoto(_ error: CommandError) -> String? {
        switch error {
        case .noPhotoField(let kind):
            pick("\(kind) har inga bilder. Inget ändrades.", "\(kind) takes no photos. Nothing changed.")
        case .noPhoto(let text, let known):
            pick(
                "Posten har ingen bild \(text), eller flera. Dess bilder: \(known.joined(separator: ", ")). "
                    + "Inget ändrades.",
                "The record has no photo \(text), or several. Its photos: \(known.joined(separator: ", ")). "
                    + "Nothing changed."
            )
        case .fileNotWritable(let path):
            pick(
                "Kan inte skriva \(path). Bilden är kvar i lagret. Kontrollera mappen och disken.",
                "Cannot write \(path). The photo is in the store as before. Check the folder and the disk."
            )
        default: nil
        }
    }
}

import FieldModel
import SyncCore

/// Writes what entries hold, in words.
struct Contents: Sendable {
    let names: RecordNames
    let library: PageLibrary

    func text(of content: EntryContent, in field: FieldDefinition?) throws -> String {
        switch content {
        case .value(let bytes):
            guard let value = try? Value(canonicalBytes: bytes) else { return "0x" + bytes.hexadecimal }
            return try names.titles.valueText.text(of: value, in: field)
        case .redacted: return library.word("redacted", in: names.language)
        case .missing: return library.word("notArrived", in: names.language)
        }
    }
}

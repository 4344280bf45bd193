import FieldModel
import SyncCore

/// Why something is redacted: words that stay for everybody of the space to read.
struct Ground: Hashable, Sendable {
    let text: String

    /// - Throws: ``RedactionRefusal`` if it is empty, long, or would itself have to be redacted.
    init(_ typed: String) throws(RedactionRefusal) {
        guard case .text(let text) = Value.canonicalText(typed), !text.isEmpty else { throw .groundMissing }
        guard text.utf8.count <= ServerLimits.groundBytes else { throw .groundTooLong }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw .groundNotPrintable
        }
        if let finding = PrivacyGuard.findings(in: text).first {
            throw .groundHoldsPersonalData(finding.kind)
        }
        self.text = text
    }

    /// Refuses a ground that says one of the values.
    func check(against values: some Sequence<[UInt8]>) throws(RedactionRefusal) {
        let ground = text.lowercased()
        for bytes in values {
            guard case .text(let value)? = try? Value(canonicalBytes: bytes),
                value.count >= Self.tellingCharacters
            else { continue }
            if ground.contains(value.lowercased()) { throw .groundHoldsValue }
        }
    }

    /// Characters below which a value in a ground is chance.
    private static let tellingCharacters = 4
}

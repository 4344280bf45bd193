import Foundation

/// Finds what must never be in the data: personal identity numbers, phone numbers, e-mail addresses and
/// vehicle registrations.
///
/// It looks at shapes, checksums and the nearest words, never at what a text means, and knows no names. It
/// takes time in proportion to the text's length.
public enum PrivacyGuard {
    /// What was found.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// A Swedish personal identity number, checksum and date verified.
        case personalIdentityNumber
        /// A Swedish coordination number: a day of birth with 60 added.
        case coordinationNumber
        case phoneNumber
        case emailAddress
        case vehicleRegistration
    }

    /// One place in a text.
    public struct Finding: Hashable, Sendable {
        public let kind: Kind
        public let range: Range<String.Index>
    }

    /// Everything found, from the start of the text to its end, without overlaps.
    public static func findings(in text: String) -> [Finding] {
        let scalars = ScannedText(text)
        let candidates =
            EmailScanner.matches(in: scalars) + IdentityNumberScanner.matches(in: scalars)
            + PhoneScanner.matches(in: scalars) + RegistrationScanner.matches(in: scalars)
        let ranked = candidates.enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        var kept: [ScannedMatch] = []
        for (_, candidate) in ranked
        where kept.last.map({ $0.range.upperBound <= candidate.range.lowerBound }) ?? true {
            kept.append(candidate)
        }
        return kept.map { Finding(kind: $0.kind, range: scalars.range($0.range)) }
    }
}

extension PrivacyGuard.Kind {
    public var label: Wording {
        switch self {
        case .personalIdentityNumber:
            Wording(swedish: "personnummer", english: "personal identity number")
        case .coordinationNumber: Wording(swedish: "samordningsnummer", english: "coordination number")
        case .phoneNumber: Wording(swedish: "telefonnummer", english: "phone number")
        case .emailAddress: Wording(swedish: "e-postadress", english: "e-mail address")
        case .vehicleRegistration: Wording(swedish: "registreringsnummer", english: "vehicle registration")
        }
    }
}

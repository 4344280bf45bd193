import SyncCore

/// Checks one value against its field.
enum ValueCheck {
    static func reasons(against value: Value, in field: FieldDefinition) -> [InputProblem.Reason] {
        switch (field.form, value) {
        case (.bool, .bool), (.reference, .id), (.date, .date): []
        case (.instant, .instant(let instant)): abs(Int(instant.offsetMinutes)) <= 1_440 ? [] : [.outOfRange]
        case (.integer(let range), .integer(let number)): range.contains(number) ? [] : [.outOfRange]
        case (.decimal(_, let range), .decimal(let units)): range.contains(units) ? [] : [.outOfRange]
        case (.text(let length), .text(let text)): reasons(against: text, upTo: length, in: field)
        case (.polygon, .text(let text)): PolygonText.isPolygon(text) ? [] : [.wrongType]
        case (.choice(let choices), .enumeration(let number)):
            choices.contains { $0.number == number } ? [] : [.unknownChoice]
        case (.anyRecord, .group): RecordReference(fieldValue: value) == nil ? [.wrongType] : []
        case (.position, .group): reasons(against: Position(fieldValue: value))
        case (.photo, .group): reasons(against: Photo(fieldValue: value), in: field)
        default: [.wrongType]
        }
    }

    private static func reasons(
        against text: String,
        upTo length: Int,
        in field: FieldDefinition
    ) -> [InputProblem.Reason] {
        var reasons: [InputProblem.Reason] = []
        if text.allSatisfy(\.isWhitespace) { reasons.append(.emptyText) }
        if !Array(text.utf8).elementsEqual(canonicalBytes(of: text))
            || text.unicodeScalars.contains(where: isControl)
        {
            reasons.append(.unprintable)
        }
        let count = text.count
        if count > length || text.utf8.count > length * bytesPerCharacter { reasons.append(.tooLong(count)) }
        let findings = PrivacyGuard.findings(in: text)
        if !findings.isEmpty { reasons.append(.personalData(findings, text: text)) }
        return reasons
    }

    /// One character may be many scalars: an emoji of a family has 25 bytes.
    private static let bytesPerCharacter = 28

    private static func canonicalBytes(of text: String) -> [UInt8] {
        guard case .text(let canonical) = Value.canonicalText(text) else { return [] }
        return Array(canonical.utf8)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }

    private static func reasons(against position: Position?) -> [InputProblem.Reason] {
        guard let position else { return [.wrongType] }
        let limit = Int64(Position.unitsPerDegree)
        let isOnGlobe =
            (-90 * limit...90 * limit).contains(position.latitudeUnits)
            && (-180 * limit...180 * limit).contains(position.longitudeUnits)
            && (0...1_000_000).contains(position.accuracyMetres ?? 0)
        return isOnGlobe ? [] : [.notOnGlobe]
    }

    private static func reasons(against photo: Photo?, in field: FieldDefinition) -> [InputProblem.Reason] {
        guard let photo, photo.mediaType.isMediaType else { return [.wrongType] }
        return photo.caption.map { reasons(against: $0, upTo: Photo.captionLength, in: field) } ?? []
    }
}

extension String {
    /// `image/jpeg`: two tokens with a slash between.
    fileprivate var isMediaType: Bool {
        let parts = split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && count <= 100
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
            }
    }
}

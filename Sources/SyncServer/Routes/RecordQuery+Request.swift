import FieldModel
import Hummingbird
import SyncCore

extension RecordQuery {
    /// The parameters that are not fields.
    private static let ownParameters: Set<Substring> = [
        "kind", "text", "limit", "cursor", "withdrawn", "asOf",
    ]

    /// Reads the parameters of a listing.
    ///
    /// `kind`, more than once if wanted; `text`; `limit`, 1 to 1,000; `cursor`; `withdrawn=1` for withdrawn
    /// records too. With one kind, any of its fields by name: `gravity=serious`, and `name.from` and
    /// `name.until`, both included.
    ///
    /// - Parameters:
    ///   - request: the request whose query is read.
    ///   - now: milliseconds since 1970, for days without a year.
    /// - Throws: ``Refusal``, which names the parameter.
    init(_ request: Request, now: Int64) throws(Refusal) {
        self.init()
        try request.requireSingleParameters(except: ["kind"])
        let parameters = request.uri.queryParameters
        var definitions: [KindDefinition] = []
        for name in parameters[values: "kind"] { definitions.append(try KindDefinition.named(name)) }
        kinds = definitions.map(\.number)
        text = request.parameter("text").map(String.init)
        cursor = request.parameter("cursor").map(String.init)
        includesWithdrawn = try request.flag("withdrawn")
        limit = Int(try request.number("limit", 1...1_000) ?? 100)
        let reading = FieldReading(today: CalendarDate(daysSinceEpoch: Int32(clamping: now / 86_400_000)))
        for (name, value) in parameters where !Self.ownParameters.contains(name) {
            guard definitions.count == 1 else {
                throw .malformed(.parameter(String(name), expected: "given together with one parameter kind"))
            }
            conditions.append(try reading.condition(String(name), String(value), of: definitions[0]))
        }
    }
}

/// Reads a condition on a field as it stands in a query.
private struct FieldReading {
    let today: CalendarDate

    func condition(
        _ name: String,
        _ text: String,
        of kind: KindDefinition
    ) throws(Refusal) -> RecordQuery.Condition {
        let (base, end) = Self.split(name)
        guard let field = kind[base] else {
            let names = kind.fields.map(\.name)
            throw .unknownField(base, kind: kind.name, nearest: nearestNames(to: base, among: names))
        }
        guard field.schema.isIndexed else {
            throw .malformed(.parameter(name, expected: "a field that can be filtered by"))
        }
        let value = try value(text, of: field, named: name)
        let comparison: RecordQuery.Condition.Comparison =
            switch end {
            case "from": .between(value, nil)
            case "until": .between(nil, value)
            default: .equals(value)
            }
        return RecordQuery.Condition(field: field.number, comparison: comparison)
    }

    private func value(_ text: String, of field: FieldDefinition, named name: String) throws(Refusal) -> Value
    {
        let reader = ValueReader(field: field, context: ReadingContext(today: today))
        guard let value = try? reader.value(from: text) else {
            throw .malformed(.parameter(name, expected: "a value of the field \(field.name)"))
        }
        return value
    }

    /// `due_on.from` is the field `due_on` and the end `from`.
    private static func split(_ name: String) -> (field: String, end: String?) {
        for end in ["from", "until"] where name.hasSuffix("." + end) {
            return (String(name.dropLast(end.count + 1)), end)
        }
        return (name, nil)
    }
}

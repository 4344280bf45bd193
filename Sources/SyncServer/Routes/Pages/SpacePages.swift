import FieldModel
import Foundation
import Hummingbird
import SyncCore

/// What the pages of a space begin with: who asks, which space, in which language.
struct SpacePages: Sendable {
    let gate: PageGate
    let desk: ReviewDesk

    struct Visit: Sendable {
        let person: SignedIn
        let access: SpaceAccess
        let language: Language
        let names: RecordNames
    }

    /// - Throws: ``PageRefusal/signInNeeded``, and ``Refusal/unknownSpace`` for a space that is not the
    ///   person's.
    func visit(_ request: Request, _ context: ServerContext) async throws -> Visit {
        let person = try await gate.signedIn(request)
        let name = context.parameters.get("space")?.removingPercentEncoding
        guard let access = person.spaces.first(where: { $0.space.name == name }) else {
            throw Refusal.unknownSpace
        }
        let language = request.language
        return Visit(
            person: person,
            access: access,
            language: language,
            names: RecordNames(in: access.space.id, of: desk.host.replica, language: language)
        )
    }

    /// The record in the address.
    ///
    /// - Throws: ``Refusal/unknownRecord``
    static func key(_ context: ServerContext) throws(Refusal) -> RecordKey {
        guard let kind = context.parameters.get("kind").flatMap({ Catalogue.kind(named: $0) }),
            let id = context.parameters.get("id").flatMap({ RecordID($0) })
        else { throw .unknownRecord }
        return RecordKey(kind: kind.number, id: id)
    }

    /// What a page tells of what was just done: the word that the address names, if it is one of these.
    func told(_ request: Request, in language: Language) -> MessageView? {
        let told = request.parameter("told").map(String.init) ?? ""
        let words = ["saved", "unchanged", "approved", "settled", "someLeft"]
        guard words.contains(told) else { return nil }
        return .good(gate.library.word("told" + told.prefix(1).uppercased() + told.dropFirst(), in: language))
    }
}

import FieldModel
import Foundation
import HTTPTypes
import Hummingbird
import SyncCore

/// What the pages of a space begin with: who asks, which space, as it is now, in which language.
struct SpacePages: Sendable {
    let gate: PageGate
    let desk: ReviewDesk
    let pictures: Pictures

    struct Visit: Sendable {
        let person: SignedIn
        let access: SpaceAccess
        let language: Language
        let picture: Picture
        let names: RecordNames

        var path: PagePath { PagePath(space: access.space) }
    }

    /// Milliseconds since 1970.
    var now: Int64 { desk.host.surroundings.wallMilliseconds() }

    var today: CalendarDate { Stockholm.date(of: Stockholm.instant(atMilliseconds: now)) }

    /// - Throws: ``PageRefusal/signInNeeded``, and ``Refusal/unknownSpace`` for a space that is not the
    ///   person's.
    func visit(_ request: Request, _ context: ServerContext) async throws -> Visit {
        let person = try await gate.signedIn(request)
        let name = context.parameters.get("space")?.removingPercentEncoding
        guard let access = person.spaces.first(where: { $0.space.name == name }) else {
            throw Refusal.unknownSpace
        }
        context.visitor.note(person.account.pseudonym, in: access.space.id)
        return try await visit(of: person, to: access, in: request.language)
    }

    /// The space as it is now.
    func visit(of person: SignedIn, to access: SpaceAccess, in language: Language) async throws -> Visit {
        let pictures = pictures
        let picture = try await StoreThreads.run { try pictures.picture(of: access.space.id) }
        return Visit(
            person: person,
            access: access,
            language: language,
            picture: picture,
            names: RecordNames(in: picture, language: language)
        )
    }

    /// What others have written in the space since the person last looked.
    func news(_ visit: Visit) async throws -> News {
        let replica = desk.host.replica
        return try await StoreThreads.run {
            try News(
                in: visit.picture,
                for: visit.person,
                since: visit.access.looked,
                from: replica
            )
        }
    }

    /// The filter in an address, and the news if it asks for them.
    func filter(
        _ fields: FormFields,
        _ visit: Visit
    ) async throws -> (filter: RecordFilter, news: Set<RecordKey>, faults: [String]) {
        let (filter, faults) = RecordFilter.read(fields, today: today)
        let news = filter.onlyNew ? try await news(visit).records : []
        return (filter, news, faults)
    }

    /// The pseudonyms of those who review in the space, ascending.
    func reviewers(of space: HostedSpace) async throws -> [String] {
        let database = desk.host.database
        let members = try await StoreThreads.run { try database.members() }
        let present = members.filter {
            $0.space == space.id && $0.isPresent && $0.rights.contains(.review)
        }
        return Set(present.map(\.pseudonym)).sorted()
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

    /// What a page tells of what was just done, if its address says so.
    func told(_ request: Request, in language: Language) -> MessageView? {
        guard let told = request.query["told"].flatMap(Told.init(rawValue:)) else { return nil }
        return .good(gate.library.word(told.word, in: language))
    }

    /// Says which parameters of an address could not be understood; `nil` if all were.
    func message(about faults: [String], in language: Language) -> MessageView? {
        guard !faults.isEmpty else { return nil }
        let text = gate.library.word("filterNotRead", in: language)
        return .bad(text + " " + faults.joined(separator: ", "))
    }

    /// Goes on to a page that tells what was done.
    static func redirect(to path: String, told: Told) -> Response {
        .redirect(to: PagePath.joined(path, "told=\(told.rawValue)"))
    }

    /// A refusal in words, with what was typed, so that it is not lost.
    func words(for refusal: ReviewRefusal, typed: String, in language: Language) -> String {
        let library = gate.library
        let text =
            switch refusal {
            case .changedMeanwhile: library.word("changedMeanwhile", in: language)
            case .notPermitted: library.word("notPermitted", in: language)
            case .noSuchChoice: library.word("noSuchChoice", in: language)
            case .problems(let problems): problems.map { $0.message[language] }.joined(separator: " ")
            }
        return typed.isEmpty ? text : "\(text) \(library.word("youTyped", in: language)) \(typed)"
    }
}

extension ReviewRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .changedMeanwhile: .conflict
        case .notPermitted: .forbidden
        case .noSuchChoice, .problems: .unprocessableContent
        }
    }

    /// What a person is told of an error that is about what was typed; `nil` for any other.
    init?(of error: any Error) {
        switch error {
        case let refusal as ReviewRefusal: self = refusal
        case let problem as InputProblem: self = .problems([problem])
        case let problems as Problems: self = .problems(problems.all)
        default: return nil
        }
    }
}

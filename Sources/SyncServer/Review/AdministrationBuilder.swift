import FieldModel
import SyncCore

/// Makes the administrator's pages of the spaces that are theirs.
struct AdministrationBuilder: Sendable {
    let administration: Administration
    let library: PageLibrary
    let language: Language
    let spaces: [HostedSpace]
    /// Who looks at it.
    let pseudonym: String

    private var host: Host { administration.host }
    private var now: Int64 { host.surroundings.wallMilliseconds() }

    private var ownSpaces: Set<String> { Set(spaces.map(\.name)) }

    private func word(_ name: String) -> String { library.word(name, in: language) }

    private func time(_ milliseconds: Int64) -> String {
        Stockholm.instant(atMilliseconds: milliseconds).readable
    }

    func view(message: MessageView?) throws -> AdministrationView {
        let devices = try administration.devices()
        let people = try administration.people()
        let kept = Set(try host.database.keptKeys().map(\.id))
        let views = try spaces.enumerated().map { index, space in
            try view(of: space, index, devices.filter { !kept.contains($0.device) }, people)
        }
        return AdministrationView(
            message: message,
            spaces: views,
            roles: Role.allCases.map { role in
                ChoiceView(value: role.rawValue, label: word("role" + role.rawValue), isSelected: false)
            },
            choices: spaces.map { ChoiceView(value: $0.name, label: $0.name, isSelected: false) }
        )
    }

    private func view(
        of space: HostedSpace,
        _ index: Int,
        _ devices: [DeviceReport],
        _ people: [PersonReport]
    ) throws -> AdministrationView.SpaceView {
        let rules = try administration.retentionRules(space: space.name).map { rule in
            "\(rule.kind.label[language]): \(words(for: rule.period))"
        }
        return AdministrationView.SpaceView(
            index: index,
            name: space.name,
            devices: devices.filter { $0.space == space.name }.map(device),
            people: people.compactMap { person in
                person.spaces[space.name].map { rights in
                    AdministrationView.PersonView(
                        pseudonym: person.pseudonym,
                        rights: words(for: rights),
                        hasPassword: person.hasPassword,
                        isDisabled: person.disabledAt != nil,
                        canDisable: person.disabledAt == nil && person.pseudonym != pseudonym
                            && ownSpaces.isSuperset(of: person.spaces.keys)
                    )
                }
            },
            retention: rules,
            hasRetention: !rules.isEmpty,
            health: try health(of: space)
        )
    }

    private func device(_ device: DeviceReport) -> AdministrationView.DeviceView {
        let heard = device.lastSeenAt ?? device.joinedAt
        let ahead = device.clockAhead ?? 0
        return AdministrationView.DeviceView(
            pseudonym: device.pseudonym,
            rights: words(for: device.rights.names),
            seen: device.lastSeenAt.map(time) ?? word("never"),
            clock: ahead > 60_000 ? "+\(ahead / 60_000) min" : word("right"),
            logs: String(device.logs),
            isSilent: device.endedAt == nil && StartBuilder.isSilent(since: heard, at: now),
            isForked: device.forkedLogs > 0,
            isEnded: device.endedAt != nil,
            canRevoke: device.endedAt == nil
        )
    }

    private func words(for period: RetentionPeriod) -> String {
        switch period {
        case .days(let count): "\(count) \(word("days"))"
        case .years(let count): "\(count) \(word("years"))"
        }
    }

    private func words(for rights: [String]) -> String {
        let names = ["read"] + rights
        return names.map { word("right" + $0.prefix(1).uppercased() + $0.dropFirst()) }
            .joined(separator: ", ")
    }

    private func health(of space: HostedSpace) throws -> [AdministrationView.FigureView] {
        guard let head = try host.replica.head(of: space.id) else { return [] }
        func figure(_ name: String, _ count: UInt64, isBad: Bool = true) -> AdministrationView.FigureView {
            AdministrationView.FigureView(
                label: word(name),
                value: String(count),
                isBad: isBad && count > 0
            )
        }
        let held = try host.replica.limitedSegmentCount(of: space.id)
        return [
            figure("segments", head.stream.position, isBad: false),
            figure("incompleteSegments", head.incompleteSegments),
            figure("lackingPhotos", head.lackingBlobs),
            figure("heldBackWrites", UInt64(held)),
        ]
    }

    // MARK: Audit

    /// Lines on a page.
    private static let auditLines = 100

    func audit(before number: Int64?) throws -> AuditView {
        let ids = Set(spaces.map(\.id))
        let names = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.name) })
        let own = Set(
            try administration.people().filter { !ownSpaces.isDisjoint(with: $0.spaces.keys) }
                .map(\.pseudonym)
        )
        let entries = try host.database.audit(before: number, limit: Self.auditLines) { space, who in
            space.map(ids.contains) ?? own.contains(who)
        }
        let check = try administration.checkAudit()
        let standing: MessageView =
            check.firstWrong.map { .bad("\(word("auditBroken")) \($0).") }
            ?? .good("\(word("auditWhole")) \(check.lines).")
        return AuditView(
            standing: standing,
            message: standing,
            lines: entries.map { entry in
                AuditView.LineView(
                    number: String(entry.number),
                    time: time(entry.time),
                    who: entry.who,
                    deed: word("deed" + entry.deed.rawValue),
                    space: entry.space.flatMap { names[$0] } ?? "",
                    about: entry.about
                )
            },
            isEmpty: entries.isEmpty,
            next: entries.count < Self.auditLines
                ? nil : entries.last.map { "/administration/audit?before=\($0.number)" }
        )
    }
}

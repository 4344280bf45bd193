import Foundation

extension Enrolments {
    /// The servers with those of their spaces that a name means: that of `--space`, else of `FIELD_SPACE`;
    /// with neither, all of them.
    ///
    /// - Throws: ``CommandError/unknownSpace(_:known:)``.
    func chosen(
        _ name: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandError) -> [Server] {
        guard let name = name ?? environment["FIELD_SPACE"].flatMap({ $0.isEmpty ? nil : $0 }) else {
            return servers
        }
        let found = servers.compactMap { server -> Server? in
            var server = server
            server.memberships.removeAll { $0.name != name && $0.space != name }
            return server.memberships.isEmpty ? nil : server
        }
        guard !found.isEmpty else { throw .unknownSpace(name, known: memberships.map(\.name)) }
        return found
    }

    /// The one space that a command works in: the chosen one, else that of the only walk under way.
    ///
    /// - Throws: ``CommandError/unknownSpace(_:known:)`` or ``CommandError/severalSpaces(_:)``.
    func membership(_ name: String?, walks: RunningWalks) throws(CommandError) -> Membership {
        let found = try chosen(name).flatMap(\.memberships)
        if found.count == 1 { return found[0] }
        let walked = found.filter { walks.spaces.contains($0.space) }
        if walked.count == 1 { return walked[0] }
        let names = found.map(\.name)
        throw .severalSpaces(Set(names).count == names.count ? names : found.map { "\($0.name) \($0.space)" })
    }
}

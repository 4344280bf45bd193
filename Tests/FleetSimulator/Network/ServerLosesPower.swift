import SyncCore

/// The server loses power at any instant while it works on a request, and starts again.
///
/// An enrolment is written to the database of members first, everything else to the logs first; what is
/// written second is untouched unless the first is whole.
struct ServerLosesPower: NetworkFault {
    let name = "server loses power"

    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage {
        let server = network.server
        let before = try server.image()
        _ = try await network.answer(request)
        let after = try server.image()
        let left = try left(of: before, after, isEnrolment: request.target == "/v1/enrolments", network.dice)
        try server.restart(on: left)
        return .lost
    }

    private func left(
        of before: ServerImage,
        _ after: ServerImage,
        isEnrolment: Bool,
        _ dice: Dice
    ) throws -> ServerImage {
        let isFirstWhole = dice.chance(50)
        func cut(_ later: StoreImage?, _ earlier: StoreImage?, isFirst: Bool) -> StoreImage? {
            guard let later, let earlier else { return later }
            if isFirst { return isFirstWhole ? later : later.cut(since: earlier, by: dice) }
            return isFirstWhole ? later.cut(since: earlier, by: dice) : earlier
        }
        let database = cut(after.database, before.database, isFirst: isEnrolment) ?? after.database
        return ServerImage(
            replica: cut(after.replica, before.replica, isFirst: !isEnrolment),
            database: database,
            acknowledged: before.acknowledged
        )
    }
}

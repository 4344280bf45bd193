extension SyncEngine {
    /// Asks the server of a space for something that only it can do, as a member; for a person who waits.
    ///
    /// Opens a session if it takes one. A passing failure is not tried again: the person is told.
    ///
    /// - Parameters:
    ///   - name: what stands in the address after the space, such as `redactions`.
    ///   - body: JSON.
    ///   - space: the space.
    /// - Returns: the body of the answer, at most ``Limits/answerBytes``.
    /// - Throws: ``SyncProblem``; with ``SyncProblem/refused(_:)`` the server changed nothing.
    public func ask(_ name: String, _ body: [UInt8], of space: SpaceID) async throws(SyncProblem) -> [UInt8] {
        let sync = try prepared(for: space)
        let answer = try await inSession(of: sync) { fields throws(SyncMachine.Failure) in
            let request = HTTPRequest(
                .post,
                "\(sync.path)/\(name)",
                fields: fields + [HTTPField("Content-Type", "application/json")],
                body: .bytes(body),
                serverWait: Limits.askedServerSeconds
            )
            return try await self.send(request, for: sync)
        }
        return answer.body
    }

    /// Sends something as a member, and opens a session first if the server wants one.
    func inSession(
        of sync: SpaceSync,
        _ send: ([HTTPField]) async throws(SyncMachine.Failure) -> HTTPAnswer
    ) async throws(SyncProblem) -> HTTPAnswer {
        for _ in 0..<Limits.syncSessions {
            do throws(SyncMachine.Failure) {
                return try await send(authorisation(for: sync))
            } catch .unauthorised(let nonce?) {
                try await openSession(answering: nonce, for: sync)
            } catch {
                throw SyncProblem(error)
            }
        }
        throw .sessionNotAccepted
    }

    private func openSession(answering nonce: [UInt8], for sync: SpaceSync) async throws(SyncProblem) {
        do throws(SyncMachine.Failure) {
            _ = try await openSession(nonce, for: sync)
        } catch {
            throw SyncProblem(error)
        }
    }
}

extension SyncProblem {
    /// Why a single request was not answered.
    fileprivate init(_ failure: SyncMachine.Failure) {
        switch failure {
        case .cancelled: self = .cancelled
        case .passing(let problem, _), .final(let problem): self = problem
        case .unauthorised: self = .sessionNotAccepted
        case .historyDiffers(let head): self = .historyDiffers(held: nil, server: head)
        }
    }
}

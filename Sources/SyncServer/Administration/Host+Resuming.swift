import SyncCore

extension Host {
    /// Brings a folder in order before anything is served from it: what a crash in the middle of a command
    /// left, and what a backup that was put back does not know.
    ///
    /// Every hosted space is numbered and has its control log; the ledger has all of every control log, and
    /// every control log all of the ledger; what was erased is erased in the ledger too; members are what the
    /// control logs say; and nobody is let in by what was true before another generation began.
    func resume() throws(ServerError) {
        do throws(StoreError) {
            try adoptSpacesOfLedger()
            for space in try spaces() { try start(space) }
        } catch {
            throw .store(error)
        }
        try reconcileLedger()
        do throws(StoreError) {
            try replica.reviewBlobs()
        } catch {
            throw .store(error)
        }
        for space in try database.spaces() {
            try reconcileName(of: space)
            try reconcileMembers(of: space)
            do throws(StoreError) {
                try controlLog.settleTwins(of: space)
            } catch {
                throw .store(error)
            }
        }
        try reconcileAdmissions()
    }

    /// A generation that the database does not know of began because the folder was put back to an older
    /// copy: sessions, links and tokens that have ended since would hold again.
    private func reconcileAdmissions() throws(ServerError) {
        var generations: [SpaceID: Generation] = [:]
        for space in try database.spaces() {
            do throws(StoreError) {
                generations[space.id] = try replica.stream(of: space.id)?.generation
            } catch {
                throw .store(error)
            }
        }
        try database.forgetAdmissions(unlessOf: generations)
    }

    /// Hosts the spaces of the ledger that the database does not know: it was lost.
    ///
    /// Their names come with the control log.
    private func adoptSpacesOfLedger() throws(StoreError) {
        let known = Set(try spaces().map(\.id))
        let lost = Set(try ledger.segments().map(\.header.space)).subtracting(known)
        for id in lost.sorted() {
            do throws(ServerError) {
                try database.insert(HostedSpace(id: id, name: id.description))
            } catch {
                throw .damaged(detail: "\(error)")
            }
        }
    }

    private func reconcileName(of space: HostedSpace) throws(ServerError) {
        do throws(StoreError) {
            guard let view = try replica.record(SpaceTitle.record(of: space.id), in: space.id),
                let name = SpaceTitle.name(in: view), name != space.name
            else { return }
            try replica.addSpace(space.id, name: name, trusting: [key.publicKey])
            do throws(ServerError) {
                try database.rename(space.id, to: name)
            } catch {
                throw .damaged(detail: "\(error)")
            }
        } catch {
            throw .store(error)
        }
    }

    /// Starts a space in the replica, or goes on with it.
    func start(_ space: HostedSpace) throws(StoreError) {
        try replica.addSpace(space.id, name: space.name, trusting: [key.publicKey])
        var generator = surroundings.generator
        if try replica.stream(of: space.id) == nil {
            try replica.startGeneration(Generation.random(using: &generator), of: space.id)
        }
        try controlLog.start(in: space, using: &generator)
    }

    private func spaces() throws(StoreError) -> [HostedSpace] {
        do throws(ServerError) {
            return try database.spaces()
        } catch .store(let error) {
            throw error
        } catch {
            throw .damaged(detail: "\(error)")
        }
    }

    /// Takes in what the ledger has and the replica lacks, then the other way round.
    private func reconcileLedger() throws(ServerError) {
        do {
            let kept = try ledger.segments()
            let known = Set(kept.map(\.id))
            for space in try database.spaces() {
                let lacking = try kept.filter {
                    try $0.header.space == space.id && !replica.holds($0.id)
                }
                if !lacking.isEmpty {
                    _ = try replica.ingest([
                        IncomingBatch(space: space.id, segments: lacking, placement: .number)
                    ])
                }
                let present = try replica.controlSegments(of: space.id)
                try ledger.append(present.filter { !known.contains($0.id) })
                try ledger.eraseWhatIsGone(from: present)
            }
        } catch let error as ServerError {
            throw error
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .store(.damaged(detail: "\(error)"))
        }
    }

    /// Makes members what the control log says of them.
    private func reconcileMembers(of space: HostedSpace) throws(ServerError) {
        let now = surroundings.wallMilliseconds()
        for certificate in try certificates(in: space) {
            guard let member = try database.member(certificate.publicKey, in: space.id) else {
                try database.insert([Member(newWith: certificate, at: now)])
                if certificate.rights.isEmpty {
                    try database.setRights(
                        [],
                        of: Member(newWith: certificate, at: now),
                        endedAt: now
                    )
                }
                continue
            }
            guard member.rights != certificate.rights else { continue }
            let endedAt = certificate.rights.isEmpty ? member.endedAt ?? now : nil
            try database.setRights(certificate.rights, of: member, endedAt: endedAt)
        }
    }

    private func certificates(in space: HostedSpace) throws(ServerError) -> [Certificate] {
        var query = RecordQuery()
        query.kinds = [ControlLog.certificate]
        query.limit = Limits.pageRecords
        var certificates: [Certificate] = []
        repeat {
            do throws(StoreError) {
                let page = try replica.records(matching: query, in: space.id)
                // A certificate that another key signed is of a member of former days, and ends nothing.
                certificates += page.records.compactMap { try? Certificate(record: $0) }
                query.cursor = page.next
            } catch {
                throw .store(error)
            }
        } while query.cursor != nil
        return certificates
    }
}

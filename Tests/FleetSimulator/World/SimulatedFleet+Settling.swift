import SyncCore

extension SimulatedFleet {
    /// The faults stop; then everybody exchanges until all is quiet, and everything is compared.
    func settle() async throws {
        note("the faults stop")
        try await stopFaults()
        let expected = try everythingLeft()
        let photos = try photosLeft()
        try await exchangeUntilQuiet()
        for space in spaces.keys.sorted() {
            try checkEquality(in: space, expected: expected[space] ?? [])
            try checkRecords(in: space)
            try PhotosArrive.check(server.replica, of: space, left: photos[space] ?? [])
            count("photos on the server", try server.replica.blobCounts(of: space).held)
            try checkErasures(in: space)
            try checkReplays(in: space)
        }
    }

    /// Who was quiet in one whole round of exchanges is quiet for good.
    private func exchangeUntilQuiet() async throws {
        for round in 0... {
            var isQuiet = true
            for number in dice.shuffled(numbers) {
                for space in laptops[number]?.spaces ?? [] {
                    guard let report = try await sync(number, in: space), let laptop = laptops[number] else {
                        continue
                    }
                    let isMember = isMember(laptop, of: space)
                    isQuiet = isQuiet && QuietInTime.isQuiet(report, ofMember: isMember)
                    guard round == QuietInTime.exchanges else { continue }
                    try QuietInTime.check(report, ofMember: isMember, at: laptop.name)
                }
            }
            if isQuiet { return }
        }
    }

    private func stopFaults() async throws {
        network.faultPercent = 0
        try await network.deliverAllDelayed()
        try limitGrowth(of: server.replica, toPages: nil)
        for number in numbers {
            laptops[number]?.crashAfter = nil
            laptops[number]?.isDiskFull = false
            if let replica = laptops[number]?.replica { try limitGrowth(of: replica, toPages: nil) }
        }
        try checkNetwork()
        try lookAtServer()
    }

    /// What is on any disk that is left, and may reach the server from there: what a device that is a member
    /// no more holds of others is theirs to bring.
    private func everythingLeft() throws -> [SpaceID: Set<ChangeName>] {
        var left: [SpaceID: Set<ChangeName>] = [:]
        for space in spaces.keys.sorted() {
            left[space] = try holdings(of: server.replica, in: space).changes
        }
        for number in numbers {
            guard let laptop = laptops[number] else { continue }
            for space in laptop.spaces {
                try look(at: number, in: space)
                var known = try known(to: laptop, in: space).changes
                if !isMember(laptop, of: space), let key = laptop.equipment.keys.key(for: space) {
                    let own = Set(try laptop.replica.logs(of: key.publicKey, in: space))
                    known = known.filter { own.contains($0.log) }
                }
                left[space, default: []].formUnion(known)
            }
        }
        return left
    }

    /// The photos on any disk from which they may reach the server: a device that is a member no more learns
    /// what is missing of its own logs alone.
    private func photosLeft() throws -> [SpaceID: Set<BlobID>] {
        var left: [SpaceID: Set<BlobID>] = [:]
        for laptop in numbers.compactMap({ laptops[$0] }) {
            for space in laptop.spaces where isMember(laptop, of: space) {
                left[space, default: []].formUnion(try laptop.replica.heldBlobs(of: space))
            }
        }
        return left
    }

    private func members(of space: SpaceID) -> [SimulatedLaptop] {
        numbers.compactMap { laptops[$0] }.filter { isMember($0, of: space) }
    }

    private func checkEquality(in space: SpaceID, expected: Set<ChangeName>) throws {
        // What the server itself wrote last, nobody may have pulled.
        try lookAtServer()
        var faces = [(place: "the server", face: try EqualStates.Face(of: server.replica, in: space))]
        for laptop in members(of: space) {
            faces.append((laptop.name, try EqualStates.Face(of: laptop.replica, in: space)))
        }
        try EqualStates.check(faces)
        for (place, face) in faces {
            let oracle = try oracle(of: space)
            let held = try oracle.library.holdings(of: face.vector).changes
            try NothingLost.check(held, holds: oracle.presentNames(of: expected, among: held), at: place)
        }
        try lookAtServer()
    }

    private func checkRecords(in space: SpaceID) throws {
        let oracle = try oracle(of: space)
        for laptop in members(of: space) {
            try compare(oracle.records, on: laptop.number, in: space)
        }
        try StoresAreSound.check(server.replica, at: "the server")
        guard let reference = dice.pick(members(of: space)) else { return }
        try StoresAreSound.check(reference.replica, at: reference.name)
        let face = try EqualStates.Face(of: reference.replica, in: space)
        let ids = try oracle.library.holdings(of: face.vector).segments.sorted()
        var views: [RecordKey: RecordView] = [:]
        for record in oracle.records { views[record] = try reference.replica.record(record, in: space) }
        let fresh = try Replica(at: .memory, schema: reference.schema)
        let keys = try reference.replica.spaces().first { $0.id == space }?.trustedKeys ?? []
        try fresh.addSpace(space, name: oracle.name, trusting: keys)
        try OrderDoesNotMatter.check(
            ids.compactMap { oracle.library.segment($0) },
            into: fresh,
            of: space,
            give: face,
            showing: views,
            by: dice
        )
    }

    /// A secret that is erased wherever it stood is in no file.
    private func checkErasures(in space: SpaceID) throws {
        let oracle = try oracle(of: space)
        let held = try holdings(of: server.replica, in: space).segments
        let controls = ControlReading(of: held, from: oracle.library)
        let erased = oracle.secrets.filter { $0.value.allSatisfy(controls.isErased) }
        guard !erased.isEmpty else { return }
        for _ in erased { count("secrets erased") }
        let carriers = Set(erased.values.joined().flatMap { oracle.library.places(of: $0.change) })
            .compactMap { oracle.library.segment($0.segment) }
        let check = ErasedIsGone(secrets: Set(erased.keys), carriers: carriers)
        try check.check(server.replica, of: space, files: server.files(), at: "the server")
        for laptop in members(of: space) {
            let photos = StoreImage.photoFiles(besideStoreAt: laptop.path).map {
                laptop.path + "-blobs/" + $0
            }
            let files = ["", "-wal", "-witness"].map { laptop.path + $0 } + photos
            try check.check(laptop.replica, of: space, files: files, at: laptop.name)
        }
    }

    /// Everything comes once more, in another order.
    private func checkReplays(in space: SpaceID) throws {
        guard let laptop = dice.pick(members(of: space)) else { return }
        let before = try EqualStates.Face(of: laptop.replica, in: space)
        let oracle = try oracle(of: space)
        let segments = try oracle.library.holdings(of: before.vector).segments.sorted()
            .compactMap { oracle.library.segment($0) }
        let batch = IncomingBatch(space: space, segments: dice.shuffled(segments), placement: .none)
        _ = try laptop.replica.ingest([batch])
        let after = try EqualStates.Face(of: laptop.replica, in: space)
        try ReplayChangesNothing.check(after, is: before, at: laptop.name)
    }
}

import SyncCore
import TestSupport
import Testing

struct SyncMachineTests {
    private typealias World = SyncMachineWorld
    private let lost = SyncProblem.transport(.connectionLost(host: "h"))

    @Test func `a sync with nothing to do is one request`() {
        var world = World(seed: 1)
        world.run()
        let requests = world.trace.filter { if case .pull = $0 { true } else { false } }
        #expect(requests.count == 1)
        #expect(world.machine.problems.isEmpty)
    }

    @Test func `what is pushed gets its numbers pulled`() {
        var world = World(seed: 1)
        world.unsent = 10
        world.numbered = 3
        world.run()
        #expect(world.pulled == 13)
        #expect(world.unsent == 0)
    }

    @Test func `a first sync learns the numbering before it pulls`() {
        var world = World(seed: 1, from: nil)
        world.run()
        #expect(world.trace.first == .learnHead)
    }

    @Test func `any sequence of results comes to an end, and a pause never exceeds its limit`() {
        for seed in UInt64(1)...600 {
            var world = World(seed: seed, from: seed.isMultiple(of: 3) ? nil : 0)
            world.failures = Int(seed % 100)
            world.unsent = Int(seed % 300)
            world.numbered = Int(seed % 40)
            world.run(limit: 3_000)
            for case .pause(let pause) in world.trace {
                #expect(pause <= Limits.longestRetryAfter, "seed \(seed)")
            }
        }
    }

    @Test func `a sync without problems has pulled and pushed everything`() {
        for seed in UInt64(1)...300 {
            var world = World(seed: seed)
            world.failures = 10
            world.unsent = 100
            world.numbered = 20
            world.run()
            guard world.machine.problems.isEmpty else { continue }
            #expect(world.unsent == 0, "seed \(seed)")
            #expect(world.pulled == world.numbered, "seed \(seed)")
        }
    }

    @Test func `a push that always fails never stops a pull`() {
        for failure in [SyncMachine.Failure.passing(lost), .final(lost)] {
            var world = World(seed: 2)
            world.unsent = 5
            world.numbered = 7
            var attempts = 0
            world.run { action, _ in
                guard case .push = action else { return nil }
                attempts += 1
                return .failed(failure)
            }
            #expect(world.pulled == 7)
            #expect(world.machine.problems == [lost])
            #expect(attempts <= Limits.syncAttempts)
        }
    }

    @Test func `a pull that always fails never stops a push`() {
        for failure in [SyncMachine.Failure.passing(lost), .final(lost)] {
            var world = World(seed: 2)
            world.unsent = 500
            var attempts = 0
            world.run { action, _ in
                guard case .pull = action else { return nil }
                attempts += 1
                return .failed(failure)
            }
            #expect(world.unsent == 0)
            #expect(world.machine.problems == [lost])
            #expect(attempts <= Limits.syncAttempts)
        }
    }

    @Test func `while the pull waits, the push goes on`() {
        var world = World(seed: 3)
        world.unsent = 1
        world.run { action, _ in
            guard case .pull = action else { return nil }
            return .failed(.passing(lost, retryAfter: .seconds(100)))
        }
        let push = world.trace.firstIndex { if case .push = $0 { true } else { false } }
        let pause = world.trace.firstIndex { if case .pause = $0 { true } else { false } }
        #expect(push.map { push in pause.map { push < $0 } ?? false } == true)
    }

    @Test func `batches halve after a failure, down to one, and grow again`() {
        var world = World(seed: 4)
        world.unsent = 4_000
        var failures = 4
        world.run { action, _ in
            guard case .push = action, failures > 0 else { return nil }
            failures -= 1
            return .failed(.passing(lost))
        }
        let sizes = world.trace.compactMap { if case .push(_, let most) = $0 { most } else { nil } }
        #expect(sizes.prefix(7) == [64, 32, 16, 8, 4, 8, 16])
        #expect(sizes.max() == Limits.pushBatchSegments)
    }

    @Test func `a 401 opens one session, and the request is made again`() {
        var world = World(seed: 5)
        var isFirst = true
        world.run { action, _ in
            guard case .pull = action, isFirst else { return nil }
            isFirst = false
            return .failed(.unauthorised(nonce: [7]))
        }
        #expect(world.trace.dropFirst().first == .openSession(nonce: [7]))
        #expect(world.machine.problems.isEmpty)
    }

    @Test func `a server that accepts no session is not asked for ever`() {
        var world = World(seed: 6)
        world.run { action, _ in
            switch action {
            case .pull, .push: .failed(.unauthorised(nonce: [7]))
            default: nil
            }
        }
        #expect(world.machine.problems == [.sessionNotAccepted])
        let sessions = world.trace.count { if case .openSession = $0 { true } else { false } }
        #expect(sessions == Limits.syncSessions)
    }

    @Test func `a Retry-After is the least pause, and one that is too long ends the direction`() {
        var world = World(seed: 7)
        var isFirst = true
        world.run { action, _ in
            guard case .pull = action, isFirst else { return nil }
            isFirst = false
            return .failed(.passing(lost, retryAfter: .seconds(90)))
        }
        #expect(
            world.trace.contains { if case .pause(let pause) = $0 { pause >= .seconds(90) } else { false } }
        )

        var busy = World(seed: 7)
        busy.run { action, _ in
            guard case .pull = action else { return nil }
            return .failed(.passing(lost, retryAfter: .seconds(3_600)))
        }
        #expect(busy.machine.problems == [.busy(for: .seconds(3_600))])
    }

    @Test func `a new generation is pulled from its beginning, and offered what it lacks, without a problem`()
    {
        let generation = Generation(high: 9, low: 9)
        var world = World(seed: 8, from: 5)
        world.run { action, step in
            switch action {
            case .pull where step == 0: .failed(.historyDiffers(World.head(2, of: generation)))
            case .pull:
                .pulled(
                    upTo: World.position(2, of: generation),
                    end: .head(World.head(2, of: generation))
                )
            default: nil
            }
        }
        let start = StreamPosition(
            generation: generation,
            position: 0,
            chain: ChainHash(seed: generation)
        )
        #expect(world.trace.contains(.pull(from: start, own: false, batch: Limits.pullBatchSegments)))
        #expect(world.trace.contains { if case .push(.missing, _) = $0 { true } else { false } })
        #expect(world.machine.problems.isEmpty)
    }

    @Test func `another history in the same generation is a loud problem, and exchanged all the same`() {
        var world = World(seed: 9, from: 5)
        world.numbered = 3
        world.run { action, step in
            guard case .pull = action, step == 0 else { return nil }
            return .failed(.historyDiffers(World.head(3)))
        }
        #expect(world.machine.problems == [.historyDiffers(held: World.position(5), server: World.head(3))])
        #expect(world.machine.problems.allSatisfy { $0.isLoud })
        #expect(world.pulled == 3)
    }

    @Test func `a server whose history always differs is given up`() {
        var world = World(seed: 10, from: 5)
        world.run { action, _ in
            guard case .pull = action else { return nil }
            return .failed(.historyDiffers(World.head(3)))
        }
        let pulls = world.trace.count { if case .pull = $0 { true } else { false } }
        #expect(pulls == Limits.syncRestarts + 1)
    }

    @Test func `a gap makes the device offer what the server lacks`() {
        var world = World(seed: 11)
        var isFirst = true
        world.run { action, _ in
            guard case .push(.own, _) = action, isFirst else { return nil }
            isFirst = false
            var result = SyncMachine.PushResult()
            result.answered = 1
            result.gaps = 1
            return .pushed(result)
        }
        #expect(world.trace.contains { if case .push(.missing, _) = $0 { true } else { false } })
    }

    @Test func `an unknown segment of an own log is asked for once`() {
        var world = World(seed: 12, from: 4)
        world.numbered = 6
        world.run { action, _ in
            guard case .pull(let position, false, _) = action, position.position == 4 else { return nil }
            return .pulled(upTo: position, end: .unknownOwnSegment)
        }
        let own = world.trace.count { if case .pull(_, true, _) = $0 { true } else { false } }
        #expect(own == 1)
        #expect(world.pulled == 6)
        #expect(world.machine.problems.isEmpty)
    }

    @Test func `cancelling ends the sync at its next step, wherever it is`() {
        for cancelled in 0..<12 {
            var world = World(seed: 13)
            world.unsent = 300
            world.run { _, step in step == cancelled ? .failed(.cancelled) : nil }
            #expect(world.trace.count <= cancelled + 1, "step \(cancelled)")
        }
    }

    @Test func `states that differ are a loud problem`() {
        let digest = StateDigest(words: (1, 2, 3, 4))
        var world = World(seed: 14)
        world.run { action, _ in
            guard case .compare = action else { return nil }
            return .compared(.digestsDiffer(held: digest, server: .zero))
        }
        #expect(world.machine.problems == [.digestsDiffer(held: digest, server: .zero)])
    }

    @Test func `comparing again and again is bounded`() {
        for comparison in [SyncMachine.Comparison.serverLacks, .serverHasMore, .deviceLacks] {
            var world = World(seed: 15)
            world.run { action, _ in
                guard case .compare = action else { return nil }
                return .compared(comparison)
            }
            let comparisons = world.trace.count { if case .compare = $0 { true } else { false } }
            #expect(comparisons <= Limits.syncComparisons)
        }
    }
}

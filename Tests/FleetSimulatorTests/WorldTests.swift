import Foundation
import SyncCore
import TestSupport
import Testing

@testable import FleetSimulator

/// The parts that a simulated fleet stands on.
struct WorldTests {
    @Test func `the log of a store cut off anywhere is a store with some of its last commits`() throws {
        let folder = try TestFolder()
        let space = try TestSpace(seed: 3)
        let member = try space.member("Räv")
        let replica = try space.laptop(member, at: .file(folder.file("store")))
        _ = try replica.save([.title("0", of: 0)], in: space.id)
        let before = try StoreImage(ofStoreAt: folder.file("store"))
        for number in UInt64(1)...3 { _ = try replica.save([.title("\(number)", of: number)], in: space.id) }
        let after = try StoreImage(ofStoreAt: folder.file("store"))

        var counts: Set<Int> = []
        for seed in UInt64(1)...30 {
            let path = folder.file("cut-\(seed)")
            try after.cut(since: before, by: Dice(seed: seed)).write(toStoreAt: path)
            let left = try Replica(at: .file(path), schema: TestSchema.notes)
            let there = try (UInt64(0)...3).map { try left.record(TestSchema.key($0), in: space.id) != nil }
            let count = there.prefix { $0 }.count
            #expect(there.count { $0 } == count, "seed \(seed): a later change without an earlier one")
            #expect(count >= 1, "seed \(seed): what was durable is gone")
            #expect(try left.check().isSound, "seed \(seed)")
            counts.insert(count)
        }
        #expect(counts.count > 2, "\(counts)")
    }

    @Test func `one player has the turn at a time, and the seed decides who`() async {
        let first = await Self.order(seed: 5)
        #expect(first.count == 12)
        #expect(await Self.order(seed: 5) == first)
        #expect(await Self.order(seed: 6) != first)
    }

    @Test func `a clock jumps, stands and goes on`() {
        let time = VirtualTime()
        let clock = DeviceClock(of: time)
        let start = time.now
        clock.jump(milliseconds: -5_000)
        time.advance(milliseconds: 1_000)
        #expect(clock.now == start - 4_000)
        clock.freeze()
        time.advance(milliseconds: 60_000)
        #expect(clock.now == start - 4_000)
        clock.jump(milliseconds: 1)
        #expect(clock.now == start + 56_001)
    }

    @Test func `every fault has a name of its own`() {
        let names = networkFaults.map(\.name) + faultMenu.map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Who came when, of three players with four turns each.
    private static func order(seed: UInt64) async -> [Int] {
        let turns = Turns(dice: Dice(seed: seed))
        let log = PlayLog()
        turns.seat(1...3)
        await withTaskGroup(of: Void.self) { players in
            for player in 1...3 {
                players.addTask {
                    for _ in 0..<4 {
                        await turns.pass(player)
                        await log.append(player)
                    }
                    turns.leave(player)
                }
            }
        }
        return await log.players
    }
}

private actor PlayLog {
    private(set) var players: [Int] = []

    func append(_ player: Int) { players.append(player) }
}

import SyncCore
import TestSupport
import Testing

struct HybridClockTests {
    private static let endOfTime: Int64 = 1 << 48 - 1
    private static let day: Int64 = 86_400_000

    @Test func `a reading is the wall clock's while that goes forward`() {
        var clock = HybridClock()
        #expect(clock.tick(wallMilliseconds: 1_000) == HybridTime(millisecondsSinceEpoch: 1_000))
        #expect(clock.tick(wallMilliseconds: 1_001) == HybridTime(millisecondsSinceEpoch: 1_001))
    }

    @Test func `readings still grow while the wall clock stands still or runs backwards`() {
        var clock = HybridClock()
        let first = clock.tick(wallMilliseconds: 5_000)
        #expect(clock.tick(wallMilliseconds: 5_000) == HybridTime(millisecondsSinceEpoch: 5_000, counter: 1))
        #expect(clock.tick(wallMilliseconds: -4) == HybridTime(millisecondsSinceEpoch: 5_000, counter: 2))
        #expect(clock.tick(wallMilliseconds: .min) > first)
    }

    @Test func `a full counter carries into the milliseconds`() {
        var clock = HybridClock(latest: HybridTime(millisecondsSinceEpoch: 7, counter: .max))
        #expect(clock.tick(wallMilliseconds: 7) == HybridTime(millisecondsSinceEpoch: 8))
    }

    @Test func `the clock saturates at the end of time instead of starting again`() {
        var clock = HybridClock(latest: HybridTime(rawValue: .max))
        #expect(clock.tick(wallMilliseconds: 0) == HybridTime(rawValue: .max))
        #expect(HybridTime(millisecondsSinceEpoch: .max).millisecondsSinceEpoch == Self.endOfTime)
        #expect(HybridTime(millisecondsSinceEpoch: .min).rawValue == 0)
    }

    @Test func `a reading up to a day ahead is absorbed, one beyond is not`() {
        var clock = HybridClock()
        let wall: Int64 = 1_000_000
        let beyond = HybridTime(millisecondsSinceEpoch: wall + Self.day + 1)
        let isBeyondAbsorbed = clock.absorb(beyond, wallMilliseconds: wall)
        #expect(!isBeyondAbsorbed)
        #expect(clock.latest.rawValue == 0)
        let within = HybridTime(millisecondsSinceEpoch: wall + Self.day, counter: 9)
        let isWithinAbsorbed = clock.absorb(within, wallMilliseconds: wall)
        #expect(isWithinAbsorbed)
        #expect(clock.tick(wallMilliseconds: wall) == within.successor)
    }

    @Test(arguments: [Int64.min, -1, 0, 1 << 48, .max])
    func `an absurd wall clock neither traps nor makes the clock go back`(wall: Int64) {
        var clock = HybridClock(latest: HybridTime(millisecondsSinceEpoch: 500))
        clock.absorb(HybridTime(rawValue: .max), wallMilliseconds: wall)
        #expect(clock.tick(wallMilliseconds: wall) >= HybridTime(millisecondsSinceEpoch: 500))
    }

    @Test func `an older reading is absorbed without effect`() {
        var clock = HybridClock(latest: HybridTime(millisecondsSinceEpoch: 500))
        let isAbsorbed = clock.absorb(HybridTime(millisecondsSinceEpoch: 3), wallMilliseconds: 400)
        #expect(isAbsorbed)
        #expect(clock.latest == HybridTime(millisecondsSinceEpoch: 500))
    }

    @Test func `whatever a clock meets, its readings grow and follow what it absorbed`() {
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            var clock = HybridClock()
            var last = HybridTime(rawValue: 0)
            for _ in 0..<50 {
                let wall = Int64.random(in: 0...Self.day, using: &generator)
                let heard = HybridTime(
                    millisecondsSinceEpoch: .random(in: 0...(3 * Self.day), using: &generator),
                    counter: .random(in: .min ... .max, using: &generator)
                )
                let floor = clock.absorb(heard, wallMilliseconds: wall) ? max(last, heard) : last
                last = clock.tick(wallMilliseconds: wall)
                #expect(last > floor && last.millisecondsSinceEpoch >= wall, "seed \(seed)")
            }
        }
    }
}

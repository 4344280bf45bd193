import SyncServer
import TestSupport
import Testing

@testable import SyncCore

struct WrongClockTests {
    @Test(arguments: [-10, 10])
    func `a laptop whose clock is years wrong exchanges everything, and is told how wrong it is`(
        years: Int64
    ) async throws {
        try await withServer { server in
            let year: Int64 = 365 * 86_400_000
            let sound = try await Laptop("Räv", with: server)
            let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds() + years * year)
            let wrong = try await Laptop("Örn", with: server, clock: clock)
            try wrong.record("fel klocka", in: 1)
            let report = await wrong.sync()
            #expect(report.isComplete, "\(report)")
            let skew = try #require(report.clockSkew)
            #expect(abs(skew + years * year) < year / 10)

            // Who has seen the value writes over it, whatever the clocks say.
            #expect(await sound.sync().isComplete)
            try sound.record("rätt klocka", in: 1)
            #expect(await sound.sync().isComplete)
            #expect(await wrong.sync().isComplete)
            for laptop in [sound, wrong] {
                let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: 1))
                let field = try laptop.replica.record(key, in: laptop.space)?[Laptop.field]
                #expect(field?.shown == .text("rätt klocka"))
            }
            #expect(try sound.digest == wrong.digest)
        }
    }
}

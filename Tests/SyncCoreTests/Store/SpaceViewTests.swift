import TestSupport
import Testing

@testable import SyncCore

/// Every record of a space at one moment.
@Suite struct SpaceViewTests {
    private let space: TestSpace
    private let replica: Replica

    init() throws {
        space = try TestSpace(seed: 12)
        replica = try space.laptop(try space.member("Björk"))
    }

    @Test func `a view holds what each record shows, and the former one while nothing changes`() throws {
        _ = try replica.save((1...20).map { .title("ett", of: $0) }, in: space.id)
        let view = try replica.view(of: space.id)
        #expect(view.records.count == 20)
        for record in view.records {
            #expect(try replica.record(record.key, in: space.id) == record)
        }
        #expect(view.digest == (try replica.digest(of: space.id)))
        let same = try replica.view(of: space.id, after: view)
        #expect(same.digest == view.digest && Set(same.records.map(\.key)) == Set(view.records.map(\.key)))
    }

    @Test func `a later view has what changed, came and was withdrawn, and the rest`() throws {
        _ = try replica.save((1...20).map { .title("ett", of: $0) }, in: space.id)
        let former = try replica.view(of: space.id)
        _ = try replica.save([.title("två", of: 3), .title("ny", of: 21)], in: space.id)
        _ = try replica.save([RecordEdit(record: TestSchema.key(4), edits: [.withdraw])], in: space.id)
        let later = try replica.view(of: space.id, after: former)
        let whole = try replica.view(of: space.id)
        func byKey(_ view: SpaceView) -> [RecordKey: RecordView] {
            Dictionary(uniqueKeysWithValues: view.records.map { ($0.key, $0) })
        }
        #expect(byKey(later) == byKey(whole) && later.records.count == 21)
        #expect(byKey(later)[TestSchema.key(4)]?.isWithdrawn == true)
    }

    @Test func `a space that is not there is told`() {
        #expect(throws: StoreError.self) { _ = try replica.view(of: SpaceID(high: 9, low: 9)) }
    }
}

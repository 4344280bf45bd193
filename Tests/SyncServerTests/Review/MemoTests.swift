import Synchronization
import Testing

@testable import SyncServer

@Suite struct MemoTests {
    private struct Failure: Error {}

    @Test func `a value is made once, another key's is another, and a failure is not kept`() {
        let memo = Memo<Int, String>()
        let made = Mutex(0)
        func value(_ key: Int) -> String {
            memo.value(of: key) {
                made.withLock { $0 += 1 }
                return "\(key)"
            }
        }
        #expect([value(1), value(1), value(2), value(1)] == ["1", "1", "2", "1"])
        #expect(made.withLock(\.self) == 2)
        #expect(throws: Failure.self) {
            try memo.value(of: 3) { () throws(Failure) -> String in throw Failure() }
        }
        #expect(value(3) == "3")
    }

    @Test func `more keys than there is room for leave every value right`() {
        let memo = Memo<Int, Int>()
        for key in (0..<100).map({ $0 % 40 }) { #expect(memo.value(of: key) { key * key } == key * key) }
    }
}

import SyncCore
import Testing

@testable import SyncServer

@Suite struct NoncesTests {
    @Test func `a nonce is good once`() {
        let nonces = Nonces(surroundings: TestClock().surroundings)
        let nonce = nonces.make()
        #expect(nonces.use(nonce))
        #expect(!nonces.use(nonce))
    }

    @Test func `a nonce with any bit changed is not the server's`() {
        let nonces = Nonces(surroundings: TestClock().surroundings)
        let nonce = nonces.make()
        for bit in 0..<128 {
            var changed = nonce
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(!nonces.use(changed), "bit \(bit)")
        }
        #expect(nonces.use(nonce))
    }

    @Test func `a nonce is fresh for two minutes and no longer`() {
        let clock = TestClock()
        let nonces = Nonces(surroundings: clock.surroundings)
        let (early, late) = (nonces.make(), nonces.make())
        clock.advance(milliseconds: ServerLimits.nonceMilliseconds - 1)
        #expect(nonces.use(early))
        clock.advance(milliseconds: 1)
        #expect(!nonces.use(late))
    }

    @Test func `another server's nonce is refused`() {
        let clock = TestClock()
        let nonce = Nonces(surroundings: clock.surroundings).make()
        #expect(!Nonces(surroundings: clock.surroundings).use(nonce))
    }
}

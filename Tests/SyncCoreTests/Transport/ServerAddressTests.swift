import SyncCore
import Testing

struct ServerAddressTests {
    @Test(arguments: [
        ("server.example", "https://server.example"),
        ("https://Server.Example:8443/", "https://server.example:8443"),
        ("https://server.example/field/", "https://server.example/field"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func `an address is read`(typed: String, text: String) throws {
        #expect(try ServerAddress(typed).text == text)
    }

    @Test(arguments: [
        "http://server.example", "http://127.evil.example", "http://127.0.0.1.example", "http://10.0.0.1",
    ])
    func `plain http to another computer is refused`(typed: String) throws {
        let error = try #require(throws: AddressError.self) { try ServerAddress(typed) }
        guard case .plainHTTP = error else {
            Issue.record("\(typed) gave \(error)")
            return
        }
    }

    @Test(arguments: [
        ("https://127.0.0.1:8443", true), ("https://127.1", true), ("https://localhost", true),
        ("https://[::1]", true), ("http://localhost:80", true), ("https://server.example", false),
        ("https://10.0.0.1", false), ("https://localhost.example", false),
        ("https://127.evil.example", false),
    ])
    func `only this computer is loopback, whatever the scheme`(typed: String, isLoopback: Bool) throws {
        #expect(try ServerAddress(typed).isLoopback == isLoopback)
    }

    @Test(arguments: ["ftp://server.example", "file:///etc/passwd"])
    func `other schemes are refused`(typed: String) throws {
        let error = try #require(throws: AddressError.self) { try ServerAddress(typed) }
        guard case .schemeNotSupported = error else {
            Issue.record("\(typed) gave \(error)")
            return
        }
    }

    @Test(arguments: [
        "", "https://", "https://a b", "https://server.example/?x=1", "https://server.example/#x",
    ])
    func `what is no address is refused`(typed: String) {
        #expect(throws: AddressError.notAnAddress(typed)) { try ServerAddress(typed) }
    }

    @Test func `an address with a password is refused`() {
        #expect(throws: AddressError.holdsCredentials) {
            try ServerAddress("https://me:secret@server.example")
        }
    }
}

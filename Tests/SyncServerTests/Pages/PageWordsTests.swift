import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

/// What the pages say, in each language.
@Suite struct PageWordsTests {
    private let library = PageLibrary.builtIn

    @Test func `every word stands in each language, and none is empty`() {
        let swedish = library.words(in: .swedish)
        let english = library.words(in: .english)
        #expect(Set(swedish.keys) == Set(english.keys))
        #expect(swedish.allSatisfy { !$0.value.isEmpty } && english.allSatisfy { !$0.value.isEmpty })
    }

    @Test func `no word is defined twice`() {
        for bytes in [PackageResources.sv_json, PackageResources.en_json] {
            let names = String(decoding: bytes, as: UTF8.self).matches(of: /\n  "([^"]+)":/).map { $0.1 }
            #expect(names.count > 300 && Set(names).count == names.count)
        }
    }

    @Test func `every word that a template names is there`() {
        let words = library.words(in: .swedish)
        for (name, text) in PageTemplate.texts {
            for match in text.matches(of: /\{\{words\.([A-Za-z]+)\}\}/) {
                #expect(words[String(match.1)] != nil, "\(name) names \(match.1)")
            }
        }
    }

    @Test func `no template lets a value through unescaped`() {
        for (name, text) in PageTemplate.texts {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
        }
    }

    @Test(arguments: [(nil, "sv"), ("en-GB,en;q=0.9", "en"), ("de, en;q=0.5", "en"), ("de", "sv")])
    func `a page speaks what the browser asks for, else Swedish`(asked: String?, code: String) async throws {
        try await withServer { server in
            var browser = TestBrowser(server)
            let fields = asked.map { [SyncCore.HTTPField("Accept-Language", $0)] } ?? []
            let page = try await browser.get("/sign-in", fields: fields)
            #expect(page.text.contains("<html lang=\"\(code)\">"))
        }
    }

    @Test func `a person's choice of language holds, also at the next sign-in elsewhere`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            #expect(try await browser.get("/account").text.contains("Byt lösenord"))
            let answer = try await browser.post("/language", ["language": "en", "then": "/account"])
            #expect(answer.location == "/account")
            #expect(try await browser.get("/account").text.contains("Change password"))
            var other = TestBrowser(server)
            _ = try await other.post("/sign-in", ["pseudonym": "lind-02", "password": TestServer.password])
            #expect(try await other.get("/account").text.contains("Change password"))
            #expect(try await other.post("/language", ["language": "xx"]).status == 400)
        }
    }
}

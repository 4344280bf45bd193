import Foundation
import TestSupport
import Testing

@testable import SyncCore
@testable import SyncServer

/// Photos over HTTP: who may ask for which, parts of them, and how they come.
struct BlobRoutesTests {
    private static let photo: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("bild av torget".utf8)
    private static let id = BlobID(of: photo)

    /// A device whose record names the photo, which the server does not have yet.
    private func device(_ server: TestServer, _ name: String = "falk-07") async throws -> TestDevice {
        var device = try await server.device(name, in: ["hv-shared"])
        try await device.openSession("hv-shared")
        return device
    }

    private func name(_ photo: [UInt8] = photo, by device: TestDevice) async throws {
        let membership = try device.membership("hv-shared")
        _ = try device.replica.save([.photo(photo, of: 1)], in: membership.space)
        try device.replica.seal(membership.space, with: membership.key)
        try await device.pushAll()
    }

    private func hold(_ server: TestServer, _ device: TestDevice) throws {
        let space = try device.membership("hv-shared").space
        try server.administration.host.replica.takeBlob(Self.photo, in: space)
    }

    @Test func `a photo is answered whole or in part, as what its bytes say, and never cached`() async throws
    {
        try await withServer { server in
            let device = try await device(server)
            try await name(by: device)
            try hold(server, device)
            let whole = try await device.blob(Self.id)
            #expect(whole.body == Self.photo)
            #expect(whole.head["content-type"] == "image/jpeg")
            #expect(whole.head["x-content-type-options"] == "nosniff")
            #expect(whole.head["cache-control"] == "no-store")
            #expect(whole.head["accept-ranges"] == "bytes")
            for (range, expected) in [
                ("bytes=0-3", 0..<4), ("bytes=4-", 4..<18), ("bytes=-4", 14..<18), ("bytes=10-999", 10..<18),
                ("bytes=-999", 0..<18),
            ] {
                let part = try await device.blob(Self.id, range: range)
                #expect(part.head.status == 206)
                #expect(part.body == Array(Self.photo[expected]), "\(range)")
                #expect(
                    part.head["content-range"]
                        == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/18"
                )
            }
            for range in ["bytes=18-", "bytes=-0"] {
                #expect(try await device.blob(Self.id, range: range).head.status == 416)
            }
            for range in ["bytes=5-4", "bytes=a-b", "bytes=0-1,4-5", "lines=1-2", "bytes=1"] {
                #expect(try await device.blob(Self.id, range: range).head.status == 200)
            }
        }
    }

    @Test func `a stranger, another space's member and a former member get no photo`() async throws {
        try await withServer { server in
            let device = try await device(server)
            try await name(by: device)
            try hold(server, device)
            let path = try device.path("hv-shared", "blobs/\(Self.id)")
            #expect(try await device.get(path).head.status == 401)
            var police = try await server.device("uggla-02", in: ["hv-police"])
            try await police.openSession("hv-police")
            let other = try police.path("hv-police", "blobs/\(Self.id)")
            #expect(try await police.get(other, token: police.tokens["hv-police"]).head.status == 404)
            #expect(try await police.get(path, token: police.tokens["hv-police"]).head.status == 400)
            _ = try server.administration.revoke("falk-07", space: "hv-shared")
            var former = device
            try await former.openSession("hv-shared")
            #expect(try await former.blob(Self.id).head.status == 403)
        }
    }

    @Test func `what the server lacks is listed page by page, to a former member of its own logs`()
        async throws
    {
        try await withServer { server in
            let first = try await device(server)
            let second = try await device(server, "lo-12")
            try await name(by: first)
            try await name([1, 2, 3], by: second)
            let both = [Self.id, BlobID(of: [1, 2, 3])].sorted().map(\.description)
            #expect(try await first.missing() == both)
            #expect(try await first.missing("&after=\(both[0])") == [both[1]])
            for wrong in ["blobs", "blobs?missing=0", "blobs?missing=1&after=12"] {
                let path = try first.path("hv-shared", wrong)
                #expect(try await first.get(path, token: first.tokens["hv-shared"]).head.status == 400)
            }
            _ = try server.administration.revoke("lo-12", space: "hv-shared")
            var former = second
            try await former.openSession("hv-shared")
            #expect(try await former.missing() == [BlobID(of: [1, 2, 3]).description])
        }
    }

    @Test func `a client of tus that knows nothing else brings a photo, in parts`() async throws {
        try await withServer { server in
            let device = try await device(server)
            try await name(by: device)
            let outcome = try await device.tus(server, Self.photo, chunk: 7)
            #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
            let asked = outcome.output.split(separator: "\n").map(String.init)
            #expect(
                asked == [
                    "OPTIONS 204 -", "POST 201 0", "PATCH 204 7", "DELETE 204 -", "HEAD 404 -", "POST 201 0",
                    "HEAD 200 0", "PATCH 409 -", "PATCH 204 7", "HEAD 200 7", "PATCH 409 -", "PATCH 204 14",
                    "HEAD 200 14", "PATCH 409 -", "PATCH 204 18",
                ]
            )
            #expect(try await device.blob(Self.id).body == Self.photo)
            #expect(try await device.missing() == [])
        }
    }

    @Test func `a photo that no record names, or that is another one, is not taken`() async throws {
        try await withServer { server in
            let device = try await device(server)
            #expect(try await device.begin(Self.id, length: 18).head.status == 404)
            try await name(by: device)
            #expect(try await device.begin(Self.id, length: Limits.blobBytes + 1).head.status == 413)
            #expect(try await device.begin(Self.id, length: 18).head.status == 201)
            let other = [UInt8](repeating: 1, count: 18)
            let refused = try await device.goOn(Self.id, other)
            #expect(refused.head.status == 460)
            #expect(try device.problem(refused).code == .contentDiffers)
            #expect(try await device.goOn(Self.id, other).head.status == 404)
            #expect(try await device.begin(Self.id, length: 18).head.status == 201)
            #expect(try await device.goOn(Self.id, Self.photo + [0]).head.status == 460)
            #expect(try await device.goOn(Self.id, Self.photo, at: 3).head.status == 409)
        }
    }

    @Test(arguments: [
        ("Tus-Resumable", "0.2.2", 412), ("Upload-Length", "-1", 400), ("Upload-Length", "0", 400),
        ("Upload-Length", "viel", 400), ("Upload-Metadata", "sha256 AAAA", 400),
        ("Upload-Metadata", "name x", 400), ("Upload-Metadata", "", 400),
    ])
    func `an upload that is not begun as it should be is refused`(
        header: String,
        value: String,
        status: Int
    ) async throws {
        try await withServer { server in
            let device = try await device(server)
            try await name(by: device)
            let answer = try await device.begin(Self.id, length: 18, replacing: header, by: value)
            #expect(answer.head.status == status)
            #expect(try !device.problem(answer).detail.isEmpty)
        }
    }

    @Test func `what arrived of a photo is there after a restart, and goes on from there`() async throws {
        try await withFolder { folder in
            let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds())
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var kept: TestDevice?
            try await withServer(in: folder, clock: clock) { server in
                let device = try await device(server)
                try await name(by: device)
                #expect(try await device.begin(Self.id, length: 18).head["upload-offset"] == "0")
                #expect(try await device.goOn(Self.id, Array(Self.photo[..<5])).head.status == 204)
                kept = device
            }
            try await withServer(in: folder, clock: clock) { server in
                var device = try #require(kept).connected(over: server.transport)
                try await device.openSession("hv-shared")
                #expect(try await device.begin(Self.id, length: 18).head["upload-offset"] == "5")
                let rest = Array(Self.photo[5...])
                #expect(try await device.goOn(Self.id, rest, at: 5).head.status == 204)
                #expect(try await device.blob(Self.id).body == Self.photo)
            }
        }
    }
}

extension TestDevice {
    private var token: [SyncCore.HTTPField] {
        [SyncCore.HTTPField("Authorization", "Bearer \(tokens["hv-shared"] ?? "")")]
    }

    fileprivate func blob(_ blob: BlobID, range: String? = nil) async throws -> HTTPAnswer {
        let fields = token + (range.map { [SyncCore.HTTPField("Range", $0)] } ?? [])
        return try await transport.send(
            HTTPRequest(.get, try path("hv-shared", "blobs/\(blob)"), fields: fields)
        )
    }

    fileprivate func missing(_ rest: String = "") async throws -> [String] {
        let path = try path("hv-shared", "blobs?missing=1\(rest)")
        let answer = try await get(path, token: tokens["hv-shared"])
        let page = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return page?["missing"] as? [String] ?? []
    }

    fileprivate func begin(
        _ blob: BlobID,
        length: Int,
        replacing header: String = "",
        by value: String = ""
    ) async throws -> HTTPAnswer {
        var headers = [
            "Tus-Resumable": "1.0.0", "Upload-Length": "\(length)",
            "Upload-Metadata": "sha256 \(Data(blob.bytes).base64EncodedString()),name dG9yZw==",
        ]
        if !header.isEmpty { headers[header] = value }
        let fields = token + headers.map { SyncCore.HTTPField($0.key, $0.value) }
        return try await transport.send(HTTPRequest(.post, try path("hv-shared", "blobs"), fields: fields))
    }

    fileprivate func goOn(_ blob: BlobID, _ bytes: [UInt8], at offset: Int = 0) async throws -> HTTPAnswer {
        let fields =
            token + [
                SyncCore.HTTPField("Tus-Resumable", "1.0.0"),
                SyncCore.HTTPField("Upload-Offset", "\(offset)"),
                SyncCore.HTTPField("Content-Type", "application/offset+octet-stream"),
            ]
        return try await transport.send(
            HTTPRequest(
                .patch,
                try path("hv-shared", "blobs/\(blob)/upload"),
                fields: fields,
                body: .bytes(bytes)
            )
        )
    }

    fileprivate func tus(_ server: TestServer, _ photo: [UInt8], chunk: Int) async throws -> ProgramRun {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Support/tus.py").path
        return try await runPython(
            [
                script, server.address.text, try path("hv-shared", "blobs"), "\(BlobID(of: photo))",
                "\(chunk)",
            ],
            input: "\(tokens["hv-shared"] ?? "")\n\(photo.hexadecimal)\n"
        )
    }
}

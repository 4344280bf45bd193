import Foundation
import SyncCore
import TestSupport
import Testing

/// A photo that a command was given: a file that has the form of a JPEG, and nothing but noise as its
/// picture.
struct KilledPhoto: Sendable {
    let path: String
    private let bytes: [UInt8]

    /// Writes it into a folder beside a home.
    init(beside home: String, using generator: inout SeededGenerator) throws {
        let noise = generator.bytes(Int.random(in: 1_000...150_000, using: &generator)).map { $0 & 0x7F }
        bytes = [0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 0, 1, 0xFF, 0xDA, 0, 4, 1, 0] + noise + [0xFF, 0xD9]
        let folder = home + "-photos"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = "\(folder)/\(BlobID(of: bytes).description.prefix(16)).jpg"
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// The laptop that took it knows it to be on the server, and every laptop gets it from there.
    func expectEverywhere(
        of record: String,
        from author: KilledLaptop,
        _ laptops: [KilledLaptop]
    ) async throws {
        let listed = try await author.lines("photo", "list", record)
        let own = listed.first { $0["sha256"] as? String == BlobID(of: bytes).description }
        #expect(own?["here"] as? Bool == true && own?["on_server"] as? Bool == true, "\(listed)")
        for laptop in laptops {
            let saved = try await laptop.lines("photo", "save", record, "--to", laptop.home + "-saved")
            let file = try #require(saved.first?["file"] as? String)
            #expect(FileManager.default.contents(atPath: file).map { [UInt8]($0) } == bytes)
        }
    }
}

import Foundation
import TestSupport
import Testing

/// The forgetful disk itself: it takes back what was not made durable, and nothing else.
struct ForgetfulDiskTests {
    private static let script = """
        import os, sys
        root, durable = sys.argv[1], sys.argv[2] == "durable"
        def sync(path, flags=os.O_RDONLY):
            if durable:
                file = os.open(path, flags)
                os.fsync(file)
                os.close(file)
        def write(path, text, flags=0):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600)
            os.write(file, text)
            os.close(file)
            sync(path)
        write(root + "/old", b"OVERWRITTEN and longer")
        write(root + "/appended", b" more", os.O_APPEND)
        file = os.open(root + "/cut", os.O_RDWR)
        os.ftruncate(file, 3)
        os.close(file)
        sync(root + "/cut")
        write(root + "/new", b"new")
        write(root + "/beside", b"replaced")
        os.rename(root + "/beside", root + "/target")
        os.unlink(root + "/gone")
        os.mkdir(root + "/folder", 0o700)
        sync(root)
        """

    private static let before = [
        "old": "what was there", "appended": "some", "cut": "long text", "target": "former", "gone": "still",
    ]

    /// Runs the script on a disk, cuts the power, and gives what is there then.
    private func files(after way: String) async throws -> (texts: [String: String], taken: Int) {
        let folder = try TestFolder()
        let root = folder.file("root")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for (name, text) in Self.before { try Data(text.utf8).write(to: URL(filePath: root + "/" + name)) }
        let disk = try ForgetfulDisk(under: root, journal: folder.file("journal"))
        let script = folder.file("script.py")
        try Data(Self.script.utf8).write(to: URL(filePath: script))
        let run = try await runProgram(
            "/usr/bin/python3",
            [script, root, way],
            environment: disk.environment
        )
        #expect(run.status == 0, "\(run.errors)")
        let taken = try disk.cutPowerAtOnce()
        var texts: [String: String] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: root) {
            texts[name] = (try? String(contentsOfFile: root + "/" + name, encoding: .utf8)) ?? ""
        }
        return (texts, taken)
    }

    @Test func `what was not made durable is gone, and what stood there is back`() async throws {
        let (texts, taken) = try await files(after: "careless")
        #expect(texts == Self.before)
        #expect(taken >= 8)
    }

    @Test func `what was made durable stays`() async throws {
        let (texts, taken) = try await files(after: "durable")
        #expect(
            texts == [
                "old": "OVERWRITTEN and longer", "appended": "some more", "cut": "lon", "new": "new",
                "target": "replaced", "folder": "",
            ]
        )
        #expect(taken == 0)
    }
}

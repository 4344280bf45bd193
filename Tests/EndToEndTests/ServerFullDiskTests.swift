import Foundation
import Subprocess
import TestSupport
import Testing

/// A backup that finds its disk full.
struct ServerFullDiskTests {
    private static func canMount() async -> Bool {
        let run = try? await runProgram(
            "/usr/bin/unshare",
            ["-rm", "/bin/sh", "-c", "mount -t tmpfs none /mnt"],
            environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
        )
        return run?.status == 0
    }

    @Test(
        .enabled("no private mounts here") { await Self.canMount() },
        arguments: [0, 8, 60, 110, 160, 200, 240, 300, 1_500]
    )
    func `a backup on a full disk leaves nothing behind, and the next one is whole`(pages: Int) async throws {
        try await ServerProgram.with { server in
            #expect(try await server.command("init").status == 0)
            #expect(try await server.command("space", "add", "hv-shared").status == 0)
            let folder = try TestFolder()
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "full-backup.sh").path
            let run = try await runProgram(
                "/usr/bin/unshare",
                ["-rm", "/bin/sh", script, folder.path, server.folder, BuiltPrograms.server, "\(pages)"],
                environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"]
            )
            #expect(run.output.hasSuffix("restored\n"), "\(run.output)\(run.errors)")
            if run.output.contains("status 0") {
                #expect(pages > 8)
                #expect(run.output.contains("left: backup.tar \n"), "\(run.output)")
            } else {
                #expect(pages < 1_500)
                #expect(run.output.contains("left: \n"), "\(run.output)")
                #expect(run.errors.contains("full"), "\(run.errors)")
            }
        }
    }
}

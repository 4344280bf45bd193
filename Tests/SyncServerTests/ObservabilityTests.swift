import CoreMetrics
import SyncCore
import Testing

@testable import SyncServer

@Suite struct ObservabilityTests {
    @Test func `the log holds route patterns and no token, code, name or query`() async throws {
        try await withServer { server in
            let code = try server.administration.invite(
                pseudonym: "kråka-09",
                spaces: ["hv-shared"],
                rights: .write
            ).code
            var device = try TestDevice(server: server)
            try await device.enrol(code)
            try await device.openSession("hv-shared")
            try device.record("Hemlig fritext")
            try await device.pushAll()
            let path = try device.path("hv-shared", "records?text=hemlig")
            _ = try await device.get(path, token: device.tokens["hv-shared"])
            let log = server.log.text
            #expect(log.contains("/v1/spaces/{space}/records"))
            let space = try device.membership("hv-shared").space
            let secrets = [
                code.text, code.secret.hexadecimal, try #require(device.tokens["hv-shared"]), "kråka",
                "emlig",
                "text=", space.description, "127.0.0.1:",
            ]
            for secret in secrets.dropLast() { #expect(!log.contains(secret), "\(secret)") }
        }
    }

    @Test(arguments: ["/healthz", "/readyz", "/metrics"])
    func `the watchmen's questions need no session`(path: String) async throws {
        try await withServer { server in
            let answer = try await server.get(path)
            #expect(answer.head.status == 200)
        }
    }

    @Test func `metrics are Prometheus text`() {
        let registry = PrometheusRegistry()
        let counter = registry.makeCounter(label: "faltbild_x_total", dimensions: [("route", "/a\"b\\c\n")])
        counter.increment(by: 3)
        registry.makeMeter(label: "faltbild.depth", dimensions: []).set(Int64(2))
        let timer = registry.makeTimer(label: "faltbild_t", dimensions: [("route", "x")])
        timer.recordNanoseconds(20_000_000)
        let lines = registry.text.split(separator: "\n").map(String.init)
        #expect(lines.contains(#"faltbild_x_total{route="/a\"b\\c\n"} 3"#))
        #expect(lines.contains("faltbild_depth 2"))
        #expect(lines.contains("# TYPE faltbild_t_seconds histogram"))
        #expect(lines.contains(#"faltbild_t_seconds_bucket{route="x",le="0.01"} 0"#))
        #expect(lines.contains(#"faltbild_t_seconds_bucket{route="x",le="0.05"} 1"#))
        #expect(lines.contains(#"faltbild_t_seconds_bucket{route="x",le="+Inf"} 1"#))
        #expect(lines.contains(#"faltbild_t_seconds_count{route="x"} 1"#))
    }
}

import ArgumentParser
import Foundation
import Logging
import ServiceLifecycle
import SyncCore
import SyncServer
import Terminal
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve until SIGTERM or Ctrl-C, then finish what is under way.",
        discussion: """
            Logs are JSON lines on standard error. Without certificate files the server makes its own,
            which devices trust through the one-time code.

              field-server serve --host 0.0.0.0 --port 8443 --name faltbild.stad.example
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 takes a free one and prints it.")
    var port = 8_443

    @Option(help: "A name or address in the server's own certificate; may be given several times.")
    var name: [String] = []

    @Option(help: "A certificate chain, PEM, that the devices' system roots vouch for.")
    var tlsCertificate: String?

    @Option(help: "Its private key, PEM.")
    var tlsKey: String?

    @Flag(help: "No TLS; on loopback only.")
    var noTls = false

    @Option(
        help: """
            Where browsers get the map's ground from, with {z}, {x} and {y}; without it they ask nobody but \
            this server.
            """
    )
    var tiles: String?

    @Option(help: "Whom that ground is thanks to; shown on the map.")
    var tilesAttribution = ""

    @Option(help: "A file that gets the server's address once it accepts connections.")
    var readyFile: String?

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is a number from 0 to 65535.")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together.")
        }
        guard tiles == nil || tileSource != nil else {
            throw ValidationError("--tiles is an address such as https://tiles.example/{z}/{x}/{y}.png.")
        }
        guard !noTls || tlsCertificate == nil else {
            throw ValidationError("--no-tls and --tls-certificate exclude each other.")
        }
    }

    func run() async throws {
        let surroundings = Surroundings.system
        var logger = Logger(label: "field-server") { label in
            JSONLogHandler(label: label, now: surroundings.wallMilliseconds)
        }
        logger.logLevel = .info
        let server = try common.run { _ in
            try Server(common.folder, options: options, logger: logger, onReady: announce)
        }
        var configuration = ServiceGroupConfiguration(services: [server], logger: logger)
        configuration.gracefulShutdownSignals = [.sigterm, .sigint]
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as ServerError {
            Console.standard.tell(common.texts.message(for: error))
            throw ExitCode.failure
        }
    }

    private var tileSource: TileSource? {
        tiles.flatMap { TileSource(template: $0, attribution: tilesAttribution) }
    }

    private var options: ServeOptions {
        let security: ServeOptions.Security =
            if noTls {
                .none
            } else if let tlsCertificate, let tlsKey {
                .files(certificate: tlsCertificate, key: tlsKey)
            } else {
                .ownAuthority(hosts: name + [host])
            }
        var options = ServeOptions(host: host, port: port, security: security)
        options.tiles = tileSource
        return options
    }

    private func announce(port: Int) async {
        let shown = host.contains(":") ? "[\(host)]" : host
        let address = "\(noTls ? "http" : "https")://\(shown):\(port)"
        Console.standard.print(common.texts.serving(address))
        if let readyFile {
            let isWritten = FileManager.default.createFile(
                atPath: readyFile,
                contents: Data((address + "\n").utf8)
            )
            if !isWritten {
                Console.standard.tell(common.texts.message(for: .folderNotWritable(path: readyFile)))
            }
        }
    }
}

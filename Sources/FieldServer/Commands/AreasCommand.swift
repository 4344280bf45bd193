import ArgumentParser
import Foundation
import SyncServer
import Terminal

struct AreasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "areas",
        abstract: "The areas of a space and their boundaries.",
        subcommands: [AreasImportCommand.self]
    )
}

struct AreasImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Enter areas from a GeoJSON file, or give those that are there their boundaries.",
        discussion: """
            Each feature has a name (property name or namn) and a Polygon or MultiPolygon in degrees of WGS
            84; a Point says where the area is drawn until its boundary is known. A person who may write in
            the space writes it, signed as everything else. Running it again changes nothing.

              field-server areas import areas.geojson --space hv-shared --as lind-02

            A file in another coordinate system is turned into this one by
              ogr2ogr -t_srs EPSG:4326 areas.geojson source.gpkg
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The GeoJSON file.", completion: .file(extensions: ["geojson", "json"]))
    var file: String

    @Option(help: "The space.")
    var space: String

    @Option(name: .customLong("as"), help: "The person who writes it.")
    var pseudonym: String

    func run() throws {
        try common.run { texts in
            guard let data = FileManager.default.contents(atPath: file),
                let text = String(data: data, encoding: .utf8)
            else { throw ServerError.fileNotReadable(path: file) }
            let report = try common.administration().importAreas(text, space: space, as: pseudonym)
            for line in texts.lines(of: report) { Console.standard.print(line) }
        }
    }
}

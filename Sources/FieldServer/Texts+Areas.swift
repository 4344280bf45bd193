import SyncServer

/// Areas and the audit log, in words.
extension Texts {
    func lines(of report: AreaReport) -> [String] {
        [
            (report.new, pick("nya", "new")), (report.changed, pick("ändrade", "changed")),
            (report.unchanged, pick("oförändrade", "unchanged")),
        ]
        .filter { !$0.0.isEmpty }
        .map { names, word in "\(names.count) \(word): \(names.joined(separator: ", "))" }
    }

    /// What stops an import of areas; `nil` for anything else.
    func message(forAreas error: ServerError) -> String? {
        switch error {
        case .areasNotTaken(let fault):
            message(for: fault) + pick(" Inget ändrades.", " Nothing changed.")
        case .personMayNotWrite(let name):
            pick(
                "\(name) får inte skriva i rummet. Ge rätten med field-server person add. Inget ändrades.",
                "\(name) may not write in the space. Give the right with field-server person add. Nothing "
                    + "changed."
            )
        case .fileNotReadable(let path):
            pick("\(path) går inte att läsa. Inget ändrades.", "\(path) cannot be read. Nothing changed.")
        case .fileNotWritable(let path):
            pick("Kan inte skriva \(path). Inget ändrades.", "Cannot write \(path). Nothing changed.")
        case .noRenderer:
            pick(
                "PDF görs av programmet weasyprint, som saknas. Installera det (apt-get install weasyprint), "
                    + "eller välj --format html.",
                "PDFs are made by the program weasyprint, which is missing. Install it (apt-get install "
                    + "weasyprint), or choose --format html."
            )
        default: nil
        }
    }

    private func message(for fault: AreaFileFault) -> String {
        switch fault {
        case .notACollection:
            pick(
                "Filen är ingen FeatureCollection i GeoJSON.",
                "The file is no FeatureCollection in GeoJSON."
            )
        case .nameMissing(let feature):
            pick(
                "Område \(feature) i filen saknar namn: egenskapen name eller namn.",
                "Feature \(feature) of the file has no name: the property name."
            )
        case .notAnArea(let name):
            pick(
                "\(name) är varken Polygon, MultiPolygon eller Point.",
                "\(name) is neither a Polygon, a MultiPolygon nor a Point."
            )
        case .notDegrees(let name):
            pick(
                "\(name) är inte i grader (WGS 84). Räkna om: ogr2ogr -t_srs EPSG:4326 ut.geojson "
                    + "in.geojson.",
                "\(name) is not in degrees (WGS 84). Convert it: ogr2ogr -t_srs EPSG:4326 out.geojson "
                    + "in.geojson."
            )
        case .tooManyPoints(let name):
            pick(
                "\(name) har för många punkter. Förenkla: ogr2ogr -simplify 0.0001 ut.geojson in.geojson.",
                "\(name) has too many points. Simplify it: ogr2ogr -simplify 0.0001 out.geojson in.geojson."
            )
        }
    }

    var noAudit: String { pick("Inget har hänt än.", "Nothing has happened yet.") }

    var auditHeadings: [String] {
        pick(["nr", "när", "vem", "vad", "rum", "om"], ["no", "when", "who", "what", "space", "about"])
    }

    func auditWhole(_ count: Int64) -> String {
        pick("Hel: \(count) rader, alla som de skrevs.", "Whole: \(count) lines, all as they were written.")
    }

    func auditBroken(at number: Int64) -> String {
        pick(
            "Bruten: rad \(number) är inte som den skrevs, eller en rad före den saknas. Jämför med en "
                + "backup.",
            "Broken: line \(number) is not as it was written, or one before it is gone. Compare with a "
                + "backup."
        )
    }
}

public import FieldModel
import SyncCore

extension Administration {
    /// Makes the yearly report of a space, as it is now.
    ///
    /// - Parameters:
    ///   - year: from 2000 to 2100.
    ///   - name: of the space.
    ///   - language: of the report.
    /// - Returns: the report; parts of which nothing is known say so.
    /// - Throws: ``ServerError``
    public func report(
        of year: Int,
        space name: String,
        in language: Language
    ) throws(ServerError) -> ReportDocument {
        let space = try hosted([name])[0]
        let now = Stockholm.instant(atMilliseconds: host.surroundings.wallMilliseconds())
        do {
            let picture = try Pictures(of: host.replica).picture(of: space.id)
            let builder = ReportBuilder(
                names: RecordNames(in: picture, language: language),
                space: space,
                year: year,
                today: Stockholm.date(of: now)
            )
            let document = try builder.document()
            try note("report \(year)", in: space.id)
            return document
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as ServerError {
            throw error
        } catch {
            throw .store(.damaged(detail: "\(error)"))
        }
    }
}

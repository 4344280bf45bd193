import FieldModel
import Situation

/// Says in words what time a figure is about.
struct PeriodText: Sendable {
    let library: PageLibrary
    let language: Language

    func text(of period: FigurePeriod) -> String {
        switch period {
        case .year(let year): String(year)
        case .month(let year, let month): "\(name(of: month)) \(year)"
        case .months(let from, let to) where from.year == to.year:
            "\(name(of: from.month))–\(name(of: to.month)) \(from.year)"
        case .months(let from, let to):
            "\(name(of: from.month)) \(from.year) – \(name(of: to.month)) \(to.year)"
        case .everyYear(let month): "\(name(of: month)), \(library.word("everyYear", in: language))"
        case .other(let text): text
        }
    }

    private func name(of month: Int) -> String { library.word("month\(month)", in: language) }
}

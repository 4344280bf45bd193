import FieldModel
public import SyncCore

/// How many people each who answered stands for, by gender and age band.
///
/// **Formula.** The weight of an answer of a cell (gender, age band) is N(cell) / n(cell), with N from the
/// population and n the answers, scaled so that the mean weight is 1. An answer whose cell is not in the
/// population, or whose gender or age is not known, has the weight 1.
///
/// **Source.** D. Holt, T. M. F. Smith, *Post stratification*, JRSS A 142 (1979), 33-46; L. Kish, *Survey
/// sampling* (1965), 11.7, for the answers that weighted ones count for.
public struct SurveyWeights: Hashable, Sendable {
    private struct Cell: Hashable {
        let gender: Gender
        let age: AgeBand
    }

    private let population: [Cell: Double]
    /// The figures behind it, ascending.
    public let figures: [RecordKey]

    /// Reads the latest year of a series of figures whose `group` is a gender and whose category is an age
    /// band, each by its stable name or by its label in Swedish or English.
    ///
    /// - Returns: `nil` if there is none.
    public init?(_ figures: [Figure], series: String) {
        let placed = figures.compactMap { figure -> (year: Int, cell: Cell, figure: Figure)? in
            guard figure.series == series, !figure.isTotal, case .year(let year) = figure.period,
                let gender = figure.group.flatMap({ Gender(named: $0) }),
                let age = AgeBand(named: figure.category)
            else { return nil }
            return (year, Cell(gender: gender, age: age), figure)
        }
        guard let latest = placed.map(\.year).max() else { return nil }
        let chosen = placed.filter { $0.year == latest }
        population = chosen.reduce(into: [:]) { people, entry in
            people[entry.cell, default: 0] += Double(entry.figure.value.units)
        }
        self.figures = chosen.map(\.figure.key).sorted()
    }

    /// One for each answer, in their order.
    func weights(of answers: [SurveyAnswer]) -> [Double] {
        let cells = answers.map { answer -> Cell? in
            guard let gender = answer.gender, let age = answer.age else { return nil }
            let cell = Cell(gender: gender, age: age)
            return population[cell] == nil ? nil : cell
        }
        let counts = Dictionary(grouping: cells.compactMap(\.self)) { $0 }.mapValues { Double($0.count) }
        let raw = cells.map { cell in cell.map { (population[$0] ?? 0) / (counts[$0] ?? 1) } }
        let known = raw.compactMap(\.self)
        let sum = known.reduce(0, +)
        let scale = sum > 0 ? Double(known.count) / sum : 1
        return raw.map { $0.map { $0 * scale } ?? 1 }
    }
}

extension Choice {
    /// The choice with a stable name, or a label.
    fileprivate init?(named text: String) {
        let wanted = text.lowercased()
        let found = Self.allCases.first { choice in
            [choice.identifier, choice.label.swedish, choice.label.english].contains {
                $0.lowercased() == wanted
            }
        }
        guard let found else { return nil }
        self = found
    }
}

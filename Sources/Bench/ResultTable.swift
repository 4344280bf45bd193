import Foundation
import Terminal

/// One figure, beside what bounds it.
struct Result {
    let name: String
    let measured: String
    let floor: String
    /// What the target speaks of, in the target's unit.
    let figure: Double
    let target: Target?

    enum Target {
        case atMost(Double, unit: String)
        case atLeast(Double, unit: String)

        func isMet(by figure: Double) -> Bool {
            switch self {
            case .atMost(let limit, _): figure <= limit
            case .atLeast(let limit, _): figure >= limit
            }
        }

        var text: String {
            switch self {
            case .atMost(let limit, let unit): "at most \(Self.number(limit)) \(unit)"
            case .atLeast(let limit, let unit): "at least \(Self.number(limit)) \(unit)"
            }
        }

        private static func number(_ number: Double) -> String {
            number == number.rounded() ? String(Int(number)) : String(number)
        }
    }
}

/// The results, as a table for the terminal.
struct ResultTable {
    private var results: [Result] = []

    mutating func add(_ more: [Result]) {
        for result in more {
            results.append(result)
            FileHandle.standardError.write(Data("measured: \(result.name)\n".utf8))
        }
    }

    var missesTarget: Bool { results.contains { $0.target?.isMet(by: $0.figure) == false } }

    var text: String {
        Table(headings: ["what", "measured", "floor", "figure", "target", ""], rows: results.map(row)).text()
    }

    private func row(_ result: Result) -> [String] {
        let figure = result.figure >= 100 ? String(Int(result.figure)) : String(format: "%.2f", result.figure)
        let verdict = result.target.map { $0.isMet(by: result.figure) ? "met" : "MISSED" } ?? ""
        return [
            result.name, result.measured, result.floor, figure, result.target?.text ?? "no target", verdict,
        ]
    }
}

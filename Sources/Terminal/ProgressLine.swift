/// A bar that is redrawn in place while long work goes on, and nothing where there is no terminal.
package struct ProgressLine: Sendable {
    private let console: Console

    /// A line on a console.
    package init(on console: Console) {
        self.console = console
    }

    /// Shows how far the work has come; without a total, only how much is done.
    package func show(_ label: String, done: Int, of total: Int?) {
        guard console.hasLiveLine else { return }
        guard let total, total > 0 else {
            return console.draw(done > 0 ? "\(label) \(done)" : "\(label) …")
        }
        let share = min(1, Double(done) / Double(total))
        let filled = Int((share * Double(Self.cells)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.cells - filled)
        console.draw("\(label) \(bar) \(Int(share * 100)) %  \(min(done, total))/\(total)")
    }

    /// Takes the line away, so that what follows stands at its place.
    package func clear() { console.draw("") }

    private static let cells = 24
}

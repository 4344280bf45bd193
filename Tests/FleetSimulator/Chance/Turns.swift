import Synchronization

/// Lets one of several tasks run at a time, and decides by the seed which one goes on.
///
/// Each task is a player. It gives its turn away wherever the network would keep it waiting, and goes on when
/// the turn is its own again. So syncs are interleaved in every way, and the same way each time.
final class Turns: Sendable {
    private struct Table {
        var players: Set<Int> = []
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let dice: Dice
    private let table = Mutex(Table())

    init(dice: Dice) {
        self.dice = dice
    }

    /// Seats players before their tasks begin; nobody plays until everybody waits for the first turn.
    func seat(_ players: some Sequence<Int>) {
        table.withLock { $0.players.formUnion(players) }
    }

    /// Gives the turn away, and waits for the next one; returns at once to who was not seated.
    func pass(_ player: Int) async {
        guard table.withLock({ $0.players.contains(player) }) else { return }
        await withCheckedContinuation { continuation in
            let chosen = table.withLock { table in
                table.waiting[player] = continuation
                return choose(from: &table)
            }
            chosen?.resume()
        }
    }

    /// Leaves the table; the turn goes on.
    func leave(_ player: Int) {
        let chosen = table.withLock { table in
            table.players.remove(player)
            return choose(from: &table)
        }
        chosen?.resume()
    }

    private func choose(from table: inout Table) -> CheckedContinuation<Void, Never>? {
        guard table.waiting.count == table.players.count, let next = dice.pick(table.waiting.keys.sorted())
        else { return nil }
        return table.waiting.removeValue(forKey: next)
    }
}

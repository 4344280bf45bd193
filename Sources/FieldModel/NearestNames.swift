/// The names that a mistyped one most likely meant: at most three, the nearest first.
///
/// Nearest by the number of letters inserted, left out, exchanged or swapped with their neighbour (optimal
/// string alignment), at most a third of the longer name's letters and at least one; case does not count, and
/// a name that begins with what was typed counts as near.
///
/// Source: L. Boytsov, *Indexing methods for approximate dictionary searching* (2011), 2.2.
public func nearestNames(to typed: String, among names: some Sequence<String>) -> [String] {
    let wanted = Array(typed.lowercased().prefix(80))
    guard !wanted.isEmpty else { return [] }
    let ranked = names.compactMap { name -> (distance: Int, name: String)? in
        let candidate = Array(name.lowercased().prefix(80))
        if wanted.count >= 3, candidate.starts(with: wanted) { return (0, name) }
        let distance = editDistance(wanted, candidate)
        return distance <= max(1, max(wanted.count, candidate.count) / 3) ? (distance, name) : nil
    }
    let sorted = ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var found: [String] = []
    for (_, name) in sorted where !found.contains(name) { found.append(name) }
    return Array(found.prefix(3))
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var older: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
        var current = [row + 1]
        for column in 0..<right.count {
            let cost = left[row] == right[column] ? 0 : 1
            var best = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                best = min(best, older[column - 1] + 1)
            }
            current.append(best)
        }
        older = previous
        previous = current
    }
    return previous[right.count]
}

import Synchronization

/// Writes the witness of one store: each note once.
final class WitnessKeeper: Sendable {
    private let file: WitnessFile?
    private let written: Mutex<Set<Witness.Note>>

    /// A store in memory has no witness: it cannot be copied, and ends with its program.
    init(of location: Replica.Location) {
        if case .file(let path) = location { file = WitnessFile(besideStoreAt: path) } else { file = nil }
        written = Mutex([])
    }

    /// Whether the store is in memory.
    var isAbsent: Bool { file == nil }

    /// What stands in the file; `nil` for a store in memory.
    func read() -> Witness? {
        guard let witness = file?.read() else { return nil }
        written.withLock { $0 = Set(witness.notes) }
        return witness
    }

    /// Adds the notes that do not stand there yet, in the place of older ones.
    func write(_ notes: [Witness.Note]) {
        guard let file else { return }
        written.withLock { written in
            let new = Set(notes).subtracting(written)
            guard !new.isEmpty else { return }
            file.add(notes.filter(new.contains))
            let others = written.filter { note in !notes.contains { $0.isOfSamePlace(as: note) } }
            written = others.union(notes)
        }
    }
}

extension Witness.Note {
    /// Whether both are of one log, or of one numbering.
    fileprivate func isOfSamePlace(as other: Witness.Note) -> Bool {
        switch (self, other) {
        case (.log(let log, _, _), .log(let other, _, _)): log == other
        case (.numbering(let space, _), .numbering(let other, _)): space == other
        default: false
        }
    }
}

import SyncCore
import Synchronization
import Terminal

/// How far a sync has come: a live line on a terminal, a line a phase elsewhere.
final class SyncProgressText: Sendable {
    private let space: String
    private let texts: Texts
    private let console: Console
    private let line: ProgressLine
    /// Each phase is told once, however often it is tried.
    private let told = Mutex<Set<String>>([])

    init(_ space: String, _ texts: Texts, on console: Console) {
        self.space = space
        self.texts = texts
        self.console = console
        line = ProgressLine(on: console)
    }

    func show(_ progress: SyncProgress) {
        let label = "\(space): \(texts.words(for: progress.phase))"
        guard !console.hasLiveLine else { return line.show(label, done: progress.done, of: progress.total) }
        if case .waiting = progress.phase { return }
        if told.withLock({ $0.insert(label).inserted }) { console.tell(label) }
    }

    func end() { if console.hasLiveLine { line.clear() } }
}

extension Texts {
    func words(for phase: SyncProgress.Phase) -> String {
        switch phase {
        case .connecting: pick("ansluter", "connecting")
        case .receiving: pick("hämtar", "receiving")
        case .sealing: pick("förseglar", "sealing")
        case .sending: pick("skickar", "sending")
        case .comparing: pick("jämför", "comparing")
        case .sendingBlobs: pick("skickar bilder", "sending photos")
        case .fetchingBlob: pick("hämtar en bild", "fetching a photo")
        case .waiting(let pause):
            pick("väntar \(pause.components.seconds + 1) s", "waiting \(pause.components.seconds + 1) s")
        }
    }
}

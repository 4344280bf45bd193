import Dispatch

/// Runs an actor's jobs one after another on a queue of its own.
///
/// libcurl and SQLite block. On Swift's cooperative pool, which has a thread a core, a few of them waiting
/// would stop every task of the program; a queue of its own costs one thread while it works and stops nobody.
/// An actor on it also keeps its C handle on one thread at a time without a lock.
final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Takes a label for debuggers.
    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

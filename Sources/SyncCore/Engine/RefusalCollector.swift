/// Holds the body of an answer that is no success: a problem document, or what stands in its place.
struct RefusalCollector: Sendable {
    private(set) var head: HTTPResponseHead?
    private(set) var bytes: [UInt8] = []

    var status: Int { head?.status ?? 0 }

    mutating func begin(_ head: HTTPResponseHead) { self.head = head }

    /// Takes the next bytes; `false` beyond ``Limits/answerHeadBytes``.
    mutating func receive(_ more: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count + more.count <= Limits.answerHeadBytes else { return false }
        bytes.append(contentsOf: more)
        return true
    }
}

/// One decoder of bytes that come from outside.
public struct FuzzTarget: Sendable {
    /// What became of an input.
    public enum Verdict: Hashable, Sendable {
        case accepted
        /// A typed error, which is what broken bytes should give.
        case refused
    }

    /// Also the folder of its corpus.
    public let name: String
    let decode: @Sendable ([UInt8]) async throws -> Void

    /// `decode` throws a typed error for what it does not take, and ``BrokenPromise`` where it took something
    /// that it must not.
    init(_ name: String, _ decode: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.name = name
        self.decode = decode
    }

    /// Decodes one input.
    ///
    /// - Throws: ``BrokenPromise``
    public func run(_ input: [UInt8]) async throws(BrokenPromise) -> Verdict {
        do {
            try await decode(input)
            return .accepted
        } catch let promise as BrokenPromise {
            throw promise
        } catch {
            return .refused
        }
    }
}

/// A decoder took what it must not, or gave back something else than it took.
public struct BrokenPromise: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

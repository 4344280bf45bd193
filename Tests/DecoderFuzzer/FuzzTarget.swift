import FieldModel
import SwiftProtobuf
import SyncCore

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
    /// Sound inputs of this run, beside those of the corpus: what a server takes that was made just now.
    public let seeds: [[UInt8]]
    let decode: @Sendable ([UInt8]) async throws -> Void

    /// `decode` throws a typed error for what it does not take, and ``BrokenPromise`` where it took something
    /// that it must not.
    init(
        _ name: String,
        seeds: [[UInt8]] = [],
        _ decode: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        self.name = name
        self.seeds = seeds
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
            guard Self.isTyped(error) else { throw BrokenPromise("an error of type \(type(of: error))") }
            return .refused
        }
    }

    /// Whether an error is one of those that decoders promise; the last is what the protobuf library says
    /// where a target asks it itself.
    private static func isTyped(_ error: any Error) -> Bool {
        error is WireError || error is LogError || error is ValueError || error is MergeError
            || error is StoreError || error is BundleError || error is EnrolmentCodeError || error is Problem
            || error is Problems || error is InputProblem || error is PhotoRefusal
            || error is BinaryDecodingError
    }
}

/// A decoder took what it must not, or gave back something else than it took.
public struct BrokenPromise: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

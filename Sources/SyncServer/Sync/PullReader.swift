import Foundation
import SyncCore

/// Reads what a device lacks, a chunk at a time.
struct PullReader: Sendable {
    let host: Host
    let signals: SpaceSignals

    /// Where the caller stands and what it wants.
    struct Request: Hashable, Sendable {
        let position: UInt64
        /// `nil` only at position 0.
        let chain: ChainHash?
        let includesOwnLogs: Bool
        let waitSeconds: Int
    }

    /// A chunk of the answer: encoded elements, and where the next one begins.
    struct Chunk: Sendable {
        let bytes: [UInt8]
        let position: UInt64
        let isLast: Bool
    }

    /// The signed head, with the vector if it is asked for.
    func head(of space: SpaceID, withVector: Bool = false) throws -> SignedHead {
        guard let head = try host.replica.head(of: space) else { throw Refusal.unknownSpace }
        let vector = withVector ? try host.replica.vector(of: space) : VersionVector()
        return try SignedHead(head, vector: vector, signedBy: host.key)
    }

    /// Checks that the caller's numbering is this server's.
    ///
    /// - Throws: ``Refusal/historyDiffers(_:)``
    func check(_ request: Request, in space: SpaceID) throws {
        let chain = try host.replica.chain(of: space, at: request.position)
        let isSame = request.chain.map { $0 == chain } ?? (request.position == 0)
        guard chain != nil, isSame else { throw Refusal.historyDiffers(try head(of: space)) }
    }

    /// The next elements; the last chunk ends with the head.
    func chunk(after position: UInt64, for member: Member, own: Set<LogID>) throws -> Chunk {
        let numbered = try host.replica.segments(
            of: member.space,
            after: position,
            countLimit: ServerLimits.pullChunkSegments,
            byteLimit: ServerLimits.pullChunkBytes
        )
        var writer = DelimitedWriter()
        for element in numbered {
            let isOwn = own.contains(element.segment.header.log)
            let item = PullItem.segment(
                position: element.position,
                id: element.segment.id,
                segment: isOwn ? nil : element.segment
            )
            try writer.append(item.wire)
        }
        let reached = numbered.last?.position ?? position
        let head = try head(of: member.space)
        let isLast = reached >= head.head.stream.position
        if isLast { try writer.append(PullItem.head(head).wire) }
        return Chunk(bytes: writer.take(), position: reached, isLast: isLast)
    }

    /// The logs whose segments are left out: the caller's own.
    func ownLogs(of member: Member, in request: Request) throws -> Set<LogID> {
        request.includesOwnLogs ? [] : Set(try host.replica.logs(of: member.publicKey, in: member.space))
    }

    /// Waits until the space has news for the caller, its membership ends, the time is up, or the server
    /// stops.
    func waitForNews(_ request: Request, for member: Member) async throws {
        guard request.waitSeconds > 0 else { return }
        let news = signals.subscribe(to: member.space)
        let host = host
        let signals = signals
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // A cancelled sleep is the news that came first.
                try? await Task.sleep(for: .seconds(request.waitSeconds))
            }
            group.addTask {
                var iterator = news.makeAsyncIterator()
                repeat {
                    let isOver = try? await StoreThreads.run {
                        let position = try host.replica.stream(of: member.space)?.position
                        let isPresent = try host.database.member(member.publicKey, in: member.space)?
                            .isPresent
                        return position != request.position || isPresent != true
                    }
                    if isOver != false || signals.isShuttingDown { return }
                } while await iterator.next() != nil && !Task.isCancelled
            }
            await group.next()
            group.cancelAll()
        }
    }
}

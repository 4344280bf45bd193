import Foundation
import SyncCore

/// After a redaction has settled, what it erased is in no file of a replica.
struct ErasedIsGone {
    static let sentence = "what was erased is in no file"

    /// In canonical form.
    private let secrets: Set<[UInt8]>
    private let texts: [Data]
    /// Bodies as they were, compressed, before the secrets were erased.
    private let bodies: [Data]

    /// - Parameters:
    ///   - secrets: values in canonical form, each a text, or a photo that says its caption.
    ///   - carriers: the segments that carry them, as somebody held them first.
    init(secrets: Set<[UInt8]>, carriers: [Segment]) {
        self.secrets = secrets
        texts = secrets.compactMap { bytes in
            SimulatedPhoto.words(in: bytes).map { Data($0.utf8) }
        }
        bodies = carriers.filter { Self.holds(secrets, in: $0) }.map { Data($0.body) }
    }

    /// Looks into every file, and into every segment, which is compressed there.
    func check(_ replica: Replica, of space: SpaceID, files: [String], at place: String) throws {
        for path in files {
            guard let content = FileManager.default.contents(atPath: path) else { continue }
            for needle in texts + bodies where content.range(of: needle) != nil {
                let name = URL(filePath: path).lastPathComponent
                throw Violation(of: Self.sentence, "\(place) has it in \(name)")
            }
        }
        let segments = try replica.segments(
            of: space,
            missingFrom: VersionVector(),
            countLimit: .max,
            byteLimit: .max
        )
        guard let carrier = segments.first(where: { Self.holds(secrets, in: $0) }) else { return }
        throw Violation(of: Self.sentence, "\(place) has it in \(carrier.id)")
    }

    private static func holds(_ secrets: Set<[UInt8]>, in segment: Segment) -> Bool {
        let changes = zip(segment.header.first..., (try? segment.leaves()) ?? []).compactMap {
            try? $1.change(in: segment.header.log, number: $0)
        }
        return changes.flatMap(\.writes).flatMap(\.contents).contains { content in
            if case .value(let bytes) = content { secrets.contains(bytes) } else { false }
        }
    }
}

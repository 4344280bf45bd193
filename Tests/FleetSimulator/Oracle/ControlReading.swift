import SyncCore
import TestSupport

/// What the control logs say to one who holds some segments, read as the protocol describes it.
struct ControlReading: Sendable {
    private struct Limit: Sendable {
        let rights: Rights
        let spared: Set<SegmentID>
    }

    private struct Restated: Hashable, Sendable {
        let place: SegmentLibrary.Place
        let position: UInt32
    }

    /// What is read; everything else in a control log is for people.
    static let kinds = [ControlLog.standingChange, ControlLog.redaction]

    private let held: Set<SegmentID>
    private let library: SegmentLibrary
    private var limits: [LogID: [Limit]] = [:]
    private var erased: [SegmentID: [ClosedRange<UInt64>]] = [:]
    private var restated: Set<Restated> = []

    init(of held: Set<SegmentID>, from library: SegmentLibrary) {
        self.held = held
        self.library = library
        let changes = library.controls(in: held)
        let superseded = Set(changes.flatMap(\.writes).flatMap(\.superseded))
        for change in changes {
            for write in change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents)
                where !superseded.contains(EntryName(change: change.name, position: position)) {
                    guard case .value(let bytes) = content,
                        case .group(let members)? = try? Value(canonicalBytes: bytes)
                    else { continue }
                    read(members, of: change.record.kind, write.field)
                }
            }
        }
    }

    /// Whether it ends or lessens anybody's rights.
    var hasLimits: Bool { !limits.isEmpty }

    var judgement: Judgement {
        Judgement(rightsLeft: { rightsLeft(of: $0) }, isErased: { isErased($0) })
    }

    /// A change that stands in several places counts where it may do most.
    private func rightsLeft(of change: ChangeName) -> Rights? {
        guard let limits = limits[change.log] else { return nil }
        let places = library.places(of: change).filter { held.contains($0.segment) }
        guard !places.isEmpty else { return Self.common(limits) }
        var rights = Rights()
        for place in places {
            let left = Self.common(limits.filter { !$0.spared.contains(place.segment) })
            guard let left else { return nil }
            rights.formUnion(left)
        }
        return rights
    }

    func isErased(_ entry: EntryName) -> Bool {
        library.places(of: entry.change).contains { place in
            held.contains(place.segment)
                && erased[place.segment, default: []].contains { $0.contains(place.number) }
                && !restated.contains(Restated(place: place, position: entry.position))
        }
    }

    private static func common(_ limits: [Limit]) -> Rights? {
        limits.isEmpty ? nil : limits.reduce(Rights(rawValue: .max)) { $0.intersection($1.rights) }
    }

    private mutating func read(_ members: [Value], of kind: KindNumber, _ field: FieldNumber) {
        switch (kind, field, members.first, members.dropFirst().first, members.dropFirst(2).first) {
        case (ControlLog.standingChange, _, .id(let log), .bytes(let last), .integer(let rights)):
            let lasts = stride(from: 0, to: last.count, by: SegmentID.byteCount).compactMap {
                SegmentID(bytes: last[$0..<$0 + SegmentID.byteCount])
            }
            let limit = Limit(rights: Rights(rawValue: UInt32(rights)), spared: upTo(lasts))
            limits[LogID(high: log.high, low: log.low), default: []].append(limit)
        case (_, ControlLog.content, .bytes(let bytes), .integer(let first), .integer(let last)):
            guard let segment = SegmentID(bytes: bytes) else { return }
            erased[segment, default: []].append(UInt64(first)...UInt64(last))
        case (_, ControlLog.restated, .bytes(let bytes), .integer(let number), .integer(let position)):
            guard let segment = SegmentID(bytes: bytes) else { return }
            let place = SegmentLibrary.Place(segment: segment, number: UInt64(number))
            restated.insert(Restated(place: place, position: UInt32(position)))
        default: return
        }
    }

    /// Segments that are held, with all that is held before them.
    private func upTo(_ lasts: [SegmentID]) -> Set<SegmentID> {
        var spared: Set<SegmentID> = []
        for last in lasts {
            var next: SegmentID? = last
            while let segment = next, held.contains(segment), spared.insert(segment).inserted {
                next = library.predecessor(of: segment)
            }
        }
        return spared
    }
}

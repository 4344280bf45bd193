public import SyncCore

/// What people are; the rights follow.
public enum Role: String, Hashable, Sendable, CaseIterable {
    case recorder, reviewer, assessor, administrator
    /// Reads, in the browser and with programs, and writes nothing.
    case analyst

    /// `nil` for an analyst, who has no certificate.
    public var rights: Rights? {
        switch self {
        case .recorder: .write
        case .reviewer, .assessor: [.write, .review]
        case .administrator: [.write, .review, .administer]
        case .analyst: nil
        }
    }
}

import Foundation
import GRDB
import SyncCore

/// A device with a certificate of this server that the server does not know.
struct Applicant: Hashable, Sendable {
    let certificate: Certificate
    /// Milliseconds since 1970, the first time.
    let askedAt: Int64
}

extension ServerDatabase {
    /// Notes that a certified device that is not known has asked to be let in.
    func note(applicant certificate: Certificate, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO applicant (public_key, certificate, asked_at) VALUES (?, ?, ?)
                    """,
                arguments: [Data(certificate.publicKey.bytes), Data(certificate.bytes), now]
            )
        }
    }

    /// Ascending by when they asked.
    func applicants() throws(ServerError) -> [Applicant] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT certificate, asked_at FROM applicant ORDER BY asked_at, public_key"
            )
            .compactMap { row in
                let bytes: Data = row[0]
                guard let certificate = try? Certificate(decoding: bytes) else { return nil }
                return Applicant(certificate: certificate, askedAt: row[1])
            }
        }
    }

    /// Makes an applicant a member.
    func admit(_ applicant: Applicant, at now: Int64) throws(ServerError) {
        try write { database in
            try database.insert(Member(newWith: applicant.certificate, at: now), from: nil)
            try database.execute(
                sql: "DELETE FROM applicant WHERE public_key = ?",
                arguments: [Data(applicant.certificate.publicKey.bytes)]
            )
        }
    }
}

import FieldModel
import SyncCore

/// What accounts are named by, at random.
enum AccountName {}

typealias AccountID = Identifier<AccountName>

/// A person who works in the browser, as the server knows them.
struct Account: Hashable, Sendable {
    /// Its row.
    let key: Int64
    /// What the person's keys are made from, with the server's own.
    let id: AccountID
    /// Under which the person signs in, and appears.
    let pseudonym: String
    /// `nil` until the person has chosen one.
    let password: PasswordHash?
    let language: Language?
    /// Milliseconds since 1970, as all times here.
    let createdAt: Int64
    /// `nil` while the person may sign in.
    let disabledAt: Int64?

    var isDisabled: Bool { disabledAt != nil }
}

/// What an account has in one space.
struct AccountSpace: Hashable, Sendable {
    let space: HostedSpace
    /// `nil` for an analyst, who only reads.
    let publicKey: PublicKey?
    /// How far the person has looked through what came; `nil` if never.
    let looked: AsOf?
}

/// What a person may do in one space now.
struct SpaceAccess: Hashable, Sendable {
    let space: HostedSpace
    /// `nil` for an analyst.
    let member: Member?
    /// How far the person has looked through what came; `nil` if never.
    let looked: AsOf?

    /// None for an analyst.
    var rights: Rights { member?.rights ?? [] }
}

import GRDB

/// The tables of `server.sqlite`.
///
/// A migration once released is never changed.
enum ServerMigrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 members and invitations") { database in
            try database.execute(sql: first)
        }
        migrator.registerMigration("2 retention rules") { database in
            try database.execute(sql: second)
        }
        migrator.registerMigration("3 accounts and access tokens") { database in
            try database.execute(sql: third)
        }
        migrator.registerMigration("4 audit log") { database in
            try database.execute(sql: fourth)
        }
        migrator.registerMigration("5 OpenID Connect") { database in
            try database.execute(sql: fifth)
        }
        return migrator
    }

    /// `invitation.secret_hash` is all that is kept of a code.
    ///
    /// `invitation.lookup` is its first eight bytes: rows are found by it, then compared in constant time.
    /// `applicant` has certified devices that the server does not know, until they are confirmed.
    /// `person` is the administrator's key from pseudonym to person; it never leaves this file.
    /// `member.clock_ahead` is how far ahead of the server's clock the device's was.
    private static let first = """
        CREATE TABLE space (
            id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
            name TEXT NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE invitation (
            key INTEGER PRIMARY KEY,
            lookup INTEGER NOT NULL,
            secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
            pseudonym TEXT NOT NULL,
            rights INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            used_at INTEGER
        ) STRICT;
        CREATE INDEX invitation_by_lookup ON invitation (lookup);
        CREATE TABLE invitation_space (
            invitation INTEGER NOT NULL REFERENCES invitation ON DELETE CASCADE,
            space BLOB NOT NULL REFERENCES space,
            PRIMARY KEY (invitation, space)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE member (
            key INTEGER PRIMARY KEY,
            space BLOB NOT NULL REFERENCES space,
            public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
            pseudonym TEXT NOT NULL,
            rights INTEGER NOT NULL,
            certificate BLOB NOT NULL,
            invitation INTEGER REFERENCES invitation ON DELETE SET NULL,
            joined_at INTEGER NOT NULL,
            ended_at INTEGER,
            last_seen_at INTEGER,
            clock_ahead INTEGER
        ) STRICT;
        CREATE INDEX member_by_pseudonym ON member (space, pseudonym);
        CREATE INDEX member_by_invitation ON member (invitation);
        CREATE TABLE applicant (
            public_key BLOB PRIMARY KEY NOT NULL CHECK (length(public_key) = 32),
            certificate BLOB NOT NULL,
            asked_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE person (
            pseudonym TEXT PRIMARY KEY NOT NULL,
            label TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `retention.count` is in `unit`, after a record's last change.
    private static let second = """
        CREATE TABLE retention (
            space BLOB NOT NULL REFERENCES space,
            kind INTEGER NOT NULL,
            unit TEXT NOT NULL CHECK (unit IN ('days', 'years')),
            count INTEGER NOT NULL CHECK (count > 0),
            set_at INTEGER NOT NULL,
            PRIMARY KEY (space, kind)
        ) STRICT, WITHOUT ROWID;
        """

    /// Of links, sessions and tokens the server keeps hashes alone, of passwords what scrypt makes of them.
    ///
    /// `space.generation` is the one in which they were given. `account_space.public_key` is of the key that
    /// the server keeps for the person in that space; an account without one reads, and writes nothing.
    /// `account_space.looked_position` is how much of the numbering of `looked_generation` the person has
    /// looked through.
    private static let third = """
        ALTER TABLE space ADD COLUMN generation BLOB CHECK (length(generation) = 16);
        CREATE TABLE account (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            pseudonym TEXT NOT NULL UNIQUE,
            password TEXT,
            language TEXT CHECK (language IN ('sv', 'en')),
            created_at INTEGER NOT NULL,
            disabled_at INTEGER
        ) STRICT;
        CREATE TABLE account_space (
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            space BLOB NOT NULL REFERENCES space,
            public_key BLOB CHECK (length(public_key) = 32),
            looked_generation BLOB CHECK (length(looked_generation) = 16),
            looked_position INTEGER,
            PRIMARY KEY (account, space)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE account_link (
            account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
            secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
            expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE web_session (
            secret_hash BLOB PRIMARY KEY NOT NULL CHECK (length(secret_hash) = 32),
            account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
            opened_at INTEGER NOT NULL,
            used_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX web_session_by_account ON web_session (account);
        CREATE TABLE access_token (
            key INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
            space BLOB NOT NULL REFERENCES space,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER,
            used_at INTEGER
        ) STRICT;
        """

    /// Each line's hash covers the one before; see ``AuditEntry``.
    private static let fourth = """
        CREATE TABLE audit (
            number INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            who TEXT NOT NULL,
            deed TEXT NOT NULL,
            space BLOB CHECK (length(space) = 16),
            about TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        """

    /// Of who somebody is at the provider, a hash under the server's key is all that is kept.
    private static let fifth = """
        CREATE TABLE openid_provider (
            key INTEGER PRIMARY KEY CHECK (key = 1),
            issuer TEXT NOT NULL,
            client TEXT NOT NULL,
            secret TEXT,
            claim TEXT NOT NULL,
            own_address TEXT NOT NULL,
            authority TEXT
        ) STRICT;
        CREATE TABLE account_identity (
            account INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
            identity_hash BLOB NOT NULL UNIQUE CHECK (length(identity_hash) = 32)
        ) STRICT;
        """
}

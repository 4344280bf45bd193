extension StoreVersion {
    /// What is told to others: spaces, logs, segments, and a server's numbering.
    ///
    /// - `space.head` is the last head that a server signed for this replica.
    /// - `segment.status` is ``StoredSegment/Status``.
    /// - `segment.safe_generation` is the numbering that is known to hold the segment, by a receipt or since
    ///   it was pulled from it.
    /// - `segment.rights_left` is what standing changes leave of its writer's rights, `NULL` if they leave
    ///   all.
    /// - `log.left_at` says of an own log since when it is left, as it could not be proved to go on,
    ///   and `log.is_left_told` whether a sync has told of it.
    /// - `numbering` may have a segment twice: one whose payload came late is numbered again.
    /// - `generation` has the numberings that this server has begun.
    static let logTables = """
        CREATE TABLE space (
            key INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            name TEXT NOT NULL,
            trusted BLOB NOT NULL,
            current_log INTEGER REFERENCES log,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            clock INTEGER NOT NULL,
            generation BLOB,
            position INTEGER,
            chain BLOB,
            head BLOB,
            is_numbering INTEGER NOT NULL DEFAULT 0,
            last_sync INTEGER,
            clock_skew INTEGER
        ) STRICT;
        CREATE TABLE log (
            key INTEGER PRIMARY KEY,
            space INTEGER NOT NULL REFERENCES space,
            id BLOB NOT NULL CHECK (length(id) = 16),
            opening BLOB,
            is_own INTEGER NOT NULL DEFAULT 0,
            is_forked INTEGER NOT NULL DEFAULT 0,
            left_at INTEGER,
            is_left_told INTEGER NOT NULL DEFAULT 0,
            sealed_number INTEGER NOT NULL DEFAULT 0,
            sealed_segment BLOB,
            UNIQUE (space, id)
        ) STRICT;
        CREATE TABLE segment (
            key INTEGER PRIMARY KEY,
            log INTEGER NOT NULL REFERENCES log,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            previous BLOB,
            root INTEGER REFERENCES segment,
            rights_left INTEGER,
            status INTEGER NOT NULL,
            is_verified INTEGER NOT NULL,
            is_head INTEGER NOT NULL,
            arrived_at INTEGER NOT NULL,
            safe_generation BLOB,
            receipt BLOB,
            header BLOB NOT NULL,
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX segment_by_log ON segment (log, first);
        CREATE INDEX segment_waiting ON segment (previous) WHERE status = 1;
        CREATE INDEX segment_heads ON segment (log) WHERE is_head = 1;
        CREATE TABLE numbering (
            space INTEGER NOT NULL REFERENCES space,
            position INTEGER NOT NULL,
            segment INTEGER NOT NULL REFERENCES segment,
            chain BLOB NOT NULL CHECK (length(chain) = 32),
            PRIMARY KEY (space, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX numbering_by_segment ON numbering (segment);
        CREATE TABLE generation (
            space INTEGER NOT NULL REFERENCES space,
            id BLOB NOT NULL CHECK (length(id) = 16),
            PRIMARY KEY (space, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unsealed (
            log INTEGER NOT NULL REFERENCES log,
            number INTEGER NOT NULL,
            leaf BLOB NOT NULL,
            saved_at INTEGER NOT NULL,
            PRIMARY KEY (log, number)
        ) STRICT, WITHOUT ROWID;
        """

    /// Photos and other files that records name by their SHA-256; the files lie beside the store.
    ///
    /// - `blob` has what a placed segment or an unsealed change names, and no other.
    /// - `blob.safe_generation` is the server's numbering whose server is known to hold the file.
    /// - `blob_name` has which placed segments name it.
    ///
    /// And what finds segments that lack a payload, which a server asks for too.
    static let blobTables = """
        CREATE TABLE blob (
            key INTEGER PRIMARY KEY,
            space INTEGER NOT NULL REFERENCES space,
            id BLOB NOT NULL CHECK (length(id) = 32),
            is_held INTEGER NOT NULL DEFAULT 0,
            safe_generation BLOB,
            UNIQUE (space, id)
        ) STRICT;
        CREATE INDEX blob_missing ON blob (space) WHERE is_held = 0;
        CREATE TABLE blob_name (
            segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
            blob INTEGER NOT NULL REFERENCES blob,
            PRIMARY KEY (segment, blob)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX blob_name_by_blob ON blob_name (blob);
        CREATE INDEX segment_incomplete ON segment (log) WHERE status = 2;
        """

    /// What the logs come to: the records.
    ///
    /// Records after `store.projected` have no projection yet, and those up to it that `stale` names have an
    /// old one, made of the state that `stale` keeps until then: a merge of new records writes nothing but
    /// the records. `store.is_erasing` says that values were erased which may still stand in indexes or free
    /// pages.
    static let stateTables = """
        CREATE TABLE store (
            key INTEGER PRIMARY KEY CHECK (key = 1),
            format INTEGER NOT NULL,
            schema BLOB NOT NULL,
            projected INTEGER NOT NULL,
            is_erasing INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE record (
            key INTEGER PRIMARY KEY,
            space INTEGER NOT NULL REFERENCES space,
            kind INTEGER NOT NULL,
            id BLOB NOT NULL CHECK (length(id) = 16),
            state BLOB NOT NULL,
            UNIQUE (space, kind, id)
        ) STRICT;
        CREATE TABLE stale (
            record INTEGER PRIMARY KEY REFERENCES record,
            former BLOB NOT NULL
        ) STRICT;
        """

    /// What listings read.
    ///
    /// All of it can be made again from the records. `words` is the full text of the searched fields,
    /// `filters` one term a value of an indexed field (see ``FilterTerm``), and `filter_term` the records
    /// that have a term, in the order of the terms. Both indexes keep no copy of what they index: who
    /// replaces a record's words tells them the former ones.
    ///
    /// `remove_diacritics 0`: å, ä and ö are letters of their own, not an a and an o.
    static let projectionTables = """
        CREATE TABLE listing (
            record INTEGER PRIMARY KEY REFERENCES record,
            space INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            is_withdrawn INTEGER NOT NULL,
            has_conflict INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX listing_by_change ON listing (space, changed_at);
        CREATE INDEX listing_conflicts ON listing (space) WHERE has_conflict = 1;
        CREATE VIRTUAL TABLE words USING fts5 (
            text, content = '', columnsize = 0, tokenize = "unicode61 remove_diacritics 0"
        );
        CREATE VIRTUAL TABLE filters USING fts5 (
            terms, content = '', columnsize = 0, detail = none, tokenize = "ascii"
        );
        CREATE VIRTUAL TABLE filter_term USING fts5vocab (filters, instance);
        """
}

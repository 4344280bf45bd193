"""Records from changes: Documentation/Protocol.md, section 7."""

from dataclasses import dataclass

from log import CONTROL, EntryName, sha256, tag

WITHDRAWAL = 1
FIRST_RECORD_KIND = 16
FIRST_REVIEW_FIELD = 512
WRITE, REVIEW = 1, 2


@dataclass
class Entry:
    name: EntryName
    time: int
    value: bytes  # None: a hole
    is_resolution: bool

    @property
    def order(self):
        return (self.time, self.name)


def may_write(rights, kind, field):
    if rights is CONTROL:
        return kind < FIRST_RECORD_KIND
    needed = REVIEW if field >= FIRST_REVIEW_FIELD else WRITE
    return kind >= FIRST_RECORD_KIND and bool(rights & needed)


class Record:
    """The live entries of one record, field by field."""

    def __init__(self, key):
        self.key = key
        self.fields = {}
        self.dead = set()
        self.merged = {}

    def merge(self, change, rights):
        if change.name in self.merged:
            return self._fill(change)
        self.merged[change.name] = change.time
        kind = self.key[0]
        for write in change.writes:
            if not may_write(rights, kind, write.field):
                continue
            live = self.fields.setdefault(write.field, {})
            for name in write.superseded:
                if name.change != change.name:
                    live.pop(name, None)
                    self.dead.add((write.field, name))
            for offset, value in enumerate(write.values):
                name = EntryName(*change.name, write.first_position + offset)
                if (write.field, name) not in self.dead:
                    live[name] = Entry(name, change.time, value, write.is_resolution)
        return None

    def _fill(self, change):
        """The same change again: it may bring values that were missing."""
        for write in change.writes:
            for offset, value in enumerate(write.values):
                entry = self.fields.get(write.field, {}).get(EntryName(*change.name, write.first_position + offset))
                if entry is not None and entry.value is None:
                    entry.value = value

    def live(self):
        """(field, entries ascending by name), for each field that holds any."""
        for field in sorted(self.fields):
            entries = [self.fields[field][name] for name in sorted(self.fields[field])]
            if entries:
                yield field, entries

    def digest(self):
        kind, identifier = self.key
        data = tag("record") + identifier + kind.to_bytes(4, "big")
        for field, entries in self.live():
            data += field.to_bytes(4, "big")
            for entry in entries:
                name = entry.name
                data += name.log + name.number.to_bytes(8, "big") + name.prefix.to_bytes(8, "big")
                data += name.position.to_bytes(4, "big")
                data += sha256(b"missing" if entry.value is None else entry.value)
        return sha256(data)


def state_digest(records):
    total = sum(int.from_bytes(record.digest(), "big") for record in records)
    return (total % (1 << 256)).to_bytes(32, "big")

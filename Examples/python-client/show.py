"""Records as people meet them: values read, one shown by each field's policy. Sections 2 and 7 of the protocol."""

import datetime
import re

from merge import FIRST_RECORD_KIND, WITHDRAWAL
from log import EntryName
from wire import Mismatch, Reader

EMPTY = b"\0"


def read_entry_names(data):
    reader = Reader(data)
    names = []
    while not reader.at_end():
        log, number = reader.take(16), reader.varint(shortest=True)
        prefix = int.from_bytes(reader.take(8), "big")
        names.append(EntryName(log, number, prefix, reader.varint(shortest=True)))
    return names


def uuid(identifier):
    digits = identifier.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def read_value(data):
    """A canonical form as a Python value; a type of a later version as its bytes in hexadecimal digits."""
    kind, reader = data[0], Reader(data[1:])
    if kind == 0:
        value = None
    elif kind == 1:
        value = reader.take(1) == b"\1"
    elif kind in (2, 3):
        value = reader.signed()
    elif kind == 4:
        value = reader.take(len(data) - 1).decode("utf-8")
    elif kind == 5:
        value = uuid(reader.take(16))
    elif kind == 6:
        value = str(datetime.date(1970, 1, 1) + datetime.timedelta(days=reader.signed()))
    elif kind == 7:
        milliseconds, offset = reader.signed(), reader.signed()
        zone = datetime.timezone(datetime.timedelta(minutes=offset))
        epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
        value = (epoch + datetime.timedelta(milliseconds=milliseconds)).astimezone(zone).isoformat()
    elif kind == 8:
        value = reader.varint(shortest=True)
    elif kind == 9:
        value = []
        while not reader.at_end():
            value.append(read_value(reader.take(reader.varint(shortest=True))))
    else:
        return data.hex()
    if not reader.at_end():
        raise Mismatch("a value is not in canonical form")
    return value


class Field:
    """One row of Documentation/Fields.md."""

    def __init__(self, name, form, policy):
        self.name, self.policy = name, policy.split(":")[0]
        self.choices = {int(number): word for number, word in re.findall(r"(\d+) ([a-z_]+)", form)}
        # "highest: 1 < 2 < 3" ranks choices; "highest" alone goes by the number itself.
        self.ranks = [int(number) for number in re.findall(r"\d+", policy)]

    def shown(self, data):
        value = read_value(data)
        return self.choices.get(value, value) if data[0] == 8 else value

    def rank(self, entry):
        """Holes lowest, then what was cleared, then the known, then what is unknown."""
        if entry.value is None:
            return (0, 0)
        if entry.value == EMPTY:
            return (1, 0)
        value = read_value(entry.value)
        if entry.value[0] not in (2, 3, 8) or self.ranks and value not in self.ranks:
            return (3, 0)
        return (2, self.ranks.index(value) if self.ranks else value)


class Kinds:
    """The kinds and fields of Documentation/Fields.md."""

    def __init__(self, path):
        self.names, self.fields = {}, {}
        kind = None
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                heading = re.match(r"## (\d+) ([a-z_]+)", line)
                row = re.match(r"\| (\d+) \| `([a-z_]+)` \| (.*?) \| (.*?) \|", line)
                if heading:
                    kind = int(heading[1])
                    self.names[kind] = heading[2]
                elif row and kind is not None:
                    self.fields[kind, int(row[1])] = Field(row[2], row[3], row[4])

    def field(self, kind, number):
        return self.fields.get((kind, number)) or Field(str(number), "", "latest")

    def document(self, record):
        """A record as JSON shows it; `None` for the engine's own kinds."""
        kind, identifier = record.key
        if kind < FIRST_RECORD_KIND:
            return None
        live = dict(record.live())
        standing = withdrawal(live)
        fields, conflicts = {}, []
        for number, entries in live.items():
            if number == WITHDRAWAL:
                continue
            field = self.field(kind, number)
            value, is_open = show(field, entries)
            if value is not None:
                fields[field.name] = value
            if is_open:
                conflicts.append(field.name)
        if standing == "contested":
            conflicts.append("withdrawal")
        return {
            "kind": self.names.get(kind, str(kind)),
            "id": uuid(identifier),
            "fields": fields,
            "conflicts": conflicts,
            "withdrawn": standing == "withdrawn",
        }


def show(field, entries):
    """The shown value of a field, and whether a person must decide."""
    values = {entry.value for entry in entries if entry.value is not None}
    if field.policy == "union":
        return [field.shown(value) for value in sorted(values) if value != EMPTY], False
    order = lambda entry: (entry.value is not None, entry.order)
    if field.policy == "highest":
        order = lambda entry: (field.rank(entry), entry.order)
    best = max(entries, key=order)
    settled_by_person = any(entry.is_resolution for entry in entries if entry.value is not None)
    is_open = len(values) > 1 and (field.policy == "decide" or settled_by_person)
    return (None if best.value is None else field.shown(best.value)), is_open


def withdrawal(live):
    lists = [e.value for e in live.get(WITHDRAWAL, []) if e.value is not None and e.value[:1] == b"\x0a"]
    if not lists:
        return "none"
    listed = {name for data in lists for name in read_entry_names(data[1:])}
    others = [entry.name for number, entries in live.items() if number != WITHDRAWAL for entry in entries]
    return "withdrawn" if all(name in listed for name in others) else "contested"

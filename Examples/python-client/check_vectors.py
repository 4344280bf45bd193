#!/usr/bin/env python3
"""Checks the golden vectors of Fältbild with this client's own code.

    check_vectors.py Tests/SyncCoreTests/Fixtures/format-1

Exit: 0 everything agrees; 1 something does not.
"""

import json
import pathlib
import sys

from log import read_leaf, sha256, tag
from merge import state_digest
from replica import Replica
from show import read_value
from wire import Message, Mismatch, encode, require, varint


def load(folder, name):
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def data(entry, name):
    return bytes.fromhex(entry[name])


def check_leaves(folder):
    for entry in load(folder, "leaves"):
        for form in ("leaf", "redacted"):
            leaf_hash, _, payload = read_leaf(data(entry, form))
            require(leaf_hash == data(entry, "hash"), f"the hash of {form} {entry['number']} differs")
            require((payload is None) == (form == "redacted"), "only a redacted leaf has no payload")


def check_segments(folder):
    """Every segment through the same checks as a pull, then every record's hash and the sum."""
    server, segments, states = load(folder, "keys")[0], load(folder, "segments"), load(folder, "states")
    replica = Replica(data(server, "space"), [data(server, "public")])
    replica.begin(data(segments[0], "generation"))
    heads = {}
    for entry in segments:
        position = varint(1 << 3) + varint(int(entry["position"]))
        replica.take(Message(position + encode((2, data(entry, "id")), (3, data(entry, "segment")))))
        require(replica.chain == data(entry, "chain"), f"H_{entry['position']} differs")
        segment = replica.segments[data(entry, "id")]
        heads[segment.log] = segment
    for entry in (state for state in states if "record" in state):
        record = replica.records.get((int(entry["kind"]), data(entry, "record")))
        require(record is not None, f"record {entry['record']} is not there")
        require(record.digest() == data(entry, "digest"), f"the hash of record {entry['record']} differs")
    space = next(state for state in states if "space" in state)
    require(state_digest(replica.records.values()) == data(space, "digest"), "the state digest differs")
    parts = [s.log + s.last.to_bytes(8, "big") + s.id for _, s in sorted(heads.items())]
    vector = next(state for state in states if "vector" in state)
    require(sha256(tag("vector") + b"".join(parts)) == data(vector, "vector"), "the vector's digest differs")


def main():
    folder = pathlib.Path(sys.argv[1])
    try:
        check_leaves(folder)
        check_segments(folder)
        for entry in load(folder, "values"):
            read_value(data(entry, "bytes"))
    except Mismatch as error:
        print(f"check_vectors.py: {error}", file=sys.stderr)
        return 1
    print("every vector agrees")
    return 0


if __name__ == "__main__":
    sys.exit(main())

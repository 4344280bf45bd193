#!/usr/bin/env python3
"""A reading client for Fältbild, written from Documentation/Protocol.md alone.

It enrols with a one-time code, opens a session, pulls every segment of every space, verifies every hash, signature
and link, merges, compares the state digest with the server's, and prints the records as JSON lines.

    echo "$CODE" | client.py https://localhost:8443 --state folder     enrols, then pulls
    client.py https://localhost:8443 --state folder                    pulls what is new

Exit: 0 all is as the protocol says; 1 something is not, or the server refused; 2 wrong usage.
"""

import argparse
import json
import os
import pathlib
import sys
import urllib.error

from replica import Folder, Replica, read_stream
from server import Refused, Server, new_key, read_code
from show import Kinds
from wire import Message, Mismatch, delimited, require, varint

FIELDS = pathlib.Path(__file__).resolve().parents[2] / "Documentation" / "Fields.md"


def enrol(url, folder, code):
    secret, fingerprint = read_code(code)
    server = Server(url)
    server.identify(fingerprint)
    spaces = server.offered_spaces(secret)
    require(spaces, "the code is for no space")
    # On disk before the request that enrols them: a lost answer is asked for again with the same keys.
    keys = {space: folder.key(space, make=new_key) for space in spaces}
    enrolled = server.enrol(secret, keys)
    state = {
        "public_key": server.public_key.hex(),
        "trust_anchor": server.trust_anchor.decode("ascii"),
        "pinned": [key.hex() for key in server.pinned],
        "spaces": {s.hex(): {"name": name, "certificate": data.hex()} for s, (name, data) in enrolled.items()},
    }
    folder.save(state)
    return state


def sync(server, folder, space, certificate):
    """Pulls what is new of one space, and rebuilds it from all that was ever pulled."""
    kept = folder.stream(space)
    messages = list(delimited(kept))
    replica = Replica(space, server.pinned)
    if messages:
        replica.begin(messages[0])
        for message in messages[1:]:
            replica.take(Message(message))
    server.open_session(space, folder.key(space), certificate)
    elements, signed = read_stream(server.pull(space, replica.position, replica.chain if messages else None))
    head = server.read_head(signed, space)
    replica.begin(head[0])
    added = [] if messages else [head[0]]
    for element in elements:
        replica.take(element)
        added.append(element.raw)
    replica.check(head)
    folder.keep_stream(space, kept + b"".join(varint(len(message)) + message for message in added))
    return replica


def print_records(replica, name, kinds, out):
    documents = filter(None, map(kinds.document, replica.records.values()))
    for document in sorted(documents, key=lambda document: (document["kind"], document["id"])):
        out.write(json.dumps({"space": name, **document}, ensure_ascii=False, sort_keys=True) + "\n")


def run(arguments):
    folder = Folder(arguments.state)
    state = folder.load()
    if state is None:
        code = os.environ.get("FALTBILD_CODE") or sys.stdin.readline()
        state = enrol(arguments.url, folder, code)
    server = Server(
        arguments.url,
        trust_anchor=arguments.ca.read_bytes() if arguments.ca else state["trust_anchor"].encode("ascii"),
        public_key=bytes.fromhex(state["public_key"]),
        pinned=[bytes.fromhex(key) for key in state["pinned"]],
    )
    kinds = Kinds(arguments.fields)
    for identifier, space in sorted(state["spaces"].items()):
        replica = sync(server, folder, bytes.fromhex(identifier), bytes.fromhex(space["certificate"]))
        print_records(replica, space["name"], kinds, sys.stdout)
        digest = f"{len(replica.segments)} segments, {len(replica.records)} records, all verified"
        print(f"{space['name']}: {digest}; H_{replica.position} {replica.chain.hex()[:16]}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", help="the server's address")
    parser.add_argument("--state", required=True, help="a folder for keys and what was pulled")
    parser.add_argument("--ca", type=pathlib.Path, help="PEM to trust instead of the server's own trust anchor")
    parser.add_argument("--fields", type=pathlib.Path, default=FIELDS, help="the table of kinds and fields")
    arguments = parser.parse_args()
    try:
        run(arguments)
    except (Mismatch, Refused) as error:
        print(f"client.py: {error}", file=sys.stderr)
        return 1
    except urllib.error.URLError as error:
        print(f"client.py: no connection to {arguments.url}: {error.reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What this client keeps on disk, and what follows from it."""

import json
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from log import Segment, sha256
from merge import Record, state_digest
from wire import Message, delimited, require


def write_durably(path, data):
    """Complete or not there, for the owner's eyes only."""
    draft = path + ".new"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


class Folder:
    """The state folder: `server.json`, a key per space, and per space the stream as it was pulled."""

    def __init__(self, path):
        self.path = path
        os.makedirs(path, mode=0o700, exist_ok=True)

    def _file(self, name):
        return os.path.join(self.path, name)

    def load(self):
        try:
            with open(self._file("server.json"), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def save(self, state):
        write_durably(self._file("server.json"), json.dumps(state, indent=2).encode())

    def key(self, space, make=None):
        path = self._file(space.hex() + ".key")
        if make is not None and not os.path.exists(path):
            raw = (serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
            write_durably(path, make().private_bytes(*raw))
        with open(path, "rb") as file:
            return Ed25519PrivateKey.from_private_bytes(file.read())

    def stream(self, space):
        try:
            with open(self._file(space.hex() + ".stream"), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return b""

    def keep_stream(self, space, data):
        write_durably(self._file(space.hex() + ".stream"), data)


class Replica:
    """One space, rebuilt from the stream of segments: every hash, signature and link is checked on the way."""

    def __init__(self, space, pinned):
        self.space, self.pinned = space, pinned
        self.position, self.chain = 0, None
        self.segments, self.roots, self.records = {}, {}, {}
        self.generation = None

    def begin(self, generation):
        if self.generation is None:
            self.generation, self.chain = generation, sha256(generation)
        require(self.generation == generation, "the server has begun a new generation; pull from the start")

    def take(self, element):
        """One PullElement that carries a segment."""
        position, identifier = element.number(1), element.bytes(2, 32)
        require(position == self.position + 1, f"position {position} does not follow {self.position}")
        require(element.has(3), "a segment was left out")
        segment = Segment(element.bytes(3), self.space, self.pinned)
        require(segment.id == identifier, "a segment is not the one that was announced")
        self._link(segment)
        root = self.roots[segment.id]
        segment.verify_signature(root.public_key)
        for change in segment.changes():
            record = self.records.setdefault(change.record, Record(change.record))
            record.merge(change, root.rights)
        self.segments[segment.id] = segment
        self.position, self.chain = position, sha256(self.chain + segment.id)

    def _link(self, segment):
        if segment.opening is not None:
            self.roots[segment.id] = segment
            return
        before = self.segments.get(segment.previous)
        require(before is not None, "a segment's predecessor was not sent before it")
        require(before.log == segment.log, "a segment's predecessor is of another log")
        require(before.last + 1 == segment.first, "a log has a gap in its numbers")
        self.roots[segment.id] = self.roots[before.id]

    def check(self, head):
        generation, position, chain, digest = head
        require(generation == self.generation, "the head is of another generation")
        require(position == self.position, f"the head stands at {position}, the stream at {self.position}")
        require(chain == self.chain, "the running hash over the segments is not the head's")
        require(digest == state_digest(self.records.values()), "the state digest is not the head's")


def read_stream(data):
    """The elements of a pull, and the head that ends it."""
    elements = [Message(message) for message in delimited(data)]
    require(elements and elements[-1].has(4), "the stream was cut short: it does not end in a head")
    require(not any(element.has(4) for element in elements[:-1]), "a head stands inside the stream")
    return elements[:-1], elements[-1].bytes(4)

"""Segments, leaves and certificates: every hash and signature of Documentation/Protocol.md, sections 3 to 6."""

import hashlib
from dataclasses import dataclass, field

import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from wire import Message, Mismatch, require

FORMAT = 1
LARGEST_SEGMENT = 272 * 1024
LARGEST_HEADER = 4096
LARGEST_BODY = 256 * 1024
MOST_CHANGES = 1000
MOST_ENTRIES = 4096
CONTROL = None


def sha256(data):
    return hashlib.sha256(data).digest()


def tag(purpose):
    return f"faltbild/{purpose}/1".encode("ascii") + b"\0"


def verify(public_key, signature, purpose, *parts):
    require(len(signature) == 64, f"a {purpose} signature should have 64 bytes")
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, tag(purpose) + b"".join(parts))
    except InvalidSignature:
        raise Mismatch(f"a {purpose} signature does not verify") from None


@dataclass(frozen=True, order=True)
class EntryName:
    log: bytes
    number: int
    prefix: int
    position: int

    @property
    def change(self):
        return (self.log, self.number, self.prefix)


@dataclass
class Write:
    field: int
    first_position: int
    values: list
    superseded: list
    is_resolution: bool


@dataclass
class Change:
    name: tuple
    record: tuple
    time: int
    writes: list = field(default_factory=list)


class Certificate:
    """What a server's key says of a member of a space."""

    def __init__(self, data, pinned):
        outer = Message(data)
        body = Message(outer.bytes(1))
        self.space = body.bytes(1, 16)
        self.public_key = body.bytes(2, 32)
        self.pseudonym = body.text(3)
        self.rights = body.number(4)
        signers = [key for key in pinned if sha256(key) == body.bytes(5, 32)]
        require(signers, "a certificate is signed by a key that is not pinned")
        verify(signers[0], outer.bytes(2), "certificate", outer.bytes(1))


class Segment:
    """A segment, read and checked as far as that goes without its predecessor."""

    def __init__(self, data, space, pinned):
        require(len(data) <= LARGEST_SEGMENT, "a segment is too large")
        outer = Message(data)
        self.header, self.signature, self.body = outer.bytes(1), outer.bytes(2), outer.bytes(3)
        require(len(self.header) <= LARGEST_HEADER, "a header is too large")
        self.id = sha256(self.header)
        header = Message(self.header)
        require(header.number(1) == FORMAT, f"format version {header.number(1)} is not known")
        require(header.bytes(2, 16) == space, "a segment belongs to another space")
        self.log = header.bytes(3, 16)
        self.first, self.count = header.number(4), header.number(5)
        self.previous = header.bytes(6)
        self.leaves_digest = header.bytes(7, 32)
        self.body_size = header.number(11)
        require(self.first >= 1 and 1 <= self.count <= MOST_CHANGES, "a header's numbers are out of range")
        require(self.body_size <= LARGEST_BODY, "a body is too large")
        require((self.first == 1) == (self.previous == b""), "only the first segment has no predecessor")
        require((self.first == 1) == header.has(12), "the first segment, and no other, has an opening")
        self.opening = header.bytes(12) if header.has(12) else None
        if self.opening is not None:
            self._open(space, pinned)

    @property
    def last(self):
        return self.first + self.count - 1

    def _open(self, space, pinned):
        """Sets the log's key and rights; CONTROL for the control log."""
        opening = Message(self.opening)
        self.public_key, nonce = opening.bytes(1, 32), opening.bytes(2, 16)
        body = Message(opening.bytes(3)).bytes(1) if opening.has(3) else b""
        name = sha256(tag("log") + space + self.public_key + nonce + body)[:16]
        require(name == self.log, "a log's name does not follow from its opening")
        if not opening.has(3):
            require(self.public_key in pinned, "a control log has a key that is not pinned")
            self.rights, self.pseudonym = CONTROL, "server"
            return
        certificate = Certificate(opening.bytes(3), pinned)
        require(certificate.space == space, "a certificate is of another space")
        require(certificate.public_key == self.public_key, "a certificate is of another key")
        self.rights, self.pseudonym = certificate.rights, certificate.pseudonym

    def verify_signature(self, public_key):
        verify(public_key, self.signature, "segment", self.header)

    def changes(self):
        """Opens the body, checks every hash, and reads the changes."""
        announced = zstandard.frame_content_size(self.body)
        require(0 <= announced <= self.body_size + 64 * self.count, "a body expands to too much")
        body = zstandard.ZstdDecompressor().decompress(self.body, max_output_size=max(announced, 1))
        require(len(body) == announced, "a body does not expand to its size")
        leaves = Message(body, only={1}).all_bytes(1)
        require(len(leaves) == self.count, "a body does not hold as many changes as its header says")
        hashes, changes = [], []
        for offset, leaf in enumerate(leaves):
            leaf_hash, skeleton, payload = read_leaf(leaf)
            hashes.append(leaf_hash)
            name = (self.log, self.first + offset, int.from_bytes(leaf_hash[:8], "big"))
            changes.append(read_change(name, skeleton, payload))
        digest = sha256(tag("leaves") + b"".join(hashes))
        require(digest == self.leaves_digest, "the hashes of a body's changes do not give its header's digest")
        return changes


def read_leaf(data):
    leaf = Message(data, only={1, 2, 3, 4})
    skeleton, salt, payload, inner = (leaf.bytes(number) for number in (1, 2, 3, 4))
    if inner:
        require(len(inner) == 32 and not salt and not payload, "a redacted change has a hash only")
        payload = None
    else:
        require(len(salt) == 16, "a change has a salt of 16 bytes")
        inner = sha256(salt + payload)
    return sha256(tag("leaf") + len(skeleton).to_bytes(4, "big") + skeleton + inner), skeleton, payload


def read_entry_name(data):
    name = Message(data)
    return EntryName(name.bytes(1, 16), name.number(2), name.number(3), name.number(4))


def read_change(name, skeleton_bytes, payload_bytes):
    skeleton = Message(skeleton_bytes)
    fields = skeleton.all_numbers(4)
    value_counts = skeleton.all_numbers(5) or [1] * len(fields)
    superseded_counts = skeleton.all_numbers(6) or [0] * len(fields)
    superseded = [read_entry_name(data) for data in skeleton.all_bytes(7)]
    resolutions = skeleton.all_numbers(8)
    require(all(a < b for a, b in zip(fields, fields[1:])), "fields are not ascending")
    require(len(value_counts) == len(superseded_counts) == len(fields), "columns are of different lengths")
    require(sum(superseded_counts) == len(superseded), "superseded entries do not add up")
    require(all(index < len(fields) for index in resolutions), "a resolution is of no write")
    require(max(len(fields), sum(value_counts), len(superseded)) <= MOST_ENTRIES, "a change is too large")
    values = [None] * sum(value_counts)
    if payload_bytes is not None:
        values = Message(payload_bytes).all_bytes(1)
        require(len(values) == sum(value_counts), "values do not add up")
    change = Change(name, (skeleton.number(2), skeleton.bytes(1, 16)), skeleton.number(3))
    position = reference = 0
    for index, number in enumerate(fields):
        end, reference_end = position + value_counts[index], reference + superseded_counts[index]
        names = superseded[reference:reference_end]
        change.writes.append(Write(number, position, values[position:end], names, index in resolutions))
        position, reference = end, reference_end
    return change

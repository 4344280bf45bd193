#!/usr/bin/env python3
"""Reads a bundle of Fältbild with this client's own code: unlocks it, and verifies every hash and signature.

    bundle.py FILE KEY...          the passphrase, if there is one, by standard input

KEY: public keys of the server, 64 hexadecimal digits each. Prints the manifest's numbers, and per space the state
digest that the segments come to, as a JSON line each. Exit: 0 all is as the protocol says; 1 something is not.
"""

import hashlib
import json
import pathlib
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from log import sha256, tag
from merge import state_digest
from replica import Replica
from wire import Message, Mismatch, delimited, encode, require, varint

PLAIN, LOCKED = 10, 65
CHUNK = 65_536 + 16


def unlock(prelude, passphrase):
    """The key of a locked bundle."""
    require(sha256(prelude[:61])[:4] == prelude[61:], "the prelude is damaged")
    exponent, r, p = prelude[10:13]
    require(10 <= exponent <= 18 and r == 8 and 1 <= p <= 4, "the key would cost too much")
    words = unicodedata.normalize("NFC", passphrase).encode()
    memory = 2 * 128 * r * ((1 << exponent) + p)
    master = hashlib.scrypt(words, salt=prelude[13:29], n=1 << exponent, r=r, p=p, maxmem=memory, dklen=32)
    info = tag("bundle-key") + prelude[:45]
    keys = HKDF(hashes.SHA256(), 48, salt=prelude[29:45], info=info).derive(master)
    require(keys[32:] == prelude[45:61], "the passphrase does not open the bundle")
    return keys[:32]


def open_chunks(sealed, key):
    chunks = [sealed[start : start + CHUNK] for start in range(0, len(sealed), CHUNK)]
    content = bytearray()
    for number, chunk in enumerate(chunks):
        last = number == len(chunks) - 1
        try:
            content += AESGCM(key).decrypt(bytes(3) + number.to_bytes(8, "big") + bytes([last]), chunk, None)
        except InvalidTag as error:
            raise Mismatch(f"chunk {number} does not open") from error
    return bytes(content)


def read(data, passphrase):
    """The manifest and the segments, both as messages."""
    require(data[:8] == b"FBbundle" and data[8:9] == b"\x01", "this is no bundle of version 1")
    locked = data[9] == 1
    prelude = data[: LOCKED if locked else PLAIN]
    content = data[len(prelude) :]
    if locked:
        content = open_chunks(content, unlock(prelude, passphrase))
    parts = list(delimited(content))
    digest = hashlib.sha256(tag("bundle") + prelude)
    for part in parts[:-1]:
        digest.update(len(part).to_bytes(4, "big") + part)
    require(Message(parts[-1]).bytes(3, 32) == digest.digest(), "the digest differs")
    return Message(Message(parts[0]).bytes(1)), [Message(part).bytes(2) for part in parts[1:-1]]


def main():
    data = pathlib.Path(sys.argv[1]).read_bytes()
    passphrase = sys.stdin.readline().rstrip("\n") if data[9:10] == b"\x01" else ""
    manifest, segments = read(data, passphrase)
    for raw in manifest.all_bytes(4):
        space = Message(raw)
        replica = Replica(space.bytes(1, 16), [bytes.fromhex(key) for key in sys.argv[2:]])
        replica.begin(bytes(16))
        count = 0
        for segment in segments:
            header = Message(segment).bytes(1)
            if Message(header).bytes(2) != space.bytes(1):
                continue
            count += 1
            replica.take(Message(varint(1 << 3) + varint(count) + encode((2, sha256(header)), (3, segment))))
        require(count == space.number(5), "the number of segments differs")
        print(json.dumps({"name": space.text(2), "segments": count, "digest": state_digest(replica.records.values()).hex()}))


if __name__ == "__main__":
    try:
        main()
    except Mismatch as mismatch:
        print(f"bundle.py: {mismatch}", file=sys.stderr)
        sys.exit(1)

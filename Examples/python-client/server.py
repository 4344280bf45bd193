"""One server over HTTP: identity, enrolment, sessions, pull. Documentation/Protocol.md, section 9."""

import json
import secrets
import ssl
import urllib.error
import urllib.request

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from log import FORMAT, Certificate, sha256, tag, verify
from wire import Message, Mismatch, encode, require

PROTOBUF = "application/protobuf"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Refused(Exception):
    """A problem document."""

    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('type', '')}: {problem.get('detail', '')}")
        self.status, self.problem = status, problem


def read_code(text):
    """A one-time code as (secret, fingerprint)."""
    digits = [c for c in text.upper().translate(str.maketrans("OIL", "011")) if c != "-" and not c.isspace()]
    require(len(digits) == 32, f"a code has 32 characters, not {len(digits)}")
    require(all(c in ALPHABET for c in digits), "a code has a character that no code has")
    number = 0
    for digit in digits:
        number = number << 5 | ALPHABET.index(digit)
    data = number.to_bytes(20, "big")
    return data[:10], data[10:]


def public_bytes(key):
    raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    return key.public_key().public_bytes(*raw)


class Server:
    """The requests that this client needs."""

    def __init__(self, url, trust_anchor=b"", public_key=None, pinned=()):
        self.url = url.rstrip("/")
        self.trust_anchor, self.public_key, self.pinned = trust_anchor, public_key, list(pinned)
        self.tokens = {}

    def identify(self, fingerprint):
        """Asks who the server is, before it is told anything. The answer proves itself; TLS need not."""
        nonce = secrets.token_bytes(16)
        unverified = ssl._create_unverified_context()
        data = self._request("GET", f"/v1/server?nonce={nonce.hex()}", context=unverified)
        identity = Message(data)
        key, anchor = identity.bytes(1, 32), identity.bytes(2)
        require(sha256(key)[:10] == fingerprint, "the code was made for another server; the secret was not sent")
        require(identity.bytes(3) == nonce, "the identity answers another question")
        verify(key, identity.bytes(4), "identity", nonce, anchor)
        require(identity.number(5) == FORMAT, f"the server writes format version {identity.number(5)}")
        self.public_key, self.trust_anchor = key, anchor

    def offered_spaces(self, secret):
        answer = Message(self._post("/v1/enrolments", encode((1, secret))))
        return [Message(data).bytes(1, 16) for data in answer.all_bytes(1)]

    def enrol(self, secret, keys):
        """Enrols a key per space; gives {space: (name, certificate bytes)}."""
        members = []
        for space, key in sorted(keys.items()):
            public = public_bytes(key)
            proof = key.sign(tag("enrolment") + self.public_key + secret + space + public)
            members.append((2, encode((1, space), (2, public), (3, proof))))
        answer = Message(self._post("/v1/enrolments", encode((1, secret), *members)))
        self.pinned = answer.all_bytes(2)
        require(self.public_key in self.pinned, "the server does not pin its own key")
        enrolled = {}
        for data in answer.all_bytes(1):
            space = Message(data)
            certificate = Certificate(space.bytes(5), self.pinned)
            identifier = space.bytes(1, 16)
            require(certificate.space == identifier, "a certificate is of another space")
            require(certificate.public_key == public_bytes(keys[identifier]), "a certificate is of another key")
            enrolled[identifier] = (space.text(2), space.bytes(5))
        require(set(enrolled) == set(keys), "the server enrolled in other spaces than asked")
        return enrolled

    def open_session(self, space, key, certificate):
        path = f"/v1/spaces/{space.hex()}/sessions"
        try:
            self._request("POST", path, body=b"")
            raise Mismatch("a session was opened without a proof")
        except Refused as refusal:
            require(refusal.status == 401, f"an empty session request gave {refusal}")
            nonce = bytes.fromhex(refusal.problem["nonce"])
        signature = key.sign(tag("session") + self.public_key + space + nonce)
        answer = Message(self._post(path, encode((1, certificate), (2, nonce), (3, signature))))
        self.tokens[space] = answer.text(1)

    def pull(self, space, position, chain):
        path = f"/v1/spaces/{space.hex()}/segments?own=1&after={position}"
        return self._request("GET", path + (f"&digest={chain.hex()}" if chain else ""), space=space)

    def read_head(self, data, space):
        """(generation, N, H_N, state digest) of a SignedHead, verified."""
        signed = Message(data)
        signers = [key for key in self.pinned if sha256(key) == signed.bytes(3, 32)]
        require(signers, "a head is signed by a key that is not pinned")
        verify(signers[0], signed.bytes(2), "head", signed.bytes(1))
        head = Message(signed.bytes(1))
        require(head.bytes(1, 16) == space, "a head is of another space")
        return head.bytes(2, 16), head.number(3), head.bytes(4, 32), head.bytes(5, 32)

    def _post(self, path, body):
        return self._request("POST", path, body=body)

    def _request(self, method, path, body=None, space=None, context=None):
        headers = {} if body is None else {"Content-Type": PROTOBUF}
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers)
        if space in self.tokens:
            request.add_header("Authorization", "Bearer " + self.tokens[space])
        try:
            with urllib.request.urlopen(request, timeout=60, context=context or self._context()) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            try:
                problem = json.loads(error.read())
            except ValueError:
                problem = {}
            raise Refused(error.code, problem) from None

    def _context(self):
        if not self.url.startswith("https:"):
            return None
        if not self.trust_anchor:
            return ssl.create_default_context()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=self.trust_anchor.decode("ascii"))
        return context


def new_key():
    return Ed25519PrivateKey.generate()

"""Protobuf and varints by hand: what Documentation/Protocol.md needs of them, and no more."""

MASK = (1 << 64) - 1


class Mismatch(Exception):
    """Something is not as the protocol says: a hash, a signature, a form."""


def require(condition, what):
    if not condition:
        raise Mismatch(what)


class Reader:
    """Reads bytes from front to back; running out of them is a mismatch."""

    def __init__(self, data):
        self.data = bytes(data)
        self.offset = 0

    def at_end(self):
        return self.offset == len(self.data)

    def take(self, count):
        require(count <= len(self.data) - self.offset, "bytes are cut short")
        self.offset += count
        return self.data[self.offset - count : self.offset]

    def varint(self, shortest=False):
        number = shift = 0
        while True:
            byte = self.take(1)[0]
            require(shift < 63 or byte <= 1, "a varint is longer than 64 bits")
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                require(not shortest or byte or shift == 0, "a varint is not in its shortest form")
                return number
            shift += 7

    def signed(self):
        number = self.varint(shortest=True)
        return number >> 1 ^ -(number & 1)


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


class Message:
    """A message as the list of its fields. What is absent has the default of proto3."""

    def __init__(self, data, only=None):
        self.raw = bytes(data)
        reader = Reader(data)
        self.fields = {}
        while not reader.at_end():
            key = reader.varint()
            number, kind = key >> 3, key & 7
            if kind == 0:
                value = reader.varint()
            elif kind == 1:
                value = int.from_bytes(reader.take(8), "little")
            elif kind == 2:
                value = reader.take(reader.varint())
            elif kind == 5:
                value = int.from_bytes(reader.take(4), "little")
            else:
                raise Mismatch("a message has a field of an unknown wire type")
            require(only is None or number in only, "a message holds a field that no hash covers")
            self.fields.setdefault(number, []).append(value)

    def has(self, number):
        return number in self.fields

    def number(self, number):
        value = self.fields.get(number, [0])[-1]
        require(isinstance(value, int), "a field should be a number")
        return value

    def bytes(self, number, count=None):
        value = self.fields.get(number, [b""])[-1]
        require(isinstance(value, bytes), "a field should be bytes")
        require(count is None or len(value) == count, f"a field should have {count} bytes, not {len(value)}")
        return value

    def text(self, number):
        return self.bytes(number).decode("utf-8")

    def all_bytes(self, number):
        return self.fields.get(number, [])

    def all_numbers(self, number):
        """A repeated number, packed or not."""
        numbers = []
        for value in self.fields.get(number, []):
            if isinstance(value, int):
                numbers.append(value)
                continue
            reader = Reader(value)
            while not reader.at_end():
                numbers.append(reader.varint())
        return numbers


def encode(*fields):
    """A message of (number, bytes) pairs; empty ones are left out."""
    return b"".join(varint(number << 3 | 2) + varint(len(data)) + data for number, data in fields if data)


def delimited(data):
    """The messages of a stream, each after its length."""
    reader = Reader(data)
    while not reader.at_end():
        yield reader.take(reader.varint())

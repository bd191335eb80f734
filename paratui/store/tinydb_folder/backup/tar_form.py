"""The form of the archive a backup is: tar, as `tar xzf` reads it, made and expected to the byte.

Whoever reads one back compares each header with the one that must stand there, so nothing that a tar may
hold besides plain files (links, devices, other owners, other names) needs to be looked for.
"""

from __future__ import annotations

BLOCK = 512
# How a tar ends.
END = bytes(2 * BLOCK)
_MODE = 0o660
_NAME_BYTES = 100
_SIZE_DIGITS = 0o77777777777


def header(name: str, size: int, mtime: int) -> bytes:
    """The blocks that stand before a file of `size` bytes; `mtime` is in seconds since 1970."""
    raw, more = name.encode(), b""
    if len(raw) > _NAME_BYTES or not raw.isascii():
        more += _pax_record(b"path", raw)
    if size > _SIZE_DIGITS:
        more += _pax_record(b"size", str(size).encode())
    before = _block(b"more-of-the-next-name", len(more), mtime, b"x") + more + padding(len(more)) if more else b""
    return before + _block(raw[:_NAME_BYTES], min(size, _SIZE_DIGITS), mtime, b"0")


def size_and_mtime(block: bytes) -> tuple[int, int]:
    """What a header says of the file after it; raises ValueError when it is no header."""
    return int(block[124:135], 8), int(block[136:147], 8)


def padding(size: int) -> bytes:
    """What fills the last block of a file."""
    return bytes(-size % BLOCK)


def _pax_record(key: bytes, value: bytes) -> bytes:
    rest = b" %s=%s\n" % (key, value)
    length = len(rest)
    # The length counts its own digits.
    while length != len(rest) + len(str(length)):
        length = len(rest) + len(str(length))
    return str(length).encode() + rest


def _block(name: bytes, size: int, mtime: int, kind: bytes) -> bytes:
    before = name.ljust(_NAME_BYTES, b"\0") + b"%07o\0%07o\0%07o\0%011o\0%011o\0" % (_MODE, 0, 0, size, mtime)
    after = kind + bytes(100) + b"ustar\x0000" + bytes(64) + b"%07o\0%07o\0" % (0, 0)
    block = before + b" " * 8 + after
    summed = sum(block)
    return (before + b"%06o\0 " % summed + after).ljust(BLOCK, b"\0")

"""Encrypting a backup for the keys of people (age, https://age-encryption.org), as a stream, by pyrage.

A key is an age key or an ssh key without a passphrase; none is ever asked for and none is kept.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from paratui.domain.errors import BadInput
from paratui.store.tinydb_folder.ground.disk import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

# How a file encrypted by age begins.
MAGIC = b"age-encryption.org/"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how any secret key begins, not one of them
_MOST_KEY_BYTES = 1_000_000
_BATCH = 1 << 18


def _pyrage() -> Any:
    """The library, which only an encrypted backup needs; raises BadInput saying how to get it."""
    try:
        import pyrage  # noqa: PLC0415 - an extra that need not be installed
    except ImportError:
        raise BadInput(
            "Encrypting needs the package pyrage, which is not installed here; "
            "install it beside paratui: pip install 'pyrage>=1.3'"
        ) from None
    return pyrage


def recipients(named: Sequence[str], files: Sequence[Path]) -> list[Any]:
    """The public keys that were named, and those in files (one on a line, # begins a remark).

    Raises BadInput for one that cannot be used.
    """
    pairs = [(text.strip(), "") for text in named]
    for path in files:
        lines = [line.strip() for line in _key_text(path).splitlines()]
        found = [(line, f" in {path}") for line in lines if line and not line.startswith("#")]
        if not found:
            raise BadInput(f"{path} names no key; write one age1... or ssh-ed25519 ... on a line")
        pairs += found
    return [_recipient(text, where) for text, where in pairs]


def _recipient(text: str, where: str) -> Any:
    pyrage = _pyrage()
    if text.startswith(_SECRET):
        raise BadInput(f"A secret key stands{where or ' after --to'}; give the public one, which begins with age1")
    kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise BadInput(
            f'"{text[:80]}"{where} is no key to encrypt for; give one that begins with age1, ssh-ed25519 or ssh-rsa'
        ) from None


def identities(path: Path) -> list[Any]:
    """The secret keys in a file: age's own form, or one ssh key; raises BadInput."""
    pyrage, text = _pyrage(), _key_text(path)
    try:
        if _SECRET in text:
            lines = [line.strip() for line in text.splitlines()]
            return [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
        return [pyrage.ssh.Identity.from_buffer(text.encode())]
    except pyrage.IdentityError as error:
        if "decrypted first" in str(error):
            raise BadInput(
                f"{path} is protected by a passphrase, and paratui asks for none; use a key without, or decrypt the "
                f"backup first: age -d -i {path} BACKUP > backup.tar.gz"
            ) from None
        raise BadInput(f"{path} holds no secret key that can be used; give an age key file or an ssh key") from None


def _key_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_KEY_BYTES + 1)
    except OSError as error:
        raise BadInput(f"The key file {path} cannot be read ({error.strerror}); check its name and rights") from None
    try:
        if len(data) <= _MOST_KEY_BYTES:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise BadInput(f"{path} is no file of keys; give one with a key on each line")


class _Reader:
    """Chunks as a file to read. What goes wrong in them is kept: the library would make a text of it."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._rest and (chunk := next(self._chunks, None)) is not None:
                self._rest = memoryview(chunk)
        except BaseException as error:
            self.error = error
            raise
        size = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)


class _Writer:
    """A file to write to; what goes wrong is kept, as in `_Reader`."""

    def __init__(self, write: Callable[[bytes], Any]) -> None:
        self._write = write
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            self._write(data)
        except BaseException as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""


def encrypt(chunks: Iterator[bytes], write: Callable[[bytes], Any], to: Sequence[Any]) -> None:
    """Write the chunks encrypted for these recipients; what reading or writing raises is raised."""
    pyrage = _pyrage()
    reader, writer = _Reader(chunks), _Writer(write)
    try:
        pyrage.encrypt_io(reader, writer, list(to))
    except (pyrage.EncryptError, OSError) as error:
        raise (reader.error or writer.error or error) from None


@contextmanager
def decrypted(file: BinaryIO, keys: Sequence[Any], name: str) -> Iterator[BinaryIO]:
    """What an encrypted file holds, to be read to its end; BadInput when the keys do not open it or it is damaged.

    The library pushes and readers pull, so a thread stands between them.
    """
    pyrage = _pyrage()
    source, sink = os.pipe()
    failed: list[Exception] = []
    batch = bytearray()

    def hand_over(data: bytes) -> None:
        # The library gives 8 KB at a time, and each change between the threads costs as much as reading that.
        batch.extend(data)
        if len(batch) >= _BATCH or not data:
            write_all(sink, bytes(batch))
            batch.clear()

    writer = _Writer(hand_over)

    def work() -> None:
        try:
            pyrage.decrypt_io(file, writer, list(keys))
            writer.write(b"")
        except Exception as error:  # noqa: BLE001 - told by the thread that reads
            failed.append(error)
        finally:
            os.close(sink)

    def is_broken() -> bool:
        thread.join()
        # A reader who needs no more than the beginning is no failure.
        return bool(failed) and not isinstance(writer.error, BrokenPipeError)

    thread = threading.Thread(target=work, name="decrypting", daemon=True)
    thread.start()
    try:
        with os.fdopen(source, "rb") as reader:
            yield reader
    except BadInput:
        # Bytes that end too early are seen here as a backup that is cut off.
        if not is_broken():
            raise
    finally:
        thread.join()
    if is_broken() and "No matching keys" in str(failed[0]):
        raise BadInput(f"{name} is encrypted for other keys than the one given; use the key it was made for")
    if is_broken():
        raise BadInput(f"{name} is damaged or cut off (it cannot be decrypted to its end); use another backup")

"""A backup as a stream of bytes: tar in gzip, the manifest first, then each file it names, in its order."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from paratui.domain.errors import BadInput
from paratui.store.tinydb_folder.backup import encryption, tar_form
from paratui.store.tinydb_folder.backup.manifest import MANIFEST, MOST_BYTES, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from paratui.store.tinydb_folder.backup.manifest import Manifest, Member

CHUNK = 1 << 18
_GZIP = b"\x1f\x8b"
# The quickest: a third of the time of the usual level, for a file a tenth larger.
_LEVEL = 1


def packed(manifest: Manifest, mtime: int, contents: Callable[[Member], Iterator[bytes]]) -> Iterator[bytes]:
    """The archive, in chunks; `contents` gives the bytes of each member, `mtime` is in seconds since 1970."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for chunk in _tar(manifest, mtime, contents):
        squeezed = squeeze.compress(chunk)
        if squeezed:
            yield squeezed
    yield squeeze.flush()


def _tar(manifest: Manifest, mtime: int, contents: Callable[[Member], Iterator[bytes]]) -> Iterator[bytes]:
    first = encode(manifest)
    yield tar_form.header(MANIFEST, len(first), mtime) + first + tar_form.padding(len(first))
    for member in manifest.members:
        yield tar_form.header(member.name, member.size, mtime)
        yield from contents(member)
        yield tar_form.padding(member.size)
    yield tar_form.END


class Archive:
    """A backup that is being read. Nothing is believed: each byte is what the manifest says, or BadInput."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = gzip.GzipFile(fileobj=file)
        self._name = name
        self.manifest = self._read_manifest()

    def members(self) -> Iterator[tuple[Member, Iterator[bytes]]]:
        """Each file with its bytes, which are to be read to their end before the next, and then are right."""
        for member in self.manifest.members:
            expected = tar_form.header(member.name, member.size, self._mtime)
            if self._read(len(expected)) != expected:
                raise self._strange(f"something else stands where {member.name} must")
            yield member, self._contents(member)
        if self._read(len(tar_form.END)) != tar_form.END or self._read_some(1):
            raise self._strange("it goes on after its last file")

    def _contents(self, member: Member) -> Iterator[bytes]:
        digest, left = sha256(), member.size
        while left:
            chunk = self._read(min(CHUNK, left))
            digest.update(chunk)
            left -= len(chunk)
            yield chunk
        if digest.hexdigest() != member.sha256:
            raise BadInput(
                f"{self._name} is damaged ({member.name} in it is not as it was saved); use another backup"
            )
        self._skip_padding(member.size)

    def _read_manifest(self) -> Manifest:
        block = self._read(tar_form.BLOCK)
        try:
            size, self._mtime = tar_form.size_and_mtime(block)
        except ValueError:
            raise self._no_backup() from None
        if size > MOST_BYTES or block != tar_form.header(MANIFEST, size, self._mtime):
            raise self._no_backup()
        data = self._read(size)
        self._skip_padding(size)
        return decode(data, self._name)

    def _skip_padding(self, size: int) -> None:
        filler = tar_form.padding(size)
        if self._read(len(filler)) != filler:
            raise self._strange("the end of a file is not empty")

    def _read(self, size: int) -> bytes:
        data = self._read_some(size)
        if len(data) < size:
            raise self._cut_off()
        return data

    def _read_some(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except EOFError:
            raise self._cut_off() from None
        except (zlib.error, gzip.BadGzipFile) as error:
            raise BadInput(f"{self._name} is damaged ({error}); use another backup") from None
        except OSError as error:
            raise BadInput(f"{self._name} cannot be read ({error.strerror}); use another backup") from None

    def _cut_off(self) -> BadInput:
        return BadInput(f"{self._name} is cut off: its end is missing; use another backup")

    def _no_backup(self) -> BadInput:
        return BadInput(f"{self._name} is no backup made by paratui; name the file that paratui backup wrote")

    def _strange(self, what: str) -> BadInput:
        return BadInput(f"{self._name} is not as paratui makes a backup ({what}); use another one")


@contextmanager
def open_archive(path: Path, identity: Path | None) -> Iterator[Archive]:
    """A backup file to read, encrypted or not; raises BadInput when it cannot be used."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadInput(f"The backup {path} cannot be opened ({error.strerror}); check its name and rights") from None
    with file:
        try:
            begin = file.read(len(encryption.MAGIC))
            file.seek(0)
        except OSError as error:
            raise BadInput(f"The backup {path} cannot be read ({error.strerror}); use another one") from None
        if begin == encryption.MAGIC:
            if identity is None:
                raise BadInput(f"{path} is encrypted; name the file of your secret key with --identity")
            with encryption.decrypted(file, encryption.identities(identity), str(path)) as plain:
                yield Archive(plain, str(path))
        elif begin.startswith(_GZIP):
            yield Archive(file, str(path))
        else:
            raise BadInput(f"{path} is no backup made by paratui; name the file that paratui backup wrote")

"""The first file of a backup: what office it is of, how far its chain goes, and each file with its SHA-256."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import msgspec

from paratui.domain.errors import BadInput
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.store.office_data_file import OWN_FILES, OWN_FOLDERS
from paratui.store.office_settings import FILE as OFFICE
from paratui.store.tinydb_folder.drafts.draft_file import parse_name
from paratui.store.tinydb_folder.files.meta import SCHEMA
from paratui.store.tinydb_folder.ground.folder import HOT, KIND_FOLDERS, META, PURGES, Folder

MANIFEST = "manifest.json"
FORM = 1
# Room for the files of a century; more than this is no list of an office's files.
MOST_BYTES = 64_000_000

_PLACES = Folder(Path())
# In the order in which they may appear in a folder: what says how far the records go comes last.
SINGLE = (OFFICE, *OWN_FILES, _PLACES.plan.name, _PLACES.purging.name, PURGES, HOT, META)
SEGMENTS = ("journal", "audit")
LOOSE = (*OWN_FOLDERS, "torn", "foreign")
_SEGMENT = re.compile(r"\d{8,12}\.jsonl")
_SHARD = re.compile(r"\d{4}-W\d\d\.json")
_LOOSE = re.compile(r"(?!\.)[^/\\\x00-\x1f\x7f]{1,255}")

_Size = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
_Version = Annotated[int, msgspec.Meta(ge=1)]
_Sha = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Member(msgspec.Struct, frozen=True):
    """One file of the office: its name in the office folder, its bytes, their hash."""

    name: str
    size: _Size
    sha256: _Sha


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds.

    `seq`, `chain`, `last` (UTC) and `last_by` are of the newest commit in it; `made` is UTC. `drafts_left_out`
    counts the calls in progress that could not be read, `left_out` names what is no file of an office.
    """

    office: str
    made: str
    by: str
    program: str
    seq: _Size
    chain: _Sha
    last: str
    last_by: str
    members: list[Member]
    drafts_left_out: _Size = 0
    left_out: list[str] = []
    form: _Version = FORM
    schema: _Version = SCHEMA

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(member.size for member in self.members)


class _Made(msgspec.Struct):
    form: int
    schema: int
    program: str = ""


encode = msgspec.json.Encoder().encode


def decode(data: bytes, source: str) -> Manifest:
    """The manifest of the backup named `source`, fit to be unpacked; raises BadInput with the reason why not."""
    try:
        made = msgspec.json.decode(data, type=_Made)
        if made.form > FORM or made.schema > SCHEMA:
            raise BadInput(
                f"{source} was made by a newer paratui ({made.program}); install that version here to restore it"
            )
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            f"{source} is no backup made by paratui (its list of files: {error}); use another one"
        ) from None
    for what, text in (("made", manifest.made), ("last", manifest.last or manifest.made)):
        if not is_moment(text):
            raise BadInput(
                f"{source} is no backup made by paratui ({what} in its list of files is no time: {text[:40]!r}); "
                "use another one"
            )
    names = [member.name for member in manifest.members]
    strange = next((name for name in names if not belongs(name)), None)
    if strange is not None:
        raise BadInput(
            f"{source} names {strange[:200]!r}, which is no file of an office; use another backup, "
            "nothing of it was unpacked"
        )
    if len(set(names)) < len(names):
        raise BadInput(f"{source} names a file twice, as no backup does; use another, nothing of it was unpacked")
    return manifest


def see_an_office(manifest: Manifest, source: str) -> None:
    """See that an office can be made of what the backup holds; raises BadInput when not."""
    names = {member.name for member in manifest.members}
    journal = any(name.partition("/")[0] in SEGMENTS for name in names)
    # Before the first commit there is no journal.
    missing = [META] * (META not in names) + ["journal"] * (not journal and manifest.seq > 0)
    if missing:
        raise BadInput(
            f"{source} holds no {' and no '.join(missing)}, so no office can be made of it and nothing was unpacked; "
            "use another backup"
        )


def is_moment(text: str) -> bool:
    """Whether a text is a time as documents have it, which every zone can show."""
    try:
        moment = from_utc_text(text)
        return utc_text(moment) == text and moment.year < 9999
    except (ValueError, OverflowError):
        return False


def belongs(name: str) -> bool:
    """Whether a file of that name is part of an office; what is being written (`.new`) is not."""
    if name in SINGLE:
        return True
    # A name that begins with a slash has no part, and so belongs nowhere.
    part, _, rest = name.rpartition("/")
    if rest.endswith(".new") or not rest.isprintable() or len(rest.encode(errors="replace")) > 255:
        return False
    if part in SEGMENTS:
        return bool(_SEGMENT.fullmatch(rest))
    if part in KIND_FOLDERS.values():
        return bool(_SHARD.fullmatch(rest))
    if part == "drafts":
        return parse_name(rest) is not None and bool(_LOOSE.fullmatch(rest))
    return part in LOOSE and bool(_LOOSE.fullmatch(rest))

"""A person's own keys: the file they are in, the sets that are shipped, and what of them holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.errors import OfficeError
from paratui.store.own_settings import read_own, settings_path, write_own

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paratui.domain.keymap import Context, Trouble

FILE = "keys.toml"
VARIABLE = "PARATUI_KEYS"


class OwnKeys(NamedTuple):
    """`by_command` holds, with what a set gives; `chosen` is that set, `troubles` is what cannot be used."""

    path: Path | None
    by_command: dict[str, tuple[str, ...]]
    chosen: str = ""
    troubles: tuple[Trouble, ...] = ()


def keys_path(environ: Mapping[str, str]) -> Path | None:
    """Where they are: the file PARATUI_KEYS names, else beside a person's own settings; None without a home."""
    if environ.get(VARIABLE):
        return Path(environ[VARIABLE])
    beside = settings_path(environ)
    return beside.with_name(FILE) if beside else None


def has_own_keys(environ: Mapping[str, str]) -> bool:
    """Whether there is such a file, or one is named that should be there."""
    path = keys_path(environ)
    return bool(environ.get(VARIABLE)) or (path is not None and path.is_file())


def keys_text(environ: Mapping[str, str]) -> str:
    """What is in the file, empty where there is none. Raises OfficeError when it cannot be read, or is not there."""
    path = keys_path(environ)
    text = read_own(path)
    if not text and environ.get(VARIABLE) and path is not None and not path.is_file():
        raise OfficeError(f"There is no file {path}, which {VARIABLE} names; write it or take the variable away")
    return text


def own_keys(environ: Mapping[str, str], contexts: Sequence[Context]) -> OwnKeys:
    """The keys that hold for whoever works in this environment. Raises OfficeError when the file cannot be read."""
    from paratui.domain.keymap import read_keys, without_clashes  # noqa: PLC0415 - only for those who have such a file

    text = keys_text(environ)
    chosen, wanted, troubles = read_keys(text, contexts)
    below = set_of_keys(chosen, contexts) if chosen else {}
    by_command, clashing = without_clashes(wanted, below, contexts)
    return OwnKeys(keys_path(environ), by_command, chosen, tuple(sorted((*troubles, *clashing))))


def set_of_keys(name: str, contexts: Sequence[Context]) -> dict[str, tuple[str, ...]]:
    """The keys of a set that is shipped, by command."""
    from paratui.domain.keymap import read_keys  # noqa: PLC0415 - as above
    from paratui.store.office_data_file import shipped_keys  # noqa: PLC0415 - as above

    _, wanted, _ = read_keys(shipped_keys(name), contexts)
    return {command: one.keys for command, one in wanted.items()}


def take_up_set(name: str, environ: Mapping[str, str]) -> None:
    """Write a set into the person's file, "" for none; the rest of the file stays. Raises OfficeError."""
    from paratui.domain.own_settings import with_setting  # noqa: PLC0415 - as above

    path = keys_path(environ)
    write_own(path, with_setting(read_own(path), "set", name))

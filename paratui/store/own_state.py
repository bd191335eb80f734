"""What the program remembers of one person between two sessions: a small file of their own, beside no office."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import msgspec

from paratui.domain.own_folder import state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_MODE = 0o600


def read_state(environ: Mapping[str, str], name: str) -> dict[str, Any]:
    """What is remembered under a name; nothing where it cannot be read: nobody's work hangs on it."""
    try:
        told = msgspec.json.decode((state_folder(environ) / f"{name}.json").read_bytes())
    except (OSError, ValueError, RuntimeError, msgspec.DecodeError):
        return {}
    return told if isinstance(told, dict) else {}


def keep_state(environ: Mapping[str, str], name: str, told: Mapping[str, Any]) -> bool:
    """Remember it, whole or not at all; False where the home takes no file."""
    try:
        folder = state_folder(environ)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f"{name}.{os.getpid()}.new"
        words = msgspec.json.encode(dict(told))
        # Not waited for until it is on the disk: no key waits for what is only remembered.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _MODE), "wb") as file:
            file.write(words)
        fresh.replace(folder / f"{name}.json")
    except (OSError, RuntimeError, UnicodeEncodeError):
        # A folder's name in another charset is no text either.
        return False
    return True

"""What the program remembers of one person between two sessions: a small file of their own, beside no office."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from paratui.domain.own_folder import state_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_MODE = 0o600


def read_state(environ: Mapping[str, str], name: str) -> dict[str, Any]:
    """What is remembered under a name; nothing where it cannot be read: nobody's work hangs on it."""
    try:
        told = json.loads((state_folder(environ) / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RuntimeError):
        return {}
    return told if isinstance(told, dict) else {}


def keep_state(environ: Mapping[str, str], name: str, told: Mapping[str, Any]) -> bool:
    """Remember it, whole or not at all; False where the home takes no file."""
    try:
        folder = state_folder(environ)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f"{name}.{os.getpid()}.new"
        # Not waited for until it is on the disk: no key waits for what is only remembered.
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _MODE), "w", encoding="utf-8") as file:
            json.dump(dict(told), file)
        fresh.replace(folder / f"{name}.json")
    except (OSError, RuntimeError):
        return False
    return True

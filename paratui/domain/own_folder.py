"""Where an account keeps what is its own and not the office's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where this account's programs keep their logs and their places. Raises RuntimeError where no home is known."""
    named = environ.get("XDG_STATE_HOME", "")
    if named.startswith("/"):
        return Path(named) / "paratui"
    return Path(environ.get("HOME") or "~").expanduser() / ".local/state/paratui"

"""The file a person's own settings are in: in their own folder, never in the office's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paratui.domain.errors import OfficeError
from paratui.store.tinydb_folder.ground.disk import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "settings.toml"
_MODE = 0o600


def settings_path(environ: Mapping[str, str]) -> Path | None:
    """Where they are: `$XDG_CONFIG_HOME/paratui`, else `~/.config/paratui`; None for an account without a home."""
    named = environ.get("XDG_CONFIG_HOME", "")
    if named.startswith("/"):
        return Path(named) / "paratui" / FILE
    try:
        return (Path(environ["HOME"]) if environ.get("HOME") else Path.home()) / ".config" / "paratui" / FILE
    except RuntimeError:
        return None


def read_own(path: Path | None) -> str:
    """The text of the file, empty where there is none. Raises OfficeError when it cannot be read."""
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise OfficeError(f"{path} cannot be read ({why}); mend it or take it away") from None


def write_own(path: Path | None, text: str) -> None:
    """Write the file, whole or not at all, readable to its owner alone. Raises OfficeError."""
    if path is None:
        raise OfficeError("No home folder is known, so no setting can be kept; set HOME or XDG_CONFIG_HOME")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A link, as people have who keep their settings in one place, stays a link.
        replace(path.resolve(), text.encode(), _MODE)
    except OSError as error:
        raise OfficeError(f"{path} cannot be written ({error.strerror}); it holds for this session only") from None

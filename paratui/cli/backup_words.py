"""What backup and restore say of an office in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.cli.printed import progress
from paratui.domain.spoken_size import count_words, size_words
from paratui.domain.wall_clock import from_utc_text

if TYPE_CHECKING:
    from datetime import tzinfo

    from paratui.services.backups import Contents


def show_progress(what: str, done: int, whole: int) -> None:
    """Show on one line how far it is."""
    progress(f"{what}: {100 * done // max(whole, 1)} % of {size_words(whole)}")


def contents_words(held: Contents, zone: tzinfo) -> str:
    """How many commits, up to when and by whom: "41,203 commits up to 2026-11-20 14:03 EST by dana"."""
    commits = count_words(held.commits, "commit")
    return f"{commits} up to {moment_words(held.last, zone)} by {held.by}" if held.last else commits


def moment_words(text: str, zone: tzinfo) -> str:
    """A moment of a document on the office's clock; what is no time, as it stands there."""
    try:
        return f"{from_utc_text(text).astimezone(zone):%Y-%m-%d %H:%M %Z}"
    except (ValueError, OverflowError):
        return text


def contents_object(held: Contents) -> dict[str, Any]:
    """What a backup holds, for programs. Times are UTC."""
    return {name: value for name, value in held._asdict().items() if name not in {"files", "size"}} | {
        "files": held.files,
        "bytes": held.size,
    }

"""The time zone of this machine, as far as it has a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

LOCALTIME = Path("/etc/localtime")
_MARK = "zoneinfo/"


def system_zone(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """The IANA name in TZ or behind /etc/localtime; empty when neither names one."""
    told = environ.get("TZ", "").removeprefix(":")
    if _is_name(told):
        return told
    try:
        _, mark, name = str(localtime.readlink()).rpartition(_MARK)
    except OSError:
        return ""
    return name if mark and _is_name(name) else ""


def _is_name(text: str) -> bool:
    # TZ may also hold a rule ("EST5EDT4,M3") or a path, which are no names an office can be set to.
    if "/" not in text.strip("/") and text not in {"UTC", "GMT"}:
        return False
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

"""What the office says of its pulse."""

from __future__ import annotations

import msgspec


class PulseRules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`by_person` shows attorneys the times to return a call by name; without it nobody sees another's figures."""

    by_person: bool = False

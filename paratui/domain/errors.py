"""The one tree of errors. Each carries a sentence for a person, which says what to do, and an exit code.

ParatuiError                 exit 2
├── BadInput                 2  what was typed, pasted or given on the command line
│   └── FactsLockedError     2  a fact that waits for the conflict check
├── OfficeError              2  the office folder cannot be used as it is
└── StoreError               4  the office cannot take this change now
    ├── Conflict             3  somebody else changed the record meanwhile
    ├── StoreBusy            4  another process holds the commit lock
    ├── StoreFull            4  no room on the disk
    └── StoreReadOnly        4  a write failed, nothing more is written until a restart
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class ParatuiError(Exception):
    """A condition a person can do something about; `str()` is the sentence to show."""

    exit_code = 2


class BadInput(ParatuiError):
    """Something typed, pasted or given on the command line cannot be used."""


class FactsLockedError(BadInput):
    """Something was to be kept that may not be collected before the conflict check is marked."""


class OfficeError(ParatuiError):
    """The office folder cannot be opened as it is."""


class StoreError(ParatuiError):
    """The store could not take the change; what was typed is kept by the caller."""

    exit_code = 4


class Conflict(StoreError):
    """A record was changed by somebody else since it was read.

    `kind` and `record` name it; `current` is the document as it now stands (with `changed_by` and
    `changed_at` of its last revision), `mine` the refused one.
    """

    exit_code = 3

    def __init__(
        self,
        kind: str,
        record: int,
        current: Mapping[str, Any] | None,
        mine: Mapping[str, Any],
        changed_by: str,
        changed_at: str,
    ) -> None:
        self.kind = kind
        self.record = record
        self.current = current
        self.mine = mine
        self.changed_by = changed_by
        self.changed_at = changed_at
        when = changed_at[11:16]
        super().__init__(
            f"{changed_by} changed this {kind.replace('_', '-')} at {when} UTC; look at it and try again"
        )


class StoreBusy(StoreError):
    """Another process holds the commit lock; `holder` names it as far as the system tells."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(f"The office is being written by {holder}; try again in a moment")


class StoreFull(StoreError):
    """The disk or the quota is full; the line was taken back and nothing is half written."""


class StoreReadOnly(StoreError):
    """A write to the disk failed; nothing more is written until the program is started again.

    What was refused is not stored, unless the disk refused to take it back too: sent again, it is recognised.
    """

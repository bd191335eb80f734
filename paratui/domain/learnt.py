"""What msgspec reads documents by, each worked out by one thread alone.

It works a struct out, and those inside it, when it first reads one. A second thread that reads the same meanwhile
finds half of it, and that ends the process.
"""

from __future__ import annotations

from threading import RLock
from typing import TypeVar

import msgspec

Form = TypeVar("Form")

_LEARNT: set[object] = set()
_TURN = RLock()


def learnt(form: type[Form]) -> type[Form]:
    """The form, ready to be read by any thread."""
    if form not in _LEARNT:
        with _TURN:
            msgspec.json.Decoder(form)
            _LEARNT.add(form)
    return form

"""Python's collector, kept out of the keys' way.

Left to itself it looks through everything that is alive, in the middle of whatever is going on: a key waited up to
100 ms for it. Here it looks by itself only at what is young. What was read to stay is passed over for good, and the
rest is looked through while nobody types.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, ForwardRef

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK_SECONDS = 5.0
"""How often to ask whether there is anything to look through."""
QUIET_SECONDS = 2.0
"""Whoever has not typed for so long is reading, talking or away."""
# Things made, and looks at the youngest of them, as with Python's own. Looks at the young: some 7,000 that grew old,
# which are looked through in 8 ms.
YOUNG, YOUNGEST_LOOKS, YOUNG_LOOKS = 700, 10, 1
_NEVER = 2**30

_reading: list[object] = []


def begin() -> None:
    """Pass over whatever there is, and from now on look by itself at what is young alone."""
    gc.set_threshold(YOUNG, YOUNGEST_LOOKS, _NEVER)
    with lasting():
        pass


@contextmanager
def lasting() -> Iterator[None]:
    """While something is read that stays for good; for the loop's thread, the reading may be in another.

    The collector stands still until the last of those who read is done, then passes over whatever there is.
    """
    mine = object()
    _reading.append(mine)
    gc.disable()
    try:
        yield
    finally:
        _reading.remove(mine)
        if not _reading:
            gc.freeze()
            gc.enable()


def forget_annotations() -> None:
    """Keep of the fields of our own tuples what they are called and not what Python made of it: half a megabyte.

    Whoever asks for their types has them worked out again from the words.
    """
    for one in tuple.__subclasses__():
        if one.__module__.startswith("paratui."):
            told = one.__annotations__
            told |= {name: kind.__forward_arg__ for name, kind in told.items() if isinstance(kind, ForwardRef)}


def look_through(quiet: float) -> None:
    """Throw away what nothing leads to any more, where enough has come together; `quiet` is seconds without a key."""
    if quiet >= QUIET_SECONDS and gc.get_count()[2] >= YOUNG_LOOKS and not _reading:
        gc.collect()

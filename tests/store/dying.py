"""A process that dies at a chosen change of the disk, played within one process."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGES = ("write", "fsync", "fdatasync", "replace", "rename", "unlink", "ftruncate")


class KilledError(BaseException):
    """The end of the process, which nothing may catch."""


@contextmanager
def dying_at(nth: int) -> Iterator[None]:
    """In this block the n-th change of the disk is not made, and what does it ends there."""
    left = nth
    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGES:
            real = getattr(os, name)

            def dying(*args, real=real, **kwargs):
                nonlocal left
                left -= 1
                if left <= 0:
                    raise KilledError
                return real(*args, **kwargs)

            patch.setattr(os, name, dying)
        with suppress(KilledError):
            yield

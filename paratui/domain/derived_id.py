"""An id that every process makes alike from what it stands for: made twice, a record is still one record."""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from paratui.domain.ids import make_id

if TYPE_CHECKING:
    from datetime import datetime

# A derived id lies so far before its moment at most: thousands of one moment keep apart, and none is of the future.
SPREAD = timedelta(hours=1)
_MILLISECONDS = SPREAD // timedelta(milliseconds=1)


def derived_id(moment: datetime, *what: int | str) -> int:
    """The id of the record that `what` names, of the hour before `moment`."""
    digest = blake2b(" ".join(map(str, what)).encode("utf-8", "replace"), digest_size=8).digest()
    back, random = divmod(int.from_bytes(digest), 1 << 32)
    return make_id(moment - timedelta(milliseconds=back % _MILLISECONDS), random)

"""How the demo office's calls were closed: dates as reported, concerns met, what was read back, the next contact."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from paratui.domain.call import Outcome, ReadBack
from paratui.domain.note_line import Kind, Settled
from paratui.domain.open_end import EndKind, EndSettled
from paratui.domain.opening_hours import next_opening
from paratui.domain.read_back import Told, read_back, thanks
from paratui.domain.reported_line import reported_in
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.services.open_ends import LIVE
from paratui.services.wrapping_up import NOTHING_UNCLEAR, first_promise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from paratui.domain.call import Call
    from paratui.domain.note_line import NoteLine
    from paratui.domain.office import Office
    from paratui.domain.reported_date import ReportedDate
    from paratui.domain.staff import Staff

_WHOLE_DAY = len("2026-12-03")
# Papers come by mail; until they have, nobody can have looked at them.
_MAIL = timedelta(days=6)
_UNCLEAR = (
    NOTHING_UNCLEAR,
    NOTHING_UNCLEAR,
    NOTHING_UNCLEAR,
    NOTHING_UNCLEAR,
    "which paper comes by mail and which by email, said it again",
    "who calls whom on the day, went through it once more",
)
_NO_CONTACT = (
    "asked to be called only when there is news",
    "the attorney calls with the answer",
    "calls us when the papers are there",
)


class DemoClosing:
    """Closes the calls of one office."""

    def __init__(
        self, office: Office, staff: Sequence[Staff], attorney: Staff, now: datetime, random: Random
    ) -> None:
        self._office = office
        self._names = {one.login: one.name for one in staff}
        self._attorney = attorney
        self._now = now
        self._random = random

    def closed(self, call: Call) -> Call:
        """The call as it was written: what was open at its end is settled or says why not."""
        call = call.but(reported=self._reported(call))
        live = call.outcome == Outcome.REACHED.value and call.channel in LIVE
        if not (live and call.matter_id and call.checklist.checklist):
            return call
        return self._contact(self._read_back(call) if self._random.random() < 0.9 else call)

    def _reported(self, call: Call) -> tuple[ReportedDate, ...]:
        heard = from_utc_text(call.started).astimezone(self._office.tz).date()
        known = {one.line for one in call.reported}
        lines = (line for line in call.lines if line.line not in known)
        found = (reported_in(line, heard, call.person or "the caller") for line in lines)
        return tuple(self._looked_at(call, one) for one in (*call.reported, *found) if one)

    def _looked_at(self, call: Call, date: ReportedDate) -> ReportedDate:
        """The date as the attorney verified it once the papers were there; some are never looked at."""
        came = next_opening(from_utc_text(call.started) + _MAIL, self._office)
        if came > self._now or len(date.day) != _WHOLE_DAY or date.approximate or self._random.random() < 0.4:
            return date
        return date.but(verified=date.day, verified_by=self._attorney.name, verified_at=utc_text(came))

    def _read_back(self, call: Call) -> Call:
        lines = tuple(map(self._settled, call.lines))
        over = from_utc_text(call.ended)
        told = Told(over, self._office, self._names, call.staff, self._attorney.name)
        said = read_back(call, told)
        back = ReadBack(
            text="\n".join((*said.sentences, thanks(call))),
            to_do="\n".join(said.to_do),
            at=call.seconds,
            by=call.staff,
            unclear=self._random.choice(_UNCLEAR),
        )
        return call.but(lines=lines, read_back=back)

    def _settled(self, line: NoteLine) -> NoteLine:
        if line.kind == Kind.INSTRUCTION.value:
            return line.but(settled=Settled.READ_BACK.value)
        if line.kind == Kind.CONCERN.value:
            return line.but(settled=Settled.MET.value)
        return line

    def _contact(self, call: Call) -> Call:
        """When the client hears from us next; where nothing is promised by then, why no day was named."""
        promised = first_promise(call, from_utc_text(call.ended))
        if promised:
            return call.but(next_contact=utc_text(promised))
        why = EndSettled(
            end=EndKind.NEXT_CONTACT.value,
            how="reason",
            words=self._random.choice(_NO_CONTACT),
            at=call.seconds,
            by=call.staff,
        )
        return call.but(ends=(*call.ends, why))
